//! Rules 5.26 to 5.29 over HTTP: public profiles and avatars.

use crate::{
    provider::ANNA,
    scene::{seeded, seeded_organization},
    world::{World, client, code_of},
};
use contract::{Code, profile::Profile};
use reqwest::StatusCode;
use service::{
    operator::OperatorCommand,
    parts::{Parts, SeedMember, SeedPackage},
};

async fn profile(world: &World, name: &str, query: &str) -> Profile {
    let response = world.get(&format!("/api/v1/profiles/{name}{query}"), None).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

fn packages(count: usize) -> Vec<SeedPackage> {
    let id = |number: usize| -> &'static str { Box::leak(format!("Pack.{number:03}").into_boxed_str()) };
    (0..count)
        .map(|number| SeedPackage {
            id: id(number),
            listed: number != 7,
            owners: &["anna", "org"],
        })
        .collect()
}

/// Rule 5.26.
#[tokio::test]
async fn a_profile_shows_listed_packages_by_the_page_and_no_way_to_reach_anybody() {
    let world = World::new().await;
    let accounts = [seeded("anna", Some(&ANNA)), seeded_organization("org")];
    let members = vec![SeedMember {
        organization: "org",
        account: "anna",
        administrator: true,
    }];
    let parts = Parts {
        members,
        packages: packages(46),
        ..Parts::default()
    };
    world.gallery.service.seed_with(&accounts, parts).await.unwrap();
    for name in ["ANNA", "org"] {
        let first = profile(&world, name, "").await;
        assert_eq!(first.username, name.to_lowercase());
        assert_eq!((first.package_count, first.packages.len()), (45, 20));
        let mut all = first.packages;
        let mut next = first.next;
        while let Some(cursor) = next {
            let page = profile(&world, name, &format!("?cursor={cursor}")).await;
            assert!(page.packages.len() <= 20);
            all.extend(page.packages);
            next = page.next;
        }
        assert_eq!(all.len(), 45);
        assert!(all.is_sorted() && !all.contains(&"Pack.007".to_owned()));
    }
    let text = world.get("/api/v1/profiles/anna", None).await.text().await.unwrap();
    assert!(!text.contains('@') && !text.contains("individual") && !text.contains("locked"));
    assert_eq!(
        profile(&world, "anna", "?cursor=zzz").await.packages,
        Vec::<String>::new()
    );
    world.end().await;
}

/// Rule 5.26.
#[tokio::test]
async fn what_is_no_account_has_neither_profile_nor_avatar() {
    let world = World::new().await;
    world.confirmed(&ANNA, "anna").await;
    world.gallery.service.rename("anna", "other").await.unwrap();
    for name in [
        "anna",
        "nobody",
        "a",
        "%00%00%00",
        "..%2f..",
        "<script>",
        &"x".repeat(65),
    ] {
        for path in ["", "/avatar"] {
            let response = world.get(&format!("/api/v1/profiles/{name}{path}"), None).await;
            assert_eq!(code_of(response).await, Code::NotFound, "{name}{path}");
        }
    }
    assert_eq!(
        profile(&world, "other", "").await.avatar,
        "/api/v1/profiles/other/avatar"
    );
    world.end().await;
}

/// Rule 5.29.
#[tokio::test]
async fn an_avatar_is_a_drawing_that_can_be_kept_and_can_do_nothing() {
    let world = World::new().await;
    world.confirmed(&ANNA, "AnnaBell").await;
    let path = "/api/v1/profiles/annabell/avatar";
    let response = world.get(path, None).await;
    let headers = response.headers().clone();
    assert_eq!(headers["content-type"], "image/svg+xml");
    assert_eq!(headers["cache-control"], "public, max-age=86400");
    assert_eq!(headers["cross-origin-resource-policy"], "cross-origin");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert!(
        headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("default-src 'none'")
    );
    let svg = response.text().await.unwrap();
    assert!(svg.contains(">AB</text>") && svg.contains("width=\"64\"") && svg.contains("aria-label=\"AnnaBell\""));
    let tag = headers["etag"].to_str().unwrap();
    for (named, status) in [
        (tag.to_owned(), StatusCode::NOT_MODIFIED),
        (format!("W/{tag}"), StatusCode::NOT_MODIFIED),
        (format!("\"another\" , W/{tag}"), StatusCode::NOT_MODIFIED),
        ("*".to_owned(), StatusCode::NOT_MODIFIED),
        ("\"another\"".to_owned(), StatusCode::OK),
        (tag.trim_matches('"').to_owned(), StatusCode::OK),
    ] {
        let asked = client().get(format!("{}{path}", world.gallery.origin));
        let again = asked.header("if-none-match", &named).send().await.unwrap();
        assert_eq!(again.status(), status, "{named}");
        assert_eq!(again.headers()["etag"], headers["etag"]);
    }
    let large = world.get(&format!("{path}?size=512"), None).await.text().await.unwrap();
    assert!(large.contains("width=\"512\""));
    for size in ["15", "513", "0", "-1", "1e3", "64px", "99999999999"] {
        let refused = world.get(&format!("{path}?size={size}"), None).await;
        assert_eq!(code_of(refused).await, Code::BadRequest, "{size}");
    }
    world.end().await;
}

#[tokio::test]
async fn rule_5_27_search_engines_pass_over_the_profile_of_a_locked_account_and_nothing_else_tells_of_the_lock() {
    let world = World::new().await;
    world.confirmed(&ANNA, "anna").await;
    let seen = async || {
        let response = world.get("/api/v1/profiles/anna", None).await;
        let mut headers = response.headers().clone();
        headers.remove("date");
        let robots = headers.remove("x-robots-tag");
        let robots = robots.map(|value| value.to_str().unwrap().to_owned());
        (robots, headers, response.text().await.unwrap())
    };
    let open = seen().await;
    let (username, reason) = ("anna".to_owned(), "looked into".to_owned());
    let lock = OperatorCommand::Lock { username, reason };
    world.gallery.service.operate(&lock).await.unwrap();
    let locked = seen().await;
    assert_eq!((open.0, locked.0.as_deref()), (None, Some("noindex")));
    assert_eq!((open.1, open.2), (locked.1, locked.2));
    world.end().await;
}
