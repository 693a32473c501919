//! Several at the same moment, in one place for all races.

use std::{future::Future, thread};
use tokio::{runtime::Handle, sync::Barrier};

/// Runs these at once, each on a thread of its own, and all released at the same moment; what came of them, in their order.
/// Takes a runtime of several threads, or else what they share would be asked by one after the other.
pub fn at_once<F>(callers: impl IntoIterator<Item = F>) -> Vec<F::Output>
where
    F: Future + Send,
    F::Output: Send,
{
    let callers: Vec<F> = callers.into_iter().collect();
    let (barrier, runtime) = (Barrier::new(callers.len()), Handle::current());
    let released = async |caller: F| {
        barrier.wait().await;
        caller.await
    };
    let (released, runtime) = (&released, &runtime);
    tokio::task::block_in_place(|| {
        thread::scope(|scope| {
            let running: Vec<_> = callers
                .into_iter()
                .map(|caller| scope.spawn(move || runtime.block_on(released(caller))))
                .collect();
            running.into_iter().map(|caller| caller.join().unwrap()).collect()
        })
    })
}
