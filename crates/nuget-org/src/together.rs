//! Several questions at once.

use contract::Problem;
use futures::{StreamExt, TryStreamExt, stream};

/// How many questions are under way at once.
pub(crate) const AT_ONCE: usize = 4;

/// The answers in the order of the questions, which are already made: a stream that holds the closure that makes them cannot
/// be shown to be sent between threads.
///
/// # Errors
/// The first refusal ends it: half an answer is none.
pub(crate) async fn together<T>(questions: Vec<impl Future<Output = Result<T, Problem>>>) -> Result<Vec<T>, Problem> {
    stream::iter(questions).buffered(AT_ONCE).try_collect().await
}
