//! `/metrics`, on a listener of its own.

use crate::gallery::Gallery;
use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use prometheus_client::{
    encoding::text::encode,
    metrics::{gauge::Gauge, info::Info},
    registry::{Registry, Unit},
};
use std::sync::Arc;

/// The format that Prometheus asks for first.
const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The one route there is.
pub fn router(gallery: Arc<Gallery>) -> Router {
    Router::new().route("/metrics", get(show)).with_state(gallery)
}

async fn show(State(gallery): State<Arc<Gallery>>) -> Response {
    let mut text = String::new();
    match encode(&mut text, &collect(&gallery).await) {
        Ok(()) => ([(header::CONTENT_TYPE, FORMAT)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn collect(gallery: &Gallery) -> Registry {
    let mut registry = Registry::with_prefix("nuget_accounts");
    let version = ("version", env!("CARGO_PKG_VERSION"));
    registry.register("build", "The program that runs", Info::new([version]));
    gallery.metrics.register(&mut registry);
    gallery.store.register_metrics(&mut registry);
    let streams = gallery.streams.count();
    show_number(
        &mut registry,
        "event_streams_open",
        "Event streams that are open",
        streams,
    );
    // What cannot be read now is left out: a number that stands still would be believed.
    if let Ok(mails) = gallery.store.mail_counts().await {
        show_number(
            &mut registry,
            "mails_waiting",
            "Mails that have not left",
            mails.waiting,
        );
        let help = "Mails that have not left although it was tried";
        show_number(&mut registry, "mails_failed", help, mails.failed);
        let help = "Mails that were given up in the last 30 days";
        show_number(&mut registry, "mails_given_up", help, mails.given_up);
    }
    if let Some(bytes) = gallery.store.wal_bytes() {
        show_measure(
            &mut registry,
            "store_wal",
            "The write-ahead log beside the database",
            Unit::Bytes,
            bytes,
        );
    }
    if let Some(seconds) = gallery.seconds_since_keys() {
        let help = "Since the identity provider's keys were fetched";
        show_measure(&mut registry, "provider_keys_age", help, Unit::Seconds, seconds);
    }
    registry
}

fn gauge(value: impl TryInto<i64>) -> Gauge {
    let gauge = Gauge::default();
    gauge.set(value.try_into().unwrap_or(i64::MAX));
    gauge
}

fn show_number(registry: &mut Registry, name: &str, help: &str, value: impl TryInto<i64>) {
    registry.register(name, help, gauge(value));
}

fn show_measure(registry: &mut Registry, name: &str, help: &str, unit: Unit, value: impl TryInto<i64>) {
    registry.register_with_unit(name, help, unit, gauge(value));
}
