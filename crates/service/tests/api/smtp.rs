//! Rule 5.7 against a mail server that this project did not write: npm's `smtp-server`, as a process of its own.

use crate::{
    provider::ANNA,
    world::{World, code_in, plain_text},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use contract::Secret;
use mail_parser::MessageParser;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use reqwest::StatusCode;
use serde_json::Value;
use service::{MailDelivery, SmtpSecurity, SmtpServer};
use std::{path::Path, process::Stdio};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

/// The process. It ends with its input, which is closed when this is dropped.
struct MailServer {
    port: u16,
    said: Lines<BufReader<ChildStdout>>,
    _process: Child,
}

impl MailServer {
    async fn start(arguments: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/node");
        assert!(
            folder.join("node_modules/smtp-server").exists(),
            "the foreign mail server is not installed: run `npm ci` in tests/node"
        );
        let mut process = Command::new("node")
            .arg(folder.join("mail.mjs"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut server = Self {
            port: 0,
            said,
            _process: process,
        };
        server.port = server.next().await["port"].as_u64().unwrap().try_into().unwrap();
        server
    }

    async fn next(&mut self) -> Value {
        serde_json::from_str(&self.said.next_line().await.unwrap().unwrap()).unwrap()
    }

    fn delivery(&self, security: SmtpSecurity, credentials: Option<(&str, &str)>) -> MailDelivery {
        MailDelivery::Smtp(Box::new(SmtpServer {
            host: "localhost".to_owned(),
            port: self.port,
            security,
            authorities: None,
            credentials: credentials.map(|(user, password)| (user.to_owned(), Secret::new(password.to_owned()))),
            from: "noreply@accounts.example.org".to_owned(),
            reply_to: Some("people@accounts.example.org".to_owned()),
        }))
    }
}

/// A mail server's certificate for `localhost` and its key, signed by an authority of this test's own.
struct Certified {
    folder: TempDir,
    authority: String,
}

impl Certified {
    fn new() -> Self {
        let mut authority = CertificateParams::new(Vec::new()).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = authority.self_signed(&key).unwrap().pem();
        let (issuer, own_key) = (Issuer::new(authority, key), KeyPair::generate().unwrap());
        let own = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let own = own.signed_by(&own_key, &issuer).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("crt"), own.pem()).unwrap();
        std::fs::write(folder.path().join("key"), own_key.serialize_pem()).unwrap();
        Self { folder, authority: pem }
    }

    async fn server(&self, how: &str) -> MailServer {
        let file = |name: &str| self.folder.path().join(name).to_str().unwrap().to_owned();
        let (certificate, key) = (file("crt"), file("key"));
        MailServer::start(&[how, "--certificate", &certificate, "--key", &key]).await
    }

    /// Delivery to that server by who trusts the authority.
    fn trusted(&self, delivery: MailDelivery) -> MailDelivery {
        let MailDelivery::Smtp(mut server) = delivery else {
            panic!("no mail server")
        };
        server.authorities = Some(self.authority.clone());
        MailDelivery::Smtp(server)
    }
}

/// The mails in the outbox by what became of them: delivered, given up, tried again.
async fn outbox(world: &World) -> service::OutboxCounts {
    world.gallery.service.mails().await;
    world.gallery.service.outbox_counts().await.unwrap()
}

#[tokio::test]
async fn a_mail_arrives_at_a_mail_server_with_its_code_in_both_forms() {
    let mut server = MailServer::start(&["--login", "gallery:s3cret"]).await;
    let delivery = server.delivery(SmtpSecurity::None, Some(("gallery", "s3cret")));
    let world = World::with(|set| set.mail = delivery).await;
    let open = world.register(&ANNA, "anna").await;
    world.gallery.service.mails().await;
    let mail = server.next().await;
    assert_eq!(
        (&mail["from"], &mail["user"]),
        (&"noreply@accounts.example.org".into(), &"gallery".into())
    );
    assert_eq!(mail["to"][0], "account1@outlook.com");
    let message = STANDARD.decode(mail["message"].as_str().unwrap()).unwrap();
    let code = code_in(&plain_text(&message));
    let parsed = MessageParser::default().parse(&message).unwrap();
    assert!(parsed.body_html(0).unwrap().contains(&code));
    assert!(parsed.message_id().unwrap().ends_with("@accounts.example.org"));
    let reply_to = parsed.reply_to().unwrap().first().unwrap();
    assert_eq!(reply_to.address(), Some("people@accounts.example.org"));
    assert_eq!(world.confirm(&open.token, &code).await.status(), StatusCode::OK);
    world.end().await;
}

/// Rule 5.7.
#[tokio::test]
async fn a_mail_server_that_is_busy_is_asked_again_with_the_same_message_id() {
    let mut server = MailServer::start(&["--busy", "1"]).await;
    let delivery = server.delivery(SmtpSecurity::None, None);
    let world = World::with(|set| set.mail = delivery).await;
    world.register(&ANNA, "anna").await;
    assert_eq!(outbox(&world).await.waiting, 1);
    world.clock.advance_secs(5);
    assert_eq!(outbox(&world).await.delivered, 1);
    let message = STANDARD
        .decode(server.next().await["message"].as_str().unwrap())
        .unwrap();
    let id = MessageParser::default()
        .parse(&message)
        .unwrap()
        .message_id()
        .unwrap()
        .to_owned();
    let sent = world.gallery.service.mails().await;
    assert_eq!(id, format!("{}@accounts.example.org", sent[0].id));
    world.end().await;
}

#[tokio::test]
async fn a_mail_that_is_refused_for_good_is_given_up_and_its_words_are_gone() {
    let server = MailServer::start(&["--refuse", "account1@outlook.com"]).await;
    let delivery = server.delivery(SmtpSecurity::None, None);
    let world = World::with(|set| set.mail = delivery).await;
    world.register(&ANNA, "anna").await;
    let counts = outbox(&world).await;
    assert_eq!((counts.waiting, counts.delivered, counts.given_up), (0, 0, 1));
    world.end().await;
}

/// Rule 5.7.
#[tokio::test]
async fn only_who_says_that_there_is_no_such_mailbox_ends_a_mail() {
    for (at, answer) in [
        ("connect", "554 no mail from there"),
        ("mail", "550 5.1.1 sender refused"),
        ("rcpt", "554 5.7.1 relay access denied"),
        ("rcpt", "550 5.7.1 relaying denied"),
        ("rcpt", "550 relay not permitted"),
        ("rcpt", "550 5.1.8 sender unknown"),
        ("data", "554 5.7.1 looks like spam"),
    ] {
        let server = MailServer::start(&["--plain", "--at", at, "--answer", answer]).await;
        let delivery = server.delivery(SmtpSecurity::None, None);
        let world = World::with(|set| set.mail = delivery).await;
        world.register(&ANNA, "anna").await;
        let counts = outbox(&world).await;
        assert_eq!((counts.waiting, counts.given_up), (1, 0), "{at}: {answer}");
        world.end().await;
    }
}

/// Rule 5.7.
#[tokio::test]
async fn a_server_without_codes_of_its_own_ends_a_mail_to_a_mailbox_of_which_it_says_that_there_is_none() {
    for (answer, given_up) in [
        ("550 No such user here", 1),
        ("551 User not local", 1),
        ("553 No such mailbox", 1),
        ("450 mailbox busy", 0),
        ("552 mailbox full", 0),
        ("554 transaction failed", 0),
    ] {
        let server = MailServer::start(&["--plain", "--at", "rcpt", "--answer", answer]).await;
        let delivery = server.delivery(SmtpSecurity::None, None);
        let world = World::with(|set| set.mail = delivery).await;
        world.register(&ANNA, "anna").await;
        let counts = outbox(&world).await;
        assert_eq!((counts.waiting, counts.given_up), (1 - given_up, given_up), "{answer}");
        world.end().await;
    }
}

#[tokio::test]
async fn a_wrong_password_of_the_gallery_loses_no_mail() {
    let server = MailServer::start(&["--login", "gallery:s3cret"]).await;
    let delivery = server.delivery(SmtpSecurity::None, Some(("gallery", "wrong")));
    let world = World::with(|set| set.mail = delivery).await;
    world.register(&ANNA, "anna").await;
    assert_eq!(outbox(&world).await.waiting, 1);
    world.end().await;
}

#[tokio::test]
async fn a_mail_arrives_over_tls_from_the_first_byte_and_after_starttls_where_the_authority_is_trusted() {
    let certified = Certified::new();
    for (how, security) in [("--tls", SmtpSecurity::Tls), ("--starttls", SmtpSecurity::StartTls)] {
        let mut server = certified.server(how).await;
        let delivery = certified.trusted(server.delivery(security, None));
        let world = World::with(|set| set.mail = delivery).await;
        world.register(&ANNA, "anna").await;
        assert_eq!(outbox(&world).await.delivered, 1, "{how}");
        let mail = server.next().await;
        assert_eq!(
            (&mail["secure"], &mail["to"][0]),
            (&true.into(), &ANNA.address.into()),
            "{how}"
        );
        world.end().await;
    }
}

#[tokio::test]
async fn an_authority_that_nobody_told_of_and_another_host_s_certificate_get_no_mail() {
    let certified = Certified::new();
    for (how, security) in [("--tls", SmtpSecurity::Tls), ("--starttls", SmtpSecurity::StartTls)] {
        let server = certified.server(how).await;
        let unknown = server.delivery(security, None);
        let MailDelivery::Smtp(mut elsewhere) = certified.trusted(unknown.clone()) else {
            panic!("no mail server")
        };
        elsewhere.host = "127.0.0.1".to_owned();
        for delivery in [unknown, MailDelivery::Smtp(elsewhere)] {
            let world = World::with(|set| set.mail = delivery).await;
            world.register(&ANNA, "anna").await;
            let counts = outbox(&world).await;
            assert_eq!((counts.waiting, counts.delivered), (1, 0), "{how}");
            world.end().await;
        }
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_signed_and_a_missing_starttls_get_no_mail() {
    let unsigned = MailServer::start(&["--tls"]).await;
    let plain = MailServer::start(&[]).await;
    for delivery in [
        unsigned.delivery(SmtpSecurity::Tls, None),
        plain.delivery(SmtpSecurity::StartTls, None),
    ] {
        let world = World::with(|set| set.mail = delivery).await;
        world.register(&ANNA, "anna").await;
        let counts = outbox(&world).await;
        assert_eq!((counts.waiting, counts.delivered), (1, 0));
        world.end().await;
    }
}

#[tokio::test]
async fn a_code_is_mailed_as_long_as_it_or_its_link_works_and_then_no_more() {
    let server = MailServer::start(&["--busy", "1000000"]).await;
    let delivery = server.delivery(SmtpSecurity::None, None);
    let world = World::with(|set| set.mail = delivery).await;
    world.register(&ANNA, "anna").await;
    assert_eq!(outbox(&world).await.waiting, 1);
    world.clock.advance_secs(86_399);
    assert_eq!(outbox(&world).await.waiting, 1);
    world.clock.advance_secs(3600);
    assert_eq!(outbox(&world).await.given_up, 1);
    world.end().await;
}
