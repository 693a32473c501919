//! `nuget-accounts-service`: the account service as a program of its own.

mod settings;

use ambient::{OsRandom, SystemClock};
use anyhow::Context;
use clap::{Parser, Subcommand};
use service::Service;
use settings::{LogFormat, Settings};
use std::{path::PathBuf, sync::Arc};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// The account service of a NuGet gallery.
#[derive(Parser)]
#[command(name = "nuget-accounts-service", version)]
struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Serve the HTTP API until SIGTERM or Ctrl+C.
    Serve {
        /// The configuration file (TOML). Each of its keys can also be given as NUGET_ACCOUNTS_KEY in the environment,
        /// which wins.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

fn main() -> anyhow::Result<()> {
    let Act::Serve { config } = Arguments::parse().act;
    let settings = Settings::read(config.as_deref(), |name| std::env::var(name).ok())?;
    start_log(&settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(settings))
}

fn start_log(settings: &Settings) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&settings.log).context("the setting `log` is not a filter")?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
    Ok(())
}

async fn serve(settings: Settings) -> anyhow::Result<()> {
    let listen = settings.listen;
    let service = Service::open(settings.configuration()?, Arc::new(SystemClock), Arc::new(OsRandom)).await?;
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    service.serve(listener, told_to_stop()).await?;
    tracing::info!("stopped");
    Ok(())
}

/// Resolves on Ctrl+C, and on SIGTERM where there is one.
async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
