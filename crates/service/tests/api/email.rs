//! Rules 5.1 to 5.7.

use crate::{
    at_once::at_once,
    provider::{ANNA, BEN},
    scene::reference_in,
    world::{World, client, code_in, code_of, opened, plain_text, refused},
};
use contract::{
    Code, Purpose,
    account::{Account, AuditKind},
};
use mail_parser::MessageParser;
use reqwest::{Method, StatusCode};
use serde_json::json;
use service::{MailDelivery, MailFolder};

async fn resend(world: &World, token: &str) -> reqwest::Response {
    world
        .call(
            Method::POST,
            "/api/v1/account/email/confirmation/resend",
            Some(token),
            None,
        )
        .await
}

fn wrong(code: &str) -> String {
    let last = code.chars().last().unwrap().to_digit(10).unwrap();
    format!("{}{}", &code[..code.len() - 1], (last + 1) % 10)
}

/// Rule 5.6.
#[tokio::test]
async fn the_code_from_the_mail_confirms_the_address() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let mails = world.gallery.service.mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "account1@outlook.com");
    assert_eq!(mails[0].subject, "[Test Gallery] Please confirm your e-mail address");
    // As people type it: in two groups, or with a hyphen.
    let code = world.code().await.replace(' ', " - ");
    let account: Account = world.confirm(&open.token, &code).await.json().await.unwrap();
    assert_eq!(account.confirmed_email.as_deref(), Some("account1@outlook.com"));
    assert_eq!(account.pending_email, None);
    assert_eq!(world.account(&open.token).await, account);
    assert_eq!(
        code_of(world.confirm(&open.token, &code).await).await,
        Code::EmailNotPending
    );
    assert_eq!(code_of(resend(&world, &open.token).await).await, Code::EmailNotPending);
    world.end().await;
}

async fn by_link(world: &World, token: Option<&str>, reference: &str) -> reqwest::Response {
    let body = json!({ "reference": reference });
    world.post("/api/v1/email-confirmations", token, body).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn rule_5_35_the_mailed_link_confirms_in_the_accounts_own_session_once() {
    let world = World::new().await;
    let anna = world.register(&ANNA, "anna").await;
    let link = reference_in(&world.gallery.service.mails().await[0].text);
    let ben = world.register(&BEN, "ben").await;
    assert_eq!(code_of(by_link(&world, None, &link).await).await, Code::SessionRequired);
    for (token, reference) in [(&ben.token, link.as_str()), (&anna.token, "no such link")] {
        let response = by_link(&world, Some(token), reference).await;
        assert_eq!(code_of(response).await, Code::NotFound);
    }
    world.clock.advance_secs(86_399);
    let all = at_once((0..16).map(|_| by_link(&world, Some(&anna.token), &link)));
    let won = all.iter().filter(|response| response.status() == StatusCode::OK);
    assert_eq!(won.count(), 1);
    assert_eq!(
        world.account(&anna.token).await.confirmed_email.as_deref(),
        Some(ANNA.address)
    );
    world.end().await;
}

#[tokio::test]
async fn rule_5_35_an_administrator_confirms_an_organizations_address_with_the_mailed_link() {
    let world = World::new().await;
    let anna = world.confirmed(&ANNA, "anna").await;
    let body = json!({ "username": "org", "email": "org@example.org" });
    let made = world.post("/api/v1/organizations", Some(&anna.token), body).await;
    assert_eq!(made.status(), StatusCode::CREATED);
    let mails = world.gallery.service.mails().await;
    let mail = mails.iter().find(|mail| mail.to == "org@example.org").unwrap();
    let url = format!("{}/api/v1/email-confirmations", world.gallery.origin);
    let body = json!({ "reference": reference_in(&mail.text) });
    let again = || {
        let request = client().post(&url).bearer_auth(&anna.token).json(&body);
        request.header("Idempotency-Key", "one-press-of-the-button").send()
    };
    let account: Account = again().await.unwrap().json().await.unwrap();
    let repeated: Account = again().await.unwrap().json().await.unwrap();
    assert_eq!(repeated, account);
    assert_eq!(
        (account.username.as_str(), account.confirmed_email.as_deref()),
        ("org", Some("org@example.org"))
    );
    world.end().await;
}

#[tokio::test]
async fn a_code_takes_five_tries_and_then_a_new_one_is_needed() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let code = world.code().await;
    for left in [4, 3, 2, 1] {
        let problem = refused(world.confirm(&open.token, &wrong(&code)).await).await;
        assert_eq!((problem.code, problem.tries_left), (Code::CodeWrong, Some(left)));
    }
    // What is not eight digits is no try.
    for text in ["", "1234567", "123456789", "abcdefgh", "１２３４５６７８"] {
        let problem = refused(world.confirm(&open.token, text).await).await;
        assert_eq!((problem.code, problem.tries_left), (Code::CodeWrong, Some(1)));
    }
    assert_eq!(
        code_of(world.confirm(&open.token, &wrong(&code)).await).await,
        Code::CodeExpired
    );
    assert_eq!(
        code_of(world.confirm(&open.token, &code).await).await,
        Code::CodeExpired
    );
    assert_eq!(world.kinds(&open.token).await[0], AuditKind::EmailCodeExhausted);

    assert_eq!(resend(&world, &open.token).await.status(), StatusCode::ACCEPTED);
    assert_eq!(code_of(world.confirm(&open.token, &code).await).await, Code::CodeWrong);
    let code = world.code().await;
    assert_eq!(world.confirm(&open.token, &code).await.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test]
async fn a_code_works_for_fifteen_minutes() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let code = world.code().await;
    world.clock.advance_secs(900);
    assert_eq!(
        code_of(world.confirm(&open.token, &code).await).await,
        Code::CodeExpired
    );
    world.clock.advance_micros(-1);
    assert_eq!(world.confirm(&open.token, &code).await.status(), StatusCode::OK);
    world.end().await;
}

#[tokio::test]
async fn a_code_confirms_nothing_in_another_accounts_session_or_in_none() {
    let world = World::new().await;
    world.register(&ANNA, "anna").await;
    let annas = world.code().await;
    let ben = world.register(&BEN, "ben").await;
    assert_eq!(code_of(world.confirm(&ben.token, &annas).await).await, Code::CodeWrong);
    let body = serde_json::json!({ "code": annas });
    let response = world.post("/api/v1/account/email/confirmation", None, body).await;
    assert_eq!(code_of(response).await, Code::SessionRequired);
    world.end().await;
}

#[tokio::test]
async fn five_codes_an_hour_are_mailed() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    for _ in 0..4 {
        assert_eq!(resend(&world, &open.token).await.status(), StatusCode::ACCEPTED);
    }
    let problem = refused(resend(&world, &open.token).await).await;
    assert_eq!(problem.code, Code::TooManyRequests);
    assert_eq!(world.gallery.service.mails().await.len(), 5);
    world.clock.advance_secs(problem.retry_after.unwrap().into());
    assert_eq!(resend(&world, &open.token).await.status(), StatusCode::ACCEPTED);
    world.end().await;
}

#[tokio::test]
async fn of_two_accounts_with_one_pending_address_the_first_to_confirm_gets_it() {
    let world = World::new().await;
    let anna = world.register(&ANNA, "anna").await;
    let annas = world.code().await;
    let attempt = world.proved(Purpose::SignIn, &BEN).await;
    let ben = opened(world.try_register(&attempt, "ben", "Account1@Outlook.COM").await).await;
    let bens = world.code().await;
    assert_eq!(world.confirm(&anna.token, &annas).await.status(), StatusCode::OK);
    // Only who has the code learns that the address is taken.
    assert_eq!(
        code_of(world.confirm(&ben.token, &wrong(&bens)).await).await,
        Code::CodeWrong
    );
    assert_eq!(code_of(world.confirm(&ben.token, &bens).await).await, Code::EmailTaken);
    world.end().await;
}

/// Rule 8.8.
#[tokio::test]
async fn a_mail_is_put_into_the_folder_whole_and_under_its_own_id() {
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("outbox");
    let world = World::with(|set| set.mail = MailDelivery::folder(mail.clone())).await;
    world.register(&ANNA, "anna").await;
    let delivered = world.gallery.service.mails().await;
    assert_eq!(delivered[0].text, "", "a delivered text stays nowhere in the database");
    let files: Vec<_> = std::fs::read_dir(&mail)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(files, [std::ffi::OsString::from(format!("{}.eml", delivered[0].id))]);
    let message = std::fs::read(mail.join(&files[0])).unwrap();
    let parsed = MessageParser::default().parse(&message).unwrap();
    assert_eq!(
        parsed.to().unwrap().first().unwrap().address(),
        Some("account1@outlook.com")
    );
    assert_eq!(
        parsed.message_id(),
        Some(format!("{}@127.0.0.1", delivered[0].id).as_str())
    );
    let text = plain_text(&message);
    assert_eq!(code_in(&text).len(), 9);
    assert!(parsed.body_html(0).unwrap().contains(&code_in(&text)));
    world.end().await;
}

/// Rule 15.2.
#[tokio::test]
async fn a_mail_in_the_folder_comes_from_and_is_answered_to_where_the_operator_says() {
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("outbox");
    let said = |text: &str| Some(text.to_owned());
    let own = MailFolder {
        path: mail.clone(),
        from: said("gallery@example.org"),
        reply_to: said("people@example.org"),
    };
    let world = World::with(|set| set.mail = MailDelivery::Folder(own)).await;
    world.register(&ANNA, "anna").await;
    let delivered = world.gallery.service.mails().await;
    let message = std::fs::read(mail.join(format!("{}.eml", delivered[0].id))).unwrap();
    let parsed = MessageParser::default().parse(&message).unwrap();
    let address = |of: Option<&mail_parser::Address<'_>>| of.unwrap().first().unwrap().address().map(str::to_owned);
    assert_eq!(
        (address(parsed.from()), address(parsed.reply_to())),
        (said("gallery@example.org"), said("people@example.org"))
    );
    world.end().await;
}

#[tokio::test]
async fn a_mail_that_cannot_leave_waits_and_leaves_later() {
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("outbox");
    let world = World::with(|set| set.mail = MailDelivery::folder(mail.clone())).await;
    std::fs::remove_dir(&mail).unwrap();
    world.register(&ANNA, "anna").await;
    assert!(world.gallery.service.mails().await.is_empty());
    std::fs::create_dir(&mail).unwrap();
    world.clock.advance_secs(3600);
    assert_eq!(world.gallery.service.mails().await.len(), 1);
    assert_eq!(std::fs::read_dir(&mail).unwrap().count(), 1);
    world.end().await;
}
