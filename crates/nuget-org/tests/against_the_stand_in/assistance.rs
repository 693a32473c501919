use super::*;
use stand_in::{Fault, Mail, Route};

const ADDRESS: &str = "bob.builder@example.org";

async fn assisted(site: &Site, username: &str, address: Option<&str>) -> Result<Assisted, Problem> {
    site.assist(site.permit(username, address)?).await
}

async fn masked(site: &Site, username: &str) -> Result<String, Code> {
    match assisted(site, username, None).await {
        Ok(Assisted::Masked(mask)) => Ok(mask),
        Ok(Assisted::Mailed) => panic!("nothing was to be mailed"),
        Err(problem) => Err(problem.code),
    }
}

async fn mailed(site: &Site, username: &str, address: &str) -> Result<(), Code> {
    let answer = assisted(site, username, Some(address)).await;
    answer
        .map(|answer| assert_eq!(answer, Assisted::Mailed))
        .map_err(|problem| problem.code)
}

#[tokio::test]
async fn the_masked_address_is_told_and_nothing_is_mailed() {
    let (stand_in, site) = bobs_site().await;
    assert_eq!(masked(&site, "bob").await.as_deref(), Ok("b**********r@example.org"));
    assert_eq!((stand_in.posts(), stand_in.mails()), (1, Vec::new()));
}

#[tokio::test]
async fn the_whole_address_has_the_logins_mailed_there() {
    let (stand_in, site) = bobs_site().await;
    assert_eq!(mailed(&site, "Bob", " BOB.builder@example.org ").await, Ok(()));
    let mail = Mail {
        to: ADDRESS.to_owned(),
        username: "Bob".to_owned(),
        logins: vec!["bob@outlook.example".to_owned()],
    };
    assert_eq!((stand_in.posts(), stand_in.mails()), (1, vec![mail]));
}

#[tokio::test]
async fn each_refusal_of_the_site_is_told() {
    let (stand_in, site) = bobs_site().await;
    stand_in.person("Nowhere", "", &[]);
    assert_eq!(masked(&site, "Nobody").await, Err(Code::SiteAccountUnknown));
    assert_eq!(masked(&site, "Nowhere").await, Err(Code::SiteNoAddress));
    let wrong = "someone@example.org";
    assert_eq!(mailed(&site, "Bob", wrong).await, Err(Code::SiteAddressWrong));
    assert_eq!(mailed(&site, "Nobody", wrong).await, Err(Code::SiteAccountUnknown));
    assert_eq!(stand_in.mails(), []);
}

#[tokio::test]
async fn what_cannot_be_right_is_not_posted() {
    let (stand_in, site) = bobs_site().await;
    assert_eq!(masked(&site, "a/b").await, Err(Code::UsernameInvalid));
    assert_eq!(mailed(&site, "Bob", "bob.builder").await, Err(Code::EmailInvalid));
    assert_eq!((stand_in.posts(), stand_in.requests(Route::SignIn)), (0, 0));
}

#[tokio::test]
async fn a_refused_pair_is_tried_once_more_with_a_fresh_page() {
    let (stand_in, site) = bobs_site().await;
    stand_in.fail_times(Route::Assistance, Fault::Status { status: 400 }, 1);
    assert_eq!(mailed(&site, "Bob", ADDRESS).await, Ok(()));
    assert_eq!((stand_in.requests(Route::SignIn), stand_in.posts()), (2, 2));
    assert_eq!(stand_in.mails().len(), 1);
}

#[tokio::test]
async fn a_pair_that_is_always_refused_is_a_changed_site() {
    let (stand_in, site) = bobs_site().await;
    stand_in.fail(Route::Assistance, Fault::Status { status: 400 });
    assert_eq!(masked(&site, "Bob").await, Err(Code::SiteChanged));
    assert_eq!(stand_in.posts(), 2);
}

#[tokio::test]
async fn every_post_has_a_pair_of_its_own() {
    let (stand_in, site) = bobs_site().await;
    masked(&site, "Bob").await.unwrap();
    stand_in.forget_tokens();
    masked(&site, "Bob").await.unwrap();
    assert_eq!((stand_in.requests(Route::SignIn), stand_in.posts()), (2, 2));
}

#[tokio::test]
async fn a_sign_in_page_that_is_not_right_is_not_posted_to() {
    for (fault, code) in [
        (Fault::ChangedMarkup, Code::SiteChanged),
        (Fault::Captcha, Code::SiteIntercepted),
        (Fault::Portal, Code::SiteIntercepted),
        (Fault::PortalInPlace, Code::SiteIntercepted),
        (Fault::HalfBody, Code::SiteUnreachable),
        (Fault::Status { status: 503 }, Code::SiteBusy),
        (Fault::Status { status: 404 }, Code::SiteChanged),
        (Fault::TooManyRequests { retry_after: None }, Code::SiteBusy),
    ] {
        let (stand_in, site) = bobs_site().await;
        stand_in.fail(Route::SignIn, fault.clone());
        assert_eq!(masked(&site, "Bob").await, Err(code), "{fault:?}");
        assert_eq!(stand_in.posts(), 0, "{fault:?}");
    }
}

#[tokio::test]
async fn an_answer_that_is_not_right_claims_nothing() {
    for (fault, code) in [
        (Fault::ChangedMarkup, Code::SiteChanged),
        (Fault::Captcha, Code::SiteIntercepted),
        (Fault::Portal, Code::SiteIntercepted),
        (Fault::PortalInPlace, Code::SiteIntercepted),
        (Fault::HalfBody, Code::SiteUnreachable),
        (Fault::Status { status: 500 }, Code::SiteBusy),
        (Fault::Status { status: 404 }, Code::SiteChanged),
        (Fault::Status { status: 403 }, Code::SiteChanged),
    ] {
        let (stand_in, site) = bobs_site().await;
        stand_in.fail(Route::Assistance, fault.clone());
        assert_eq!(masked(&site, "Bob").await, Err(code), "{fault:?}");
        assert_eq!(
            stand_in.posts(),
            1,
            "what failed otherwise is not posted again: {fault:?}"
        );
    }
}

#[tokio::test]
async fn the_app_does_not_ask_too_often() {
    let (stand_in, site) = bobs_site().await;
    let clock = Arc::new(ManualClock::default());
    let site = site.with_clock(clock.clone());
    for _ in 0..5 {
        masked(&site, "Bob").await.unwrap();
    }
    let problem = assisted(&site.clone(), "BOB", Some(ADDRESS)).await.unwrap_err();
    assert_eq!((problem.code, problem.retry_after), (Code::SiteLimited, Some(3600)));
    assert_eq!((stand_in.posts(), stand_in.requests(Route::SignIn)), (5, 5));
    clock.advance_secs(3600);
    assert_eq!(mailed(&site, "Bob", ADDRESS).await, Ok(()));
}

#[tokio::test]
async fn another_run_of_the_app_goes_on_counting_where_the_last_one_ended() {
    let (stand_in, site) = bobs_site().await;
    for _ in 0..5 {
        masked(&site, "Bob").await.unwrap();
    }
    let next_run = site_at(&stand_in);
    next_run.recall(site.posted());
    assert_eq!(masked(&next_run, "Bob").await, Err(Code::SiteLimited));
    assert_eq!(stand_in.posts(), 5);
}

#[tokio::test]
async fn no_name_and_no_address_stands_in_a_refusal() {
    let (stand_in, site) = bobs_site().await;
    let wrong = assisted(&site, "Bob", Some("someone@example.org")).await.unwrap_err();
    stand_in.fail_everywhere(&Fault::ChangedMarkup);
    let changed = assisted(&site, "Bob", Some(ADDRESS)).await.unwrap_err();
    for problem in [wrong, changed] {
        let text = format!("{problem:?}");
        assert!(!text.contains("Bob") && !text.contains("example.org"), "{text}");
    }
}

/// The stand-in's own word, without the app's client: a test against something that takes anything would show nothing.
#[tokio::test]
async fn the_stand_in_refuses_what_the_site_refuses() {
    let (stand_in, _) = bobs_site().await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let sign_in = format!("{}users/account/LogOn", stand_in.gallery());
    let pair = async || {
        let page = http.get(&sign_in).send().await.unwrap();
        let cookies = page.headers().get_all("set-cookie").iter();
        let cookie = cookies.filter_map(|value| value.to_str().ok()?.split(';').next());
        let cookie = cookie.filter(|text| text.starts_with("__Request")).collect::<String>();
        let text = page.text().await.unwrap();
        let (_, rest) = text.split_once("__RequestVerificationToken").unwrap();
        let field = rest.split('"').find(|part| part.contains("-_")).unwrap().to_owned();
        (cookie, field)
    };
    let post = async |cookie: Option<&str>, field: Option<&str>| {
        let mut request = http.post(format!("{}account/assistance", stand_in.gallery()));
        let mut form = vec![("username", "Bob")];
        form.extend(field.map(|field| ("__RequestVerificationToken", field)));
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        request.form(&form).send().await.unwrap().status().as_u16()
    };
    let (mine, other) = (pair().await, pair().await);
    assert_eq!(post(Some(&mine.0), Some(&mine.1)).await, 200);
    assert_eq!(post(None, Some(&mine.1)).await, 400);
    assert_eq!(post(Some(&mine.0), None).await, 400);
    assert_eq!(post(Some(&mine.0), Some(&other.1)).await, 400);
    assert_eq!(
        post(Some("__RequestVerificationToken=made-up"), Some(&mine.1)).await,
        400
    );
    assert_eq!(post(None, None).await, 400);
}
