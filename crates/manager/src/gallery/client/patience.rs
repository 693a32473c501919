//! Calls that are made again where the gallery is out of reach for a moment.

use contract::{Code, Problem};
use std::time::Duration;

/// How long to wait before each time that a call is made again whose answer was lost.
const PATIENCE: [Duration; 3] = [
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(5),
];

/// Makes a call again, a few times, where the gallery could not be reached or was busy. Only for calls that may arrive
/// twice.
pub(super) async fn patiently<A, F: Future<Output = Result<A, Problem>>>(
    mut call: impl FnMut() -> F,
) -> Result<A, Problem> {
    let mut waits = PATIENCE.iter();
    loop {
        match call().await {
            Err(problem) if matches!(problem.code, Code::GalleryUnreachable | Code::GalleryBusy) => {
                match waits.next() {
                    Some(wait) => tokio::time::sleep(*wait).await,
                    None => return Err(problem),
                }
            }
            answer => return answer,
        }
    }
}
