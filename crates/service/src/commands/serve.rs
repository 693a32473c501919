//! `serve`.

use crate::settings::{LogFormat, Settings, Unusable};
use ambient::{OsRandom, SystemClock};
use anyhow::Context;
use service::Service;
use std::{io::IsTerminal, sync::Arc, time::Duration};
use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Serves until it is told to stop.
///
/// # Errors
/// The service cannot be set up.
pub fn run(settings: Settings) -> anyhow::Result<()> {
    start_log(&settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(serve(settings));
    // A look through a damaged database takes minutes, and nobody waits for it.
    runtime.shutdown_timeout(Duration::from_secs(5));
    served
}

fn start_log(settings: &Settings) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&settings.log).context("the setting `log` is not a filter");
    let filter = filter.map_err(Unusable::because)?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // The journal and files are no terminals: colours would be noise there.
        .with_ansi(std::io::stderr().is_terminal())
        // Who cannot write a line has nowhere to say so either: the gallery goes on without its log.
        .log_internal_errors(false)
        .with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
    Ok(())
}

async fn serve(settings: Settings) -> anyhow::Result<()> {
    let listen = settings.listen;
    // Before it is said that it serves: whoever reads that may tell it to stop at once.
    let stop = told_to_stop()?;
    #[cfg(unix)]
    let hangup = signal(SignalKind::hangup())?;
    let service = Service::open(settings.configuration()?, Arc::new(SystemClock), Arc::new(OsRandom)).await?;
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    #[cfg(unix)]
    tokio::spawn(reload(hangup, service.certificate_reload()));
    service.serve(listener, stop).await?;
    tracing::info!("stopped");
    Ok(())
}

/// Resolves on Ctrl+C and on SIGTERM.
#[cfg(unix)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves on Ctrl+C.
#[cfg(not(unix))]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

/// Does this on each SIGHUP.
#[cfg(unix)]
async fn reload(mut hangup: Signal, act: impl Fn()) {
    while hangup.recv().await.is_some() {
        act();
    }
}
