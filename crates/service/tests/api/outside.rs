//! A feed in another language, as `docs/feed.md` describes it, and clients that publish to it as NuGet's do.

use crate::{
    cast::{FINN, finish, world},
    keys::made,
    provider::CARA,
    world::{FEED_SECRET, World, client},
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::{path::Path, process::Stdio, sync::Arc};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// The example of the documentation, running.
struct Feed {
    origin: String,
    // Ends with this value.
    _process: Child,
}

impl Feed {
    async fn start(world: &World) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/feed/example.mjs");
        let mut process = Command::new("node")
            .arg(script)
            .env("GALLERY", &world.gallery.origin)
            .env("FEED_SECRET", FEED_SECRET)
            .env("FOLLOW_SECONDS", "0")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("node, with which the window is built too, is needed");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let origin = lines.next_line().await.unwrap().expect("the feed did not start");
        Self {
            origin,
            _process: process,
        }
    }

    async fn call(&self, method: Method, path: &str, key: &str) -> (StatusCode, Value) {
        let request = client().request(method, format!("{}{path}", self.origin));
        answer(request.header("x-nuget-apikey", key)).await
    }

    /// What `dotnet nuget push` sends.
    async fn push(&self, key: &str, id: &str, version: &str) -> (StatusCode, Value) {
        let boundary = "9051914041544843365972754266";
        let mut body = format!(
            "--{boundary}\r\nContent-Type: application/octet-stream\r\n\
             Content-Disposition: form-data; name=package; filename=package.nupkg\r\n\r\n"
        )
        .into_bytes();
        body.extend(nupkg(id, version));
        body.extend(format!("\r\n--{boundary}--\r\n").into_bytes());
        let request = client()
            .put(format!("{}/api/v2/package/", self.origin))
            .header("content-type", format!("multipart/form-data; boundary=\"{boundary}\""));
        answer(request.header("x-nuget-apikey", key).body(body)).await
    }

    /// What a search finds: ids with owners and versions.
    async fn found(&self) -> Value {
        self.call(Method::GET, "/query", "").await.1["data"].clone()
    }

    async fn follow(&self) {
        assert_eq!(self.call(Method::POST, "/follow", "").await.0, StatusCode::NO_CONTENT);
    }
}

async fn answer(request: reqwest::RequestBuilder) -> (StatusCode, Value) {
    let response = request.send().await.unwrap();
    let status = response.status();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or_default())
}

/// The smallest package that there is: a zip file with a stored `.nuspec` (PKWARE APPNOTE 4.3). Its checksum is left out,
/// which the example does not look at.
fn nupkg(id: &str, version: &str) -> Vec<u8> {
    let name = format!("{id}.nuspec");
    let nuspec =
        format!("<package><metadata><id>{id}</id>\n<version>{version}</version></metadata></package>").into_bytes();
    let two = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
    let four = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    common.extend([four(nuspec.len()), four(nuspec.len())].concat());
    common.extend([two(name.len()), two(0)].concat());
    let mut zip = [b"PK\x03\x04".as_slice(), &common, name.as_bytes(), &nuspec].concat();
    let directory = zip.len();
    zip.extend([b"PK\x01\x02\x14\x00".as_slice(), &common, &[0; 14], name.as_bytes()].concat());
    let size = zip.len() - directory;
    zip.extend([b"PK\x05\x06".as_slice(), &[0; 4], &two(1), &two(1)].concat());
    zip.extend([four(size).as_slice(), &four(directory), &two(0)].concat());
    zip
}

#[tokio::test]
async fn a_feed_in_another_language_gains_accounts() {
    let world = Arc::new(world().await);
    let (finn, cara) = (world.sign_in(&FINN, "one").await, world.sign_in(&CARA, "two").await);
    let (key, finns) = made(&world, &finn, "finn").await;
    let (_, caras) = made(&world, &cara, "cara").await;
    let feed = Feed::start(&world).await;

    assert_eq!(
        feed.push(&finns, "Finn.New", "1.0.0").await,
        (StatusCode::CREATED, json!({ "registered": true }))
    );
    assert_eq!(feed.push(&finns, "Finn.New", "1.0.0").await.0, StatusCode::CONFLICT);
    assert_eq!(
        feed.push(&finns, "finn.new", "1.1.0").await,
        (StatusCode::CREATED, json!({ "registered": false }))
    );
    assert_eq!(
        feed.push(&caras, "Finn.New", "6.6.6").await,
        (StatusCode::FORBIDDEN, json!({ "reason": "not_owner" }))
    );
    assert_eq!(
        feed.push("the old key", "Finn.New", "2.0.0").await,
        (StatusCode::UNAUTHORIZED, json!({ "reason": "key_unknown" }))
    );
    assert_eq!(
        feed.push(&"k".repeat(8000), "Finn.New", "2.0.0").await,
        (StatusCode::UNAUTHORIZED, json!({ "reason": "key_unknown" }))
    );
    assert_eq!(
        feed.push(&finns, &"F".repeat(4096), "2.0.0").await,
        (StatusCode::FORBIDDEN, json!({ "reason": "package_invalid" }))
    );
    assert_eq!(
        feed.push(&finns, &"F".repeat(4097), "2.0.0").await,
        (StatusCode::BAD_REQUEST, json!({ "reason": "bad_request" }))
    );
    assert_eq!(feed.push(&finns, "Finn New", "2.0.0").await.0, StatusCode::BAD_REQUEST);
    let version = "/api/v2/package/Finn.New/1.0.0";
    assert_eq!(
        feed.call(Method::DELETE, version, &caras).await.0,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        feed.call(Method::DELETE, version, &finns).await.0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        feed.found().await,
        json!([{ "id": "Finn.New", "owners": ["finn"], "versions": ["1.1.0"] }])
    );

    // What happens at the gallery, the feed follows.
    let body = json!({ "username": "cara", "transfer": true });
    let offered = world
        .post("/api/v1/packages/Finn.New/owners", Some(&finn.token), body)
        .await;
    let offered: Value = offered.json().await.unwrap();
    let path = format!(
        "/api/v1/ownership-offers/{}/accept",
        offered["offer"]["id"].as_str().unwrap()
    );
    world.call(Method::POST, &path, Some(&cara.token), None).await;
    feed.follow().await;
    assert_eq!(feed.found().await[0]["owners"], json!(["cara"]));
    assert_eq!(
        feed.push(&finns, "Finn.New", "2.0.0").await,
        (StatusCode::FORBIDDEN, json!({ "reason": "not_owner" }))
    );
    assert_eq!(feed.push(&caras, "Finn.New", "2.0.0").await.0, StatusCode::CREATED);
    let path = "/api/v1/packages/Finn.New/listing";
    let body = json!({ "listed": false });
    world.call(Method::PUT, path, Some(&cara.token), Some(body)).await;
    feed.follow().await;
    assert_eq!(feed.found().await, json!([]));
    world.delete(&format!("/api/v1/keys/{}", key.id), &finn).await;
    assert_eq!(
        feed.push(&finns, "Finn.Other", "1.0.0").await,
        (StatusCode::FORBIDDEN, json!({ "reason": "key_revoked" }))
    );
    finish(world).await;
}

#[tokio::test]
async fn a_feed_whose_gallery_is_away_publishes_nothing() {
    let world = world().await;
    let finn = world.sign_in(&FINN, "one").await;
    let (_, key) = made(&world, &finn, "finn").await;
    let feed = Feed::start(&world).await;
    world.end().await;
    assert_eq!(
        feed.push(&key, "Finn.New", "1.0.0").await.0,
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert_eq!(feed.found().await, json!([]));
}
