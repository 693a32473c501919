//! The form of a problem (RFC 9457), and the codes that a gallery refuses with.

use super::super::problem::status;
use axum::http::StatusCode;
use contract::Code;
use serde_json::Value;
use utoipa::{
    PartialSchema,
    openapi::{Array, ArrayBuilder, ObjectBuilder, Ref, RefOr, Schema, SchemaFormat, Type},
};

/// The schemas `Problem` and `Code`.
pub fn schemas() -> [(String, RefOr<Schema>); 2] {
    [("Problem".to_owned(), problem()), ("Code".to_owned(), code())]
}

fn problem() -> RefOr<Schema> {
    let text = |description: &str| {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(description))
    };
    let count = |description: &str| {
        let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0));
        number.description(Some(description))
    };
    let reference = SchemaFormat::Custom("uri".to_owned());
    ObjectBuilder::new()
        .description(Some("A refusal (RFC 9457)."))
        .property(
            "type",
            text("`urn:nuget-accounts:problem:` and the code.").format(Some(reference)),
        )
        .property("title", text("The status in words."))
        .property("code", Ref::from_schema_name("Code"))
        .property("status", count("The HTTP status."))
        .property(
            "detail",
            text("For people who read logs, without secrets or personal data."),
        )
        .property("field", text("The field of the request that it is about."))
        .property("tries_left", count("How often a code or token may still be tried."))
        .property("retry_after", count("After how many seconds it is worth trying again."))
        .property("provider", text("What the identity provider said, shortened."))
        .property("demands", demands())
        .property(
            "packages",
            ArrayBuilder::new()
                .items(ObjectBuilder::new().schema_type(Type::String))
                .description(Some("The ids of the packages that stand in the way.")),
        )
        .required("type")
        .required("title")
        .required("code")
        .required("status")
        .required("detail")
        .into()
}

fn demands() -> Array {
    let text = |description: &str| {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(description))
    };
    let demand = ObjectBuilder::new()
        .property("organization", text("The organization's username."))
        .property("tenant", text("The tenant's id."))
        .required("organization")
        .required("tenant");
    let all = ArrayBuilder::new().items(demand);
    all.description(Some(
        "Where organizations keep an account from another login: which, and of which tenant it has to be.",
    ))
    .build()
}

/// Only what a gallery answers: the same type also has codes for what the app itself finds.
fn code() -> RefOr<Schema> {
    let RefOr::T(Schema::Object(mut schema)) = Code::schema() else {
        return Code::schema();
    };
    schema.enum_values = schema
        .enum_values
        .map(|values| values.into_iter().filter(is_answered).collect());
    schema.into()
}

fn is_answered(name: &Value) -> bool {
    let code = serde_json::from_value::<Code>(name.clone());
    code.is_ok_and(|code| code == Code::GalleryFailed || status(code) != StatusCode::INTERNAL_SERVER_ERROR)
}
