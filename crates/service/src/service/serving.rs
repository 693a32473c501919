//! How a service is reached: its API, its metrics, and the operator's socket.

use super::{Service, chores};
#[cfg(unix)]
use crate::operator;
use crate::{configuration::Configuration, listener::Listener, metrics};
use std::{future::Future, sync::Arc, time::Duration};
use tokio::net::TcpListener;

/// How many connections for metrics are open at a time.
const METRICS_CONNECTIONS: usize = 16;

impl Service {
    /// Serves until `stop` resolves, then lets requests finish for the configured grace, and closes.
    ///
    /// # Errors
    /// There is no listening where metrics are to be served.
    pub async fn serve(mut self, listener: TcpListener, stop: impl Future<Output = ()>) -> std::io::Result<()> {
        self.serve_metrics().await?;
        self.tasks
            .push(tokio::spawn(chores::look_at_provider(Arc::clone(&self.gallery))));
        if let Some(tls) = self.tls.clone() {
            self.tasks
                .push(tokio::spawn(chores::follow_certificate(tls, Arc::clone(&self.gallery))));
        }
        tokio::join!(self.listen(listener), async {
            stop.await;
            self.gallery.stop();
        });
        self.close().await;
        Ok(())
    }

    /// Takes connections within the bounds of rule 7.9 until the service closes, and then lets requests finish for the
    /// configured grace. Whoever embeds the service serves it so, or by [`Service::router`].
    pub fn listen(&self, listener: TcpListener) -> impl Future<Output = ()> + Send + use<> {
        let Configuration {
            serving,
            shut_down_grace,
            ..
        } = &self.gallery.configuration;
        let listening = Listener {
            max_connections_per_address: serving.max_connections_per_address,
            trusted_proxies: serving.trusted_proxies.clone(),
            tls: self.tls.clone(),
            open: self.gallery.metrics.connections.clone(),
            ..Listener::new(self.router(), serving.max_connections, *shut_down_grace)
        };
        listening.run(listener, self.gallery.stopping())
    }

    /// Serves what is counted and measured until the service closes; for a listener that is not public (rule 7.12).
    pub fn listen_for_metrics(&self, listener: TcpListener) -> impl Future<Output = ()> + Send + use<> {
        let app = metrics::router(Arc::clone(&self.gallery));
        let listening = Listener::new(app, METRICS_CONNECTIONS, Duration::from_secs(1));
        listening.run(listener, self.gallery.stopping())
    }

    /// Serves metrics beside the API, where the operator said so.
    async fn serve_metrics(&mut self) -> std::io::Result<()> {
        let Some(address) = self.gallery.configuration.serving.metrics else {
            return Ok(());
        };
        let listener = TcpListener::bind(address)
            .await
            .map_err(|error| std::io::Error::new(error.kind(), format!("cannot listen on {address}: {error}")))?;
        tracing::info!(address = %listener.local_addr()?, "serving metrics");
        self.tasks.push(tokio::spawn(self.listen_for_metrics(listener)));
        Ok(())
    }

    /// Takes an operator's commands, where a socket is configured.
    #[cfg(unix)]
    pub(super) fn serve_operator(&mut self) -> std::io::Result<()> {
        if let Some(socket) = &self.gallery.configuration.serving.operator_socket {
            let serving = operator::serve(socket, Arc::clone(&self.gallery))?;
            self.tasks.push(tokio::spawn(serving));
        }
        Ok(())
    }

    /// Elsewhere there are no such sockets.
    #[cfg(not(unix))]
    pub(super) fn serve_operator(&mut self) -> std::io::Result<()> {
        Ok(())
    }

    /// Reads the certificate again, as on SIGHUP. Nothing happens where the service does no TLS.
    pub fn certificate_reload(&self) -> impl Fn() + Send + 'static {
        let (tls, gallery) = (self.tls.clone(), Arc::clone(&self.gallery));
        move || {
            if let Some(tls) = &tls {
                chores::reload(tls, &gallery);
            }
        }
    }
}
