//! The routes that the API's own description names, and requests made from it.

use crate::world::{FEED_SECRET, Open, World, client};
use reqwest::{Method, StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One route as the document describes it.
pub struct Route {
    pub method: Method,
    pub path: String,
    pub operation: Value,
}

pub async fn document(world: &World) -> Value {
    let response = world.get("/api/v1/openapi.json", None).await;
    assert_eq!(response.headers()[CONTENT_TYPE], "application/json");
    response.json().await.unwrap()
}

pub fn routes(document: &Value) -> Vec<Route> {
    let paths = document["paths"].as_object().unwrap();
    let routes = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(|(method, operation)| Route {
            method: method.to_uppercase().parse().unwrap(),
            path: path.clone(),
            operation: operation.clone(),
        })
    });
    routes.collect()
}

impl Route {
    /// The address, with something of the right form for each variable part.
    pub fn address(&self) -> String {
        let parts = self.path.split('/').map(|part| match part {
            "{name}" => "a-name",
            part if part.starts_with('{') => "01900000-0000-7000-8000-000000000000",
            part => part,
        });
        parts.collect::<Vec<_>>().join("/")
    }

    /// A body that the document allows, if the route takes one.
    pub fn body(&self, document: &Value) -> Option<Value> {
        let schema = &self.operation["requestBody"]["content"]["application/json"]["schema"];
        (!schema.is_null()).then(|| sample(document, schema))
    }

    /// Whether the document demands no member of its body.
    pub fn may_be_empty(&self, document: &Value) -> bool {
        let schema = &self.operation["requestBody"]["content"]["application/json"]["schema"];
        let required = resolved(document, schema)["required"].as_array();
        required.is_none_or(Vec::is_empty)
    }

    /// The query parameters that the document names for it.
    pub fn query_names(&self) -> BTreeSet<String> {
        let parameters = self.operation["parameters"].as_array().into_iter().flatten();
        let of_query = parameters.filter(|parameter| parameter["in"] == "query");
        of_query
            .map(|parameter| parameter["name"].as_str().unwrap().to_owned())
            .collect()
    }

    /// What lets one in: the session's token, or the secret of a feed.
    pub fn bearer<'a>(&self, open: &'a Open) -> &'a str {
        let schemes = self.operation["security"].as_array().into_iter().flatten();
        let is_feed = schemes.into_iter().any(|scheme| !scheme["feed"].is_null());
        if is_feed { FEED_SECRET } else { &open.token }
    }

    /// Whether the document names this status for it.
    pub fn answers(&self, status: StatusCode) -> bool {
        !self.operation["responses"][status.as_str()].is_null()
    }
}

impl Route {
    /// Whether the document names this header for an answer of this status.
    pub fn describes(&self, document: &Value, status: StatusCode, header: &str) -> bool {
        let response = resolved(document, &self.operation["responses"][status.as_str()]);
        let mut names = response["headers"].as_object().into_iter().flatten();
        names.any(|(name, _)| name.eq_ignore_ascii_case(header))
    }
}

/// What a `$ref` means, or the schema itself.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let reference = schema["$ref"].as_str();
    reference.map_or(schema, |reference| {
        document.pointer(reference.trim_start_matches('#')).unwrap()
    })
}

/// A value of the schema: its example, or the plainest there is.
fn sample(document: &Value, schema: &Value) -> Value {
    let schema = resolved(document, schema);
    if !schema["example"].is_null() {
        return schema["example"].clone();
    }
    if let Some(first) = schema["enum"].get(0) {
        return first.clone();
    }
    match schema["type"].as_str() {
        Some("object") => {
            let members = schema["properties"].as_object().unwrap().iter();
            Value::Object(
                members
                    .map(|(name, member)| (name.clone(), sample(document, member)))
                    .collect(),
            )
        }
        Some("string") if schema["format"] == "uuid" => json!("01900000-0000-7000-8000-000000000000"),
        Some("string") => "A"
            .repeat(schema["minLength"].as_u64().unwrap_or(8).try_into().unwrap())
            .into(),
        Some("boolean") => json!(false),
        Some("integer") => json!(1),
        Some("array") => json!([]),
        _ => Value::Null,
    }
}

/// The texts of a body, each as the path of its members' names, with its longest length.
pub fn texts(document: &Value, schema: &Value) -> Vec<(Vec<String>, usize)> {
    let schema = resolved(document, schema);
    if let Some(limit) = schema["maxLength"].as_u64() {
        return vec![(Vec::new(), limit.try_into().unwrap())];
    }
    let members = schema["properties"].as_object().into_iter().flatten();
    let found = members.flat_map(|(name, member)| {
        texts(document, member).into_iter().map(move |(mut path, limit)| {
            path.insert(0, name.clone());
            (path, limit)
        })
    });
    found.collect()
}

pub async fn send(world: &World, open: &Open, route: &Route, body: String) -> reqwest::Response {
    let request = client().request(
        route.method.clone(),
        format!("{}{}", world.gallery.origin, route.address()),
    );
    let request = request
        .bearer_auth(route.bearer(open))
        .header(CONTENT_TYPE, "application/json");
    request.body(body).send().await.unwrap()
}
