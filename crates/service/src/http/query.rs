//! Query parameters: those that the description of a route names, each once (rule 7.21).

use super::problem::Failure;
use axum::{
    extract::{MatchedPath, Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};
use utoipa::openapi::{
    OpenApi, RefOr,
    path::{Operation, ParameterIn},
};

/// The names of each route's parameters: by its path, and by its method there, as what one method of a path understands
/// another would pass over in silence.
pub type Known = Arc<HashMap<String, HashMap<Method, BTreeSet<String>>>>;

/// Reads the names from the description.
pub fn known(document: &mut OpenApi) -> Known {
    let paths = document.paths.paths.iter_mut().map(|(path, item)| {
        let methods = super::document::operations(item).map(|(method, operation)| (method, names(operation)));
        (path.clone(), methods.collect())
    });
    Arc::new(paths.collect())
}

fn names(operation: &Operation) -> BTreeSet<String> {
    let parameters = operation.parameters.iter().flatten();
    let names = parameters.filter_map(|parameter| match parameter {
        RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query => Some(parameter.name.clone()),
        _ => None,
    });
    names.collect()
}

/// Refuses a parameter that the route does not know, and one that is given twice. What no route has is left to who says
/// that there is no such address or method.
pub async fn check(State(known): State<Known>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let method = match *request.method() {
        Method::HEAD => &Method::GET,
        ref method => method,
    };
    let names = path.and_then(|path| known.get(path)?.get(method));
    let query = request.uri().query().unwrap_or_default();
    match names.map_or(Ok(()), |names| judge(query, names)) {
        Ok(()) => next.run(request).await,
        Err(detail) => Failure::bad_request(detail).into_response(),
    }
}

fn judge(query: &str, known: &BTreeSet<String>) -> Result<(), &'static str> {
    let mut given = BTreeSet::new();
    for (name, _) in url::form_urlencoded::parse(query.as_bytes()) {
        if !known.contains(name.as_ref()) {
            return Err("a query parameter that this address does not have (rule 7.21)");
        }
        if !given.insert(name.into_owned()) {
            return Err("a query parameter is given twice (rule 7.21)");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_known_and_given_once() {
        let known = BTreeSet::from(["cursor".to_owned()]);
        for good in ["", "cursor=", "cursor=a", "&cursor=a&"] {
            assert_eq!(judge(good, &known), Ok(()), "{good}");
        }
        for bad in ["x", "x=1", "Cursor=a", "cursor=a&cursor=a", "cursor=a&%63ursor=b"] {
            assert!(judge(bad, &known).is_err(), "{bad}");
        }
    }
}
