//! What a running service does by itself, until it is told to stop.

use crate::{gallery::Gallery, listener::stopped, tls::Tls};
use std::{sync::Arc, time::Duration};

/// How often what has run out is removed.
const HOUSEKEEPING: Duration = Duration::from_secs(600);

/// How often the database is told of the limits that have changed.
const KEEPING_LIMITS: Duration = Duration::from_secs(3);

/// How often the files of the certificate are looked at.
const LOOKING_AT_CERTIFICATE: Duration = Duration::from_secs(3600);

/// How many seconds before its end a certificate is complained about: those that are renewed by a program are renewed
/// earlier.
const CERTIFICATE_ENDS_SOON: i64 = 14 * 86_400;

/// Removes what has run out, and does what has become due, as long as the clock is to be believed (rule 8.14).
pub async fn run_housekeeping(gallery: Arc<Gallery>) {
    let mut stopping = gallery.stopping();
    loop {
        if gallery.believes_clock() {
            gallery.run_housekeeping().await;
        }
        tokio::select! {
            () = tokio::time::sleep(HOUSEKEEPING) => {}
            () = stopped(&mut stopping) => return,
        }
    }
}

/// Writes the buckets back now and then, and at the end.
pub async fn keep_limits(gallery: Arc<Gallery>) {
    let mut stopping = gallery.stopping();
    loop {
        let last = tokio::select! {
            () = tokio::time::sleep(KEEPING_LIMITS) => false,
            () = stopped(&mut stopping) => true,
        };
        gallery.keep_limits().await;
        if last {
            return;
        }
    }
}

/// Asks the provider once, so that the log says what is wrong with it before the first person does.
pub async fn look_at_provider(gallery: Arc<Gallery>) {
    let mut stopping = gallery.stopping();
    tokio::select! {
        _ = gallery.provider_is_reachable() => {}
        () = stopped(&mut stopping) => {}
    }
}

/// Reads the certificate again once its files have changed.
pub async fn follow_certificate(tls: Arc<Tls>, gallery: Arc<Gallery>) {
    let mut stopping = gallery.stopping();
    loop {
        tell_end(&tls, &gallery);
        tokio::select! {
            () = tokio::time::sleep(LOOKING_AT_CERTIFICATE) => {}
            () = stopped(&mut stopping) => return,
        }
        if tls.is_stale() {
            reload(&tls, &gallery);
        }
    }
}

/// Says when the certificate ends, and complains where that is soon.
fn tell_end(tls: &Tls, gallery: &Gallery) {
    let Some(end) = tls.not_after() else { return };
    gallery.metrics.certificate_ends.set(end.as_secs());
    if end.secs_since(gallery.now()) < CERTIFICATE_ENDS_SOON {
        tracing::warn!(not_after = %end, "the certificate in use ends soon, or has ended");
    }
}

/// Reads the certificate again; one that cannot be used leaves the one before in use.
pub fn reload(tls: &Tls, gallery: &Gallery) {
    match tls.reload() {
        Ok(()) => {
            tracing::info!("the certificate was read again");
            tell_end(tls, gallery);
        }
        Err(error) => tracing::error!(%error, "the certificate was not read again; the one before stays in use"),
    }
}
