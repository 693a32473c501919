//! Rules 7.20 to 7.22, for every route that the API's own description names.

mod routes;

use crate::{
    provider::ANNA,
    world::{World, client, refused},
};
use contract::Code;
use reqwest::{Method, StatusCode, header::CONTENT_TYPE};
use routes::{Route, document, routes, send, texts};
use serde_json::json;
use std::collections::BTreeSet;

/// Rule 7.20.
#[tokio::test]
async fn a_member_that_a_route_does_not_know_is_refused_by_every_route() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let document = document(&world).await;
    let mut count = 0;
    for route in routes(&document) {
        let Some(body) = route.body(&document) else { continue };
        let mut more = body.clone();
        more["surplus"] = json!(1);
        let problem = refused(send(&world, &open, &route, more.to_string()).await).await;
        assert_eq!(
            (problem.code, problem.status),
            (Code::BadRequest, 400),
            "{}",
            route.path
        );
        count += 1;
    }
    assert!(count >= 5);
    world.end().await;
}

/// Rule 7.20.
#[tokio::test]
async fn a_text_over_its_limit_is_refused_by_every_route_with_the_field_named() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let document = document(&world).await;
    for route in routes(&document) {
        let Some(body) = route.body(&document) else { continue };
        // Where the sample address names nothing, some texts are never looked at; the area's own scenarios do.
        let plain = send(&world, &open, &route, body.to_string()).await.status();
        let names_nothing = matches!(plain, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN) && route.path.contains('{');
        let schema = &route.operation["requestBody"]["content"]["application/json"]["schema"];
        for (path, limit) in texts(&document, schema) {
            let mut long = body.clone();
            let place = path.iter().fold(&mut long, |place, name| &mut place[name]);
            *place = "A".repeat(limit + 1).into();
            let problem = refused(send(&world, &open, &route, long.to_string()).await).await;
            if names_nothing && matches!(problem.status, 403 | 404) {
                continue;
            }
            assert!(
                problem.status == 400 || problem.status == 422,
                "{}: {problem}",
                route.path
            );
            let field = path.join(".");
            assert_eq!(
                problem.field.as_deref(),
                Some(field.as_str()),
                "{}: {problem}",
                route.path
            );
        }
    }
    world.end().await;
}

/// Rule 7.20.
#[tokio::test]
async fn a_body_that_is_not_one_plain_json_value_is_refused_by_every_route() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let document = document(&world).await;
    for route in routes(&document) {
        let Some(body) = route.body(&document) else { continue };
        let text = body.to_string();
        let may_be_empty = route.may_be_empty(&document);
        let (name, value) = body.as_object().unwrap().iter().next().unwrap();
        let twice = format!("{{\"{name}\":{value},{}", &text[1..]);
        let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
        let deep_member = format!("{{\"{name}\":{deep},{}", &text[1..]);
        let huge = format!("{{\"{name}\":1e999999,{}", &text[1..]);
        let odd = [
            "",
            "null",
            "[]",
            "{}",
            "\"\"",
            "\u{feff}{}",
            "NaN",
            "{\"",
            &deep,
            &deep_member,
            &huge,
            &twice,
        ];
        for odd in odd
            .into_iter()
            .filter(|odd| *odd != "{}" || !may_be_empty)
            .map(str::to_owned)
            .chain([format!("{text} x"), format!("{text}{text}")])
        {
            let shown = odd.chars().take(60).collect::<String>();
            let problem = refused(send(&world, &open, &route, odd).await).await;
            assert_eq!(
                (problem.code, problem.status),
                (Code::BadRequest, 400),
                "{}: {shown}",
                route.path
            );
        }
    }
    world.end().await;
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused_where_they_stand() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let url = |path: &str| format!("{}{path}", world.gallery.origin);
    let confirm = client()
        .post(url("/api/v1/account/email/confirmation"))
        .bearer_auth(&open.token);
    let confirm = confirm
        .header(CONTENT_TYPE, "application/json")
        .body(&b"{\"code\":\"\xff\xfe\"}"[..]);
    let cases = [
        confirm,
        client().get(url("/api/v1/usernames/%FF%FE")),
        client().delete(url("/api/v1/sessions/%FF")).bearer_auth(&open.token),
        client()
            .get(url("/api/v1/account/activity?cursor=%FF%FE"))
            .bearer_auth(&open.token),
        client()
            .get(url("/api/v1/account/activity?%FF=1"))
            .bearer_auth(&open.token),
    ];
    for request in cases {
        let problem = refused(request.send().await.unwrap()).await;
        assert_eq!((problem.code, problem.status), (Code::BadRequest, 400));
    }
    world.end().await;
}

/// Rule 7.21.
#[tokio::test]
async fn a_query_parameter_that_a_route_does_not_know_or_has_twice_is_refused() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let document = document(&world).await;
    for route in routes(&document) {
        let path = format!("{}?surplus=1", route.address());
        let body = route.body(&document);
        let problem = refused(
            world
                .call(route.method.clone(), &path, Some(route.bearer(&open)), body)
                .await,
        )
        .await;
        assert_eq!((problem.code, problem.status), (Code::BadRequest, 400), "{path}");
    }
    let twice = "/api/v1/account/activity?cursor=&cursor=";
    let problem = refused(world.get(twice, Some(&open.token)).await).await;
    assert_eq!((problem.code, problem.status), (Code::BadRequest, 400));
    world.end().await;
}

/// Rule 7.21.
#[tokio::test]
async fn what_another_method_of_the_same_path_understands_is_refused() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let document = document(&world).await;
    let all = routes(&document);
    let mut count = 0;
    for route in &all {
        let own = route.query_names();
        let others = all.iter().filter(|other| other.path == route.path);
        let names: BTreeSet<String> = others.flat_map(Route::query_names).collect();
        for name in names.difference(&own) {
            let path = format!("{}?{name}=true", route.address());
            let body = route.body(&document);
            let asked = world.call(route.method.clone(), &path, Some(route.bearer(&open)), body);
            let problem = refused(asked.await).await;
            assert_eq!(
                (problem.code, problem.status),
                (Code::BadRequest, 400),
                "{} {path}",
                route.method
            );
            count += 1;
        }
    }
    assert!(count >= 9);
    world.end().await;
}

/// Rule 7.22.
#[tokio::test]
async fn no_query_parameter_is_described_as_required_as_no_route_needs_one() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let document = document(&world).await;
    let mut count = 0;
    for route in routes(&document) {
        let parameters = route.operation["parameters"].as_array().into_iter().flatten();
        for parameter in parameters.filter(|parameter| parameter["in"] == "query") {
            assert_eq!(parameter["required"], false, "{}: {parameter}", route.path);
            count += 1;
        }
        if route.method == Method::GET {
            let response = world.get(&route.address(), Some(route.bearer(&open))).await;
            assert_ne!(response.status(), StatusCode::BAD_REQUEST, "{}", route.path);
        }
    }
    assert!(count >= 30);
    world.end().await;
}

#[tokio::test]
async fn every_answer_to_a_plain_request_is_one_that_the_document_names() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let document = document(&world).await;
    for route in routes(&document) {
        for token in [None, Some("nonsense"), Some(route.bearer(&open))] {
            let ends_it = route.method == Method::DELETE && token == Some(open.token.as_str());
            if ends_it && route.path.ends_with("/current") {
                continue;
            }
            let body = route.body(&document);
            let response = world.call(route.method.clone(), &route.address(), token, body).await;
            assert!(
                route.answers(response.status()),
                "{} {}: {}",
                route.method,
                route.path,
                response.status()
            );
            for name in ["retry-after", "www-authenticate", "etag"] {
                let is_sent = response.headers().contains_key(name);
                assert!(
                    !is_sent || route.describes(&document, response.status(), name),
                    "{} {}: {name} with {}",
                    route.method,
                    route.path,
                    response.status()
                );
            }
        }
    }
    world.end().await;
}

#[tokio::test]
async fn head_is_answered_like_get_and_every_other_method_names_those_that_are_allowed() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let document = document(&world).await;
    let all = routes(&document);
    for route in &all {
        let allowed: Vec<&Method> = all
            .iter()
            .filter(|other| other.path == route.path)
            .map(|other| &other.method)
            .collect();
        for method in [
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
            Method::OPTIONS,
        ] {
            let is_head = method == Method::HEAD && allowed.contains(&&Method::GET);
            if allowed.contains(&&method) || is_head && route.path.ends_with("/events") {
                continue;
            }
            let response = world
                .call(method.clone(), &route.address(), Some(&open.token), None)
                .await;
            if is_head {
                // What the sample address names may not be there; then neither method finds it.
                let got = world.get(&route.address(), Some(&open.token)).await;
                assert_eq!(response.status(), got.status(), "{}", route.path);
                assert_eq!(response.text().await.unwrap(), "");
                continue;
            }
            assert_eq!(
                response.status(),
                StatusCode::METHOD_NOT_ALLOWED,
                "{method} {}",
                route.path
            );
            let named = response.headers()["allow"].to_str().unwrap().to_owned();
            assert!(
                allowed.iter().all(|method| named.contains(method.as_str())),
                "{named} at {}",
                route.path
            );
            assert!(
                !response
                    .headers()
                    .keys()
                    .any(|name| name.as_str().starts_with("access-control"))
            );
        }
    }
    world.end().await;
}

#[tokio::test]
async fn an_authorization_header_that_is_given_twice_or_is_no_bearer_token_is_refused() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let url = format!("{}/api/v1/account", world.gallery.origin);
    let bearer = format!("Bearer {}", open.token);
    let cases: [&[&[u8]]; 7] = [
        &[bearer.as_bytes(), bearer.as_bytes()],
        &[bearer.as_bytes(), b"Basic YTpi"],
        &[b"Basic YTpi"],
        &[b"Bearer"],
        &[b"Bearer "],
        &[b""],
        &[b"Bearer \xff\xfe"],
    ];
    for values in cases {
        let mut request = client().get(&url);
        for value in values {
            let value = reqwest::header::HeaderValue::from_bytes(value).unwrap();
            request = request.header("authorization", value);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.headers()["www-authenticate"], "Bearer");
        let problem = refused(response).await;
        assert_eq!((problem.code, problem.status), (Code::SessionRequired, 401));
    }
    world.end().await;
}
