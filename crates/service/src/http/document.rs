//! `GET /api/v1/openapi.json`: the description of the API, made from the routes themselves (rule 7.22). `docs/openapi.json` is
//! the same text; a test holds the two together.

mod problem;

use super::{
    answer::{formless, value},
    api::Api,
    idempotency, refusals,
};
use axum::{
    http::{Method, StatusCode, header},
    response::IntoResponse,
};
use contract::{Code, event::Event};
use std::sync::LazyLock;
use utoipa::{
    OpenApi as _,
    openapi::{
        Components, OpenApi, PathItem, RefOr, Schema,
        path::{Operation, Parameter},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The name of the security scheme, for the `security(…)` of a route.
const SESSION: &str = "session";

/// The name of the security scheme of package feeds.
const FEED: &str = "feed";

/// What stands at the head of the document.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "NuGet Accounts",
        description = "The account service of a NuGet gallery. Every refusal is `application/problem+json` with a \
                       stable `code`; every answer may also be refused with what its status lists in `x-codes`.\n\n\
                       The API grows under the same `api_version`: operations, members of answers, optional members \
                       and parameters of requests, kinds of events, consequences and entries, features, reasons, codes \
                       and purposes are added. Pass over what you do not know. An unknown code means what its status \
                       means; an unknown reason of a feed's denial is still a no; before an unknown consequence ask \
                       your user.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    components(schemas(Event)),
    tags(
        (name = "description", description = "What a gallery says about itself."),
        (name = "proofs", description = "Identity proofs: begun, completed, spent, each once."),
        (name = "sessions", description = "Sessions: opened by spending a proof, listed, ended."),
        (name = "accounts", description = "Opening an account."),
        (name = "account", description = "The account of the session that asks."),
        (name = "logins", description = "Changing the Microsoft identity that signs in, and taking that back."),
        (name = "pages", description = "Small pages for the links in mails. They need no script."),
        (name = "recovery", description = "Ways back into an account, and passwords."),
        (name = "organizations", description = "Organizations, their members and invitations."),
        (name = "conversion", description = "Conversion of an account to an organization."),
        (name = "profiles", description = "What everybody may see of an account."),
        (name = "events", description = "What happens to the account, as it happens."),
        (name = "keys", description = "API keys, with which clients push."),
        (name = "packages", description = "Packages: owners, offers of ownership, listing."),
        (name = "feed", description = "For package feeds, by a secret of their own."),
        (name = "health", description = "For who operates the gallery."),
    )
)]
struct Head;

/// The document's head, for the outermost router.
pub fn head() -> OpenApi {
    Head::openapi()
}

/// The description's own route.
pub fn routes() -> OpenApiRouter<std::sync::Arc<crate::gallery::Gallery>> {
    OpenApiRouter::new().api(routes!(openapi))
}

/// Answers with this document.
#[utoipa::path(get, path = "/openapi.json", tag = "description", responses((status = 200, body = Object)))]
async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], text())
}

/// The document as it is served and kept in `docs/openapi.json`.
pub fn text() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let text = super::described().1.to_pretty_json();
        let mut text = text.unwrap_or_else(|error| formless(&error).to_string());
        text.push('\n');
        text
    });
    &TEXT
}

/// Adds what no route says itself: the security schemes, the form of a problem, what any route can refuse, and ids that
/// occur once.
pub fn complete(document: &mut OpenApi) {
    let components = document.components.get_or_insert_with(Components::new);
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("The token of a session (rule 3.1)."));
    components.add_security_scheme(SESSION, SecurityScheme::Http(bearer.build()));
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("The secret of a package feed (rule 13.28)."));
    components.add_security_scheme(FEED, SecurityScheme::Http(bearer.build()));
    components.schemas.extend(problem::schemas());
    for name in READ_AS_UNKNOWN {
        drop_unknown(components.schemas.get_mut(name));
    }
    for item in document.paths.paths.values_mut() {
        limit_writes(item);
        for (_, operation) in operations(item) {
            complete_operation(operation);
            refusals::share(&mut operation.responses, &mut components.responses);
        }
    }
}

/// The schemas whose types read what a later version says as `unknown`. That is the app's own; no gallery says it.
const READ_AS_UNKNOWN: [&str; 2] = ["Feature", "EventKind"];

/// Takes the value `unknown` away, or the shape whose `kind` it is.
fn drop_unknown(schema: Option<&mut RefOr<Schema>>) {
    match schema {
        Some(RefOr::T(Schema::Object(plain))) => {
            let values = plain.enum_values.iter_mut();
            values.for_each(|values| values.retain(|value| value != "unknown"));
        }
        Some(RefOr::T(Schema::OneOf(shapes))) => shapes.items.retain(|shape| {
            let shape = value(shape);
            shape["properties"]["kind"]["enum"][0] != "unknown"
        }),
        _ => {}
    }
}

/// Whether a parameter is the key by which a repeated request is recognised.
fn is_key(parameter: &RefOr<Parameter>) -> bool {
    matches!(parameter, RefOr::T(parameter) if parameter.name == idempotency::HEADER)
}

/// The operations of a path, each with its method.
pub fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    let methods = [
        (Method::GET, &mut item.get),
        (Method::PUT, &mut item.put),
        (Method::POST, &mut item.post),
        (Method::DELETE, &mut item.delete),
        (Method::PATCH, &mut item.patch),
    ];
    let described = methods.into_iter();
    described.filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}

/// What is asked for in a session by a method that writes is limited, whatever it is (rule 7.5).
fn limit_writes(item: &mut PathItem) {
    let writing = operations(item).filter(|(method, operation)| !method.is_safe() && reads_session(operation));
    for (_, operation) in writing {
        refusals::add(
            &mut operation.responses,
            StatusCode::TOO_MANY_REQUESTS,
            Code::TooManyRequests,
        );
    }
}

fn reads_session(operation: &Operation) -> bool {
    let schemes = value(&operation.security);
    let mut schemes = schemes.as_array().into_iter().flatten();
    schemes.any(|scheme| !scheme[SESSION].is_null())
}

fn complete_operation(operation: &mut Operation) {
    let tag = operation.tags.iter().flatten().next().cloned().unwrap_or_default();
    let handler = operation.operation_id.take().unwrap_or_default();
    operation.operation_id = Some(format!("{tag}_{handler}"));
    let has_key = operation.parameters.iter().flatten().any(is_key);
    let mut refuses = |status, code| refusals::add(&mut operation.responses, status, code);
    refuses(StatusCode::BAD_REQUEST, Code::BadRequest);
    refuses(StatusCode::FORBIDDEN, Code::BadRequest);
    refuses(StatusCode::MISDIRECTED_REQUEST, Code::BadRequest);
    refuses(StatusCode::INTERNAL_SERVER_ERROR, Code::GalleryFailed);
    refuses(StatusCode::SERVICE_UNAVAILABLE, Code::GalleryBusy);
    if operation.request_body.is_some() {
        refuses(StatusCode::REQUEST_TIMEOUT, Code::BadRequest);
        refuses(StatusCode::PAYLOAD_TOO_LARGE, Code::TooLarge);
        refuses(StatusCode::UNSUPPORTED_MEDIA_TYPE, Code::BadRequest);
    }
    if has_key {
        refuses(StatusCode::CONFLICT, Code::BadRequest);
    }
    if reads_session(operation) {
        refusals::add(
            &mut operation.responses,
            StatusCode::UNAUTHORIZED,
            Code::SessionRequired,
        );
    }
}
