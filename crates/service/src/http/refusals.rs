//! Refusals in the description of the API: each route names its codes, and the status of each is the one that
//! [`status`] answers with.

use super::{
    answer::value,
    problem::{MEDIA_TYPE, says_when, status},
};
use axum::http::StatusCode;
use contract::Code;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use utoipa::openapi::{
    ContentBuilder, HeaderBuilder, ObjectBuilder, Ref, RefOr, Response, Responses, Type, extensions::ExtensionsBuilder,
    schema::AllOfBuilder,
};

/// The member of a described answer that lists its codes.
const CODES: &str = "x-codes";

/// Declares what a route can refuse with, as a type for the `responses(…)` of its `utoipa::path`. What can happen to
/// every route, to every one with a body and to every one that reads a session is added by itself.
macro_rules! refusals {
    ($(#[$meta:meta])* $name:ident: $($code:ident),+ $(,)?) => {
        $(#[$meta])*
        struct $name;

        impl utoipa::IntoResponses for $name {
            fn responses() -> std::collections::BTreeMap<
                String,
                utoipa::openapi::RefOr<utoipa::openapi::response::Response>,
            > {
                $crate::http::refusals::described(&[$(contract::Code::$code),+]).responses
            }
        }
    };
}

pub(super) use refusals;

/// The answers with these codes, each under its own status.
pub fn described(codes: &[Code]) -> Responses {
    let mut responses = Responses::new();
    for code in codes {
        add(&mut responses, status(*code), *code);
    }
    responses
}

/// Adds a code to what is answered under a status, beside what is there already.
pub fn add(responses: &mut Responses, status: StatusCode, code: Code) {
    let key = status.as_str().to_owned();
    let entry = responses
        .responses
        .entry(key)
        .or_insert_with(|| Response::new("").into());
    let RefOr::T(response) = entry else { return };
    let mut codes = codes_of(response);
    let code = value(&code);
    if !codes.contains(&code) {
        codes.push(code);
        codes.sort_by_key(Value::to_string);
    }
    describe(response, status, codes);
}

/// Moves the answers that many routes give alike, refusals with one code, to where the document keeps shared ones, and
/// describes the others where their route did not.
pub fn share(responses: &mut Responses, shared: &mut BTreeMap<String, RefOr<Response>>) {
    for (status, entry) in &mut responses.responses {
        let RefOr::T(response) = entry else { continue };
        if response.description.is_empty() {
            let status = status.parse().ok().and_then(|status| StatusCode::from_u16(status).ok());
            response.description = status
                .and_then(|status| status.canonical_reason())
                .unwrap_or("Answer")
                .to_owned();
        }
        if let ([Value::String(code)], 1) = (&codes_of(response)[..], response.content.len()) {
            let name = format!("{status}.{code}");
            let reference = Ref::from_response_name(&name);
            shared.insert(name, std::mem::replace(entry, reference.into()));
        }
    }
}

fn codes_of(response: &Response) -> Vec<Value> {
    let codes = response.extensions.as_ref().and_then(|all| all.get(CODES));
    codes.and_then(Value::as_array).cloned().unwrap_or_default()
}

fn describe(response: &mut Response, status: StatusCode, codes: Vec<Value>) {
    let narrowed = ObjectBuilder::new()
        .property(
            "code",
            ObjectBuilder::new()
                .schema_type(Type::String)
                .enum_values(Some(codes.clone())),
        )
        .property(
            "status",
            ObjectBuilder::new()
                .schema_type(Type::Integer)
                .enum_values(Some([status.as_u16()])),
        );
    let schema = AllOfBuilder::new()
        .item(Ref::from_schema_name("Problem"))
        .item(narrowed);
    let content = ContentBuilder::new().schema(Some(schema)).build();
    response.content.insert(MEDIA_TYPE.to_owned(), content.into());
    response.extensions = Some(ExtensionsBuilder::new().add(CODES, json!(codes)).build());
    if status == StatusCode::UNAUTHORIZED {
        let header = HeaderBuilder::new().description(Some("`Bearer` (RFC 6750 3).")).build();
        response.headers.insert("WWW-Authenticate".to_owned(), header.into());
    }
    if says_when(status) {
        let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0));
        let header = HeaderBuilder::new()
            .schema(Some(seconds))
            .description(Some("After how many seconds it is worth trying again."))
            .build();
        response.headers.insert("Retry-After".to_owned(), header.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_when_to_try_again_is_described_with_the_header_that_says_it() {
        for code in [Code::TooManyRequests, Code::ProviderUnreachable, Code::GalleryBusy] {
            let json = serde_json::to_value(described(&[code])).unwrap();
            let header = &json[status(code).as_str()]["headers"]["Retry-After"];
            assert_eq!(header["schema"]["type"], "integer", "{code:?}: {json}");
        }
    }

    #[test]
    fn codes_are_gathered_under_their_status() {
        let mut responses = described(&[Code::UsernameTaken, Code::EmailTaken, Code::EmailInvalid]);
        add(&mut responses, StatusCode::CONFLICT, Code::EmailTaken);
        let json = serde_json::to_value(&responses).unwrap();
        assert_eq!(json["409"][CODES], json!(["email_taken", "username_taken"]));
        assert_eq!(json["422"][CODES], json!(["email_invalid"]));
    }
}
