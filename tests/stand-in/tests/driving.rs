//! The stand-in as another process drives it: `POST /__stand-in/…`, and what a browser sees.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::{Value, json};
use stand_in::{Route, StandIn};

struct Driver {
    site: StandIn,
    http: reqwest::Client,
}

impl Driver {
    async fn new() -> Self {
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        let site = StandIn::start().await.unwrap();
        Self { site, http }
    }

    async fn tell(&self, command: &str, body: &Value) -> u16 {
        let address = format!("{}__stand-in/{command}", self.site.gallery());
        let request = self.http.post(address).body(body.to_string());
        request.send().await.unwrap().status().as_u16()
    }

    async fn get(&self, path: &str) -> (u16, String) {
        let answer = self
            .http
            .get(format!("{}{path}", self.site.gallery()))
            .send()
            .await
            .unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn query(&self, parameters: &str) -> Value {
        let (status, text) = self.get(&format!("query?{parameters}")).await;
        assert_eq!(status, 200);
        serde_json::from_str(&text).unwrap()
    }
}

fn ids(document: &Value) -> Vec<&str> {
    let data = document["data"].as_array().unwrap();
    data.iter().map(|package| package["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn people_and_packages_are_edited_from_outside() {
    let driver = Driver::new().await;
    let person = json!({ "is": "person", "username": "Bob", "email": "bob@example.org" });
    assert_eq!(driver.tell("edit", &person).await, 204);
    let package = json!({ "is": "publish", "id": "Bob.One", "version": "1.0.0", "owners": ["Bob"] });
    assert_eq!(driver.tell("edit", &package).await, 204);
    let (status, page) = driver.get("profiles/bob").await;
    assert_eq!(status, 200);
    assert!(page.contains("page-profile") && page.contains("Bob.One"));
    assert_eq!(driver.get("Profiles/BOB/Avatar").await.0, 200);
    assert_eq!(ids(&driver.query("q=owner:bob").await), ["Bob.One"]);
    assert_eq!(driver.tell("edit", &json!({ "is": "nonsense" })).await, 400);
    assert_eq!(driver.tell("nonsense", &json!({})).await, 404);
}

#[tokio::test]
async fn routes_fail_and_are_mended_from_outside() {
    let driver = Driver::new().await;
    let fault = json!({ "route": "search", "fault": { "is": "status", "status": 503 }, "after": 1, "times": 1 });
    assert_eq!(driver.tell("fail", &fault).await, 204);
    let statuses = [
        driver.get("query").await.0,
        driver.get("query").await.0,
        driver.get("query").await.0,
    ];
    assert_eq!(statuses, [200, 503, 200]);
    let fault = json!({ "fault": { "is": "portal" } });
    assert_eq!(driver.tell("fail", &fault).await, 204);
    assert_eq!(driver.get("v3/index.json").await.0, 302);
    assert_eq!(driver.get("profiles/bob").await.0, 302);
    assert_eq!(driver.tell("mend", &json!({})).await, 204);
    assert_eq!(driver.get("v3/index.json").await.0, 200);
}

#[tokio::test]
async fn what_was_asked_and_mailed_is_told() {
    let driver = Driver::new().await;
    driver.get("query").await;
    driver.get("profiles/nobody").await;
    let (_, text) = driver.get("__stand-in/state").await;
    let state: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(state["requests"]["search"]["asked"], 1);
    assert_eq!(state["requests"]["profile"]["asked"], 1);
    assert_eq!((&state["posts"], &state["mails"]), (&json!(0), &json!([])));
    assert_eq!(driver.site.requests(Route::Search), 1);
}

#[tokio::test]
async fn search_has_the_limits_and_the_filters_of_the_real_one() {
    let driver = Driver::new().await;
    driver.site.publish("A.Stable", "1.0.0", &["Bob"]);
    driver.site.publish("B.Preview", "1.0.0-rc", &["Bob"]);
    driver.site.publish("C.Two", "1.0.0-rc.1", &["Bob"]);
    assert_eq!(ids(&driver.query("q=owner:Bob").await), ["A.Stable"]);
    assert_eq!(
        ids(&driver.query("q=owner:Bob&prerelease=true").await),
        ["A.Stable", "B.Preview"]
    );
    let everything = "q=owner:Bob&prerelease=true&semVerLevel=2.0.0";
    assert_eq!(ids(&driver.query(everything).await), ["A.Stable", "B.Preview", "C.Two"]);
    let second = driver.query(&format!("{everything}&skip=1&take=1")).await;
    assert_eq!((ids(&second), &second["totalHits"]), (vec!["B.Preview"], &json!(3)));
    assert_eq!(driver.get("query?skip=3001").await.0, 400);
}

#[tokio::test]
async fn a_page_that_wants_a_session_leads_to_the_sign_in_page() {
    let driver = Driver::new().await;
    for path in [
        "account",
        "account/delete",
        "Account/Organizations",
        "organization/add",
        "policies/Contact",
    ] {
        assert_eq!(driver.get(path).await.0, 302, "{path}");
    }
    assert_eq!(driver.get("").await.0, 200);
    assert_eq!(driver.get("users/account/LogOn").await.0, 200);
    assert_eq!(driver.get("accounts").await.0, 404);
}
