//! What handlers answer with.

use super::problem::Failure;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use contract::{Code, Problem};
use serde::Serialize;
use serde_json::Value;

/// One of our own answers as JSON. They always have one: their members have names, and no number in them is endless. Should
/// a mistake make one that has none, `null` stands for it, which nobody takes for an answer of theirs, and the log says so.
pub fn json(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_else(|error| formless(&error).to_string())
}

/// The same, before it is text.
pub fn value(answer: &impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap_or_else(|error| formless(&error))
}

/// What stands for an answer that has no form.
pub fn formless(error: &serde_json::Error) -> Value {
    tracing::error!(%error, "an answer has no form as JSON");
    Value::Null
}

/// 201 with a JSON body.
pub fn created(json: String) -> Response {
    (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], json).into_response()
}

/// 200 with a JSON body.
pub fn done(json: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], json).into_response()
}

/// 204: it was done, and there is nothing to say about it.
pub fn no_content<A>(_: A) -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// A kept answer is not of its form, or lacks what the secret in it is derived from.
pub fn unreadable() -> Failure {
    Failure(Problem::new(Code::GalleryFailed, "the kept answer cannot be read"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What has no form as JSON, as its members have no names.
    struct Nameless;

    impl Serialize for Nameless {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map([([1, 2], 3)])
        }
    }

    #[test]
    fn an_answer_without_a_form_is_never_an_empty_one_which_would_mean_something_else() {
        assert_eq!(json(&Nameless), "null");
        assert_eq!(json(&"text"), "\"text\"");
    }
}
