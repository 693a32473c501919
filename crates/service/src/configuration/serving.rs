//! How the service meets the network.

use super::network::Network;
use std::{net::SocketAddr, path::PathBuf};

/// How many connections are served at a time where nothing else is said.
pub const CONNECTIONS: usize = 4096;

/// How the service meets the network: what a gallery that is embedded leaves as it is by default.
#[derive(Clone, Debug)]
pub struct Serving {
    /// How many connections are served at a time (rule 7.9).
    pub max_connections: usize,
    /// How many of them may come from one network address that is no named proxy (rule 7.9).
    pub max_connections_per_address: usize,
    /// The certificate that it serves under; without one it speaks plain HTTP.
    pub tls: Option<TlsFiles>,
    /// The proxies whose word about a caller's address is taken (rule 7.10).
    pub trusted_proxies: Vec<Network>,
    /// The header in which they say it.
    pub proxy_header: ProxyHeader,
    /// Where metrics are served; nowhere by default (rule 7.12).
    pub metrics: Option<SocketAddr>,
    /// The socket over which an operator's commands reach the service while it runs (rule 8.13).
    pub operator_socket: Option<PathBuf>,
}

/// A certificate and its key, as PEM files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate and those that lead to its root, in this order.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// The header in which proxies say for whom they ask. Only one is read: a proxy writes one of them and passes the
/// other on as the caller sent it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProxyHeader {
    /// What most proxies write.
    #[default]
    XForwardedFor,
    /// RFC 7239.
    Forwarded,
}

impl Serving {
    /// The share of one network address where nothing else is said: a quarter, as a company may have one address for all of
    /// its people.
    #[must_use]
    pub const fn share(max_connections: usize) -> usize {
        max_connections.div_ceil(4)
    }
}

impl Default for Serving {
    fn default() -> Self {
        Self {
            max_connections: CONNECTIONS,
            max_connections_per_address: Self::share(CONNECTIONS),
            tls: None,
            trusted_proxies: Vec::new(),
            proxy_header: ProxyHeader::default(),
            metrics: None,
            operator_socket: None,
        }
    }
}
