//! What the service counts and measures (rule 7.12), as Prometheus reads it. No label holds anything that a caller chose.

mod commits;
mod exposition;

pub use commits::Commits;
pub use exposition::router;

use crate::rate::{Counted, Limited};
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};
use std::time::Duration;

/// What is measured while requests are served. What can be looked up is looked up when it is asked for.
#[derive(Debug)]
pub struct Metrics {
    requests: Family<Request, Counter>,
    latency: Family<Route, Histogram, fn() -> Histogram>,
    refusals: Family<Limit, Counter>,
    slot_waits: Histogram,
    /// Connections that are open.
    pub connections: Gauge,
    /// Mails that were given up because the code in them no longer worked.
    pub mails_outdated: Counter,
    /// When the certificate in use ends, in seconds since 1970; 0 where the service does no TLS.
    pub certificate_ends: Gauge,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Request {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Limit {
    what: &'static str,
    by: &'static str,
}

/// From half a millisecond to about half a minute.
fn durations() -> Histogram {
    Histogram::new(exponential_buckets(0.0005, 2.0, 17))
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            requests: Family::default(),
            latency: Family::new_with_constructor(durations),
            refusals: Family::default(),
            slot_waits: durations(),
            connections: Gauge::default(),
            mails_outdated: Counter::default(),
            certificate_ends: Gauge::default(),
        }
    }
}

impl Metrics {
    /// A request was answered. The method is a [`known`] one, the route is its pattern, never its path.
    pub fn answered(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let route = route.to_owned();
        self.latency
            .get_or_create(&Route { route: route.clone() })
            .observe(took.as_secs_f64());
        self.requests.get_or_create(&Request { method, route, status }).inc();
    }

    /// A request was refused by a limit of rule 7.5.
    pub fn limited(&self, what: Limited, by: Counted) {
        let (what, by) = (what.word(), by.word());
        self.refusals.get_or_create(&Limit { what, by }).inc();
    }

    /// Who is told how long passwords waited for their turn to be hashed.
    pub fn slot_waits(&self) -> impl Fn(Duration) + Send + 'static {
        let waits = self.slot_waits.clone();
        move |waited| waits.observe(waited.as_secs_f64())
    }

    fn register(&self, registry: &mut Registry) {
        let requests = self.requests.clone();
        registry.register("http_requests", "Requests answered, by route and status", requests);
        let latency = self.latency.clone();
        registry.register_with_unit(
            "http_request",
            "From a request to the head of its answer",
            Unit::Seconds,
            latency,
        );
        let refusals = self.refusals.clone();
        registry.register("rate_limit_refusals", "Requests refused by a rate limit", refusals);
        let waits = self.slot_waits.clone();
        let help = "How long passwords waited for their turn to be hashed";
        registry.register_with_unit("password_slot_wait", help, Unit::Seconds, waits);
        registry.register(
            "connections_open",
            "Connections that are open",
            self.connections.clone(),
        );
        let help = "Mails given up because the code in them no longer worked";
        registry.register("mails_outdated", help, self.mails_outdated.clone());
        if self.certificate_ends.get() != 0 {
            let help = "When the certificate in use ends, since 1970";
            let ends = self.certificate_ends.clone();
            registry.register_with_unit("tls_certificate_not_after", help, Unit::Seconds, ends);
        }
    }
}

/// The method, or one word for all that are none of HTTP: a caller can make up any.
pub fn known(method: &str) -> &'static str {
    let known = [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE",
    ];
    known.into_iter().find(|known| *known == method).unwrap_or("other")
}
