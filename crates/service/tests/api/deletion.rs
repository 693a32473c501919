//! Section 14 over HTTP: the end of an account, and keeping one.

use crate::{
    provider::{ANNA, BEN, CARA},
    scene::{deletion_body, look, on_disk, reference_in, seeded, seeded_organization},
    world::{Open, World, code_of, refused},
};
use contract::{
    Code, Purpose,
    account::Account,
    consequence::{Consequence, Preview},
    deletion::PendingDeletion,
    session::SessionKind,
};
use futures::future::join_all;
use reqwest::{Method, Response, StatusCode};
use rusqlite::Connection;
use serde_json::{Value, json};
use service::{
    Configuration,
    parts::{Parts, SeedConversion, SeedInvitation, SeedKey, SeedMember, SeedPackage},
};
use std::time::Duration;

const ACCOUNT: &str = "/api/v1/account";
const WEEK: i64 = 7 * 86_400;

fn at_once(configuration: &mut Configuration) {
    configuration.deletion_grace = Duration::ZERO;
}

async fn delete_with(world: &World, open: &Open, body: Value) -> Response {
    world.call(Method::DELETE, ACCOUNT, Some(&open.token), Some(body)).await
}

async fn preview(world: &World, open: &Open) -> Vec<Consequence> {
    let path = format!("{ACCOUNT}?preview=true");
    let body = json!({ "unlist_orphans": true });
    let response = world.call(Method::DELETE, &path, Some(&open.token), Some(body)).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json::<Preview>().await.unwrap().consequences
}

async fn cancel(world: &World, token: &str) -> Response {
    world
        .call(Method::POST, "/api/v1/account/deletion/cancel", Some(token), None)
        .await
}

async fn keep(world: &World, body: Value) -> Response {
    world.post("/api/v1/deletions/cancel", None, body).await
}

#[tokio::test]
async fn an_account_waits_a_week_in_which_signing_in_can_keep_it() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let shown = preview(&world, &open).await;
    let asked = world.delete_account(&open, &ANNA).await;
    assert_eq!(asked.status(), StatusCode::ACCEPTED);
    let deletion: PendingDeletion = asked.json().await.unwrap();
    assert_eq!(deletion.due_at.secs_since(deletion.requested_at), WEEK);
    assert_eq!(deletion.consequences, shown, "what was shown is what is kept");
    assert_eq!(
        code_of(world.get(ACCOUNT, Some(&open.token)).await).await,
        Code::SessionRequired
    );

    let back = world.sign_in(&ANNA, "again").await;
    assert_eq!(back.account.deletion_at, Some(deletion.due_at));
    let session: Value = world
        .get("/api/v1/sessions", Some(&back.token))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(session["sessions"][0]["kind"], json!(SessionKind::Recovery));
    let found = world.get("/api/v1/account/deletion", Some(&back.token)).await;
    assert_eq!(found.json::<PendingDeletion>().await.unwrap(), deletion);
    let address = world
        .put("/api/v1/account/email", &back.token, json!({ "address": "a@b.co" }))
        .await;
    assert_eq!(
        code_of(address).await,
        Code::FullSessionRequired,
        "it may look, stay or go"
    );

    let kept: Account = cancel(&world, &back.token).await.json().await.unwrap();
    assert_eq!(kept.deletion_at, None);
    assert_eq!(
        code_of(cancel(&world, &back.token).await).await,
        Code::DeletionNotPending
    );
    let found = world.get("/api/v1/account/deletion", Some(&back.token)).await;
    assert_eq!(code_of(found).await, Code::DeletionNotPending);
    world.clock.advance_secs(WEEK);
    world.gallery.service.keep_house().await;
    assert_eq!(world.sign_in(&ANNA, "later").await.account.username, "anna");
    world.end().await;
}

#[tokio::test]
async fn at_the_end_of_the_grace_period_the_account_is_gone_and_its_name_taken_for_ever() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    world.delete_account(&open, &ANNA).await;
    world.clock.advance_secs(WEEK - 1);
    world.gallery.service.keep_house().await;
    assert_eq!(world.get("/api/v1/profiles/anna", None).await.status(), StatusCode::OK);
    world.clock.advance_secs(1);
    world.gallery.service.keep_house().await;
    assert_eq!(
        code_of(world.get("/api/v1/profiles/anna", None).await).await,
        Code::NotFound
    );
    let mails = world.gallery.service.mails().await;
    assert!(mails[0].to == ANNA.address && mails[0].subject.contains("was deleted"));
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    assert_eq!(
        code_of(world.open_session(&attempt, "a").await).await,
        Code::IdentityNotLinked
    );
    assert_eq!(
        code_of(world.try_register(&attempt, "ANNA", ANNA.address).await).await,
        Code::UsernameTaken
    );
    let again = world.try_register(&attempt, "anna2", ANNA.address).await;
    assert_eq!(again.status(), StatusCode::CREATED, "identity and address are free");
    world.end().await;
}

#[tokio::test]
async fn an_account_whose_address_was_never_confirmed_goes_at_once_and_leaves_its_name() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    assert!(preview(&world, &open).await.contains(&Consequence::NameFreed {
        username: "anna".to_owned()
    }));
    assert_eq!(
        world.delete_account(&open, &ANNA).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        code_of(world.get(ACCOUNT, Some(&open.token)).await).await,
        Code::SessionRequired
    );
    assert_eq!(
        world.gallery.service.mails().await.len(),
        1,
        "only the code for the address"
    );
    world.register(&BEN, "anna").await;
    world.end().await;
}

#[tokio::test]
async fn a_gallery_without_grace_deletes_at_once() {
    let world = World::with(at_once).await;
    let open = world.confirmed(&ANNA, "anna").await;
    assert_eq!(
        world.delete_account(&open, &ANNA).await.status(),
        StatusCode::NO_CONTENT
    );
    let attempt = world.proved(Purpose::SignIn, &BEN).await;
    assert_eq!(
        code_of(world.try_register(&attempt, "anna", BEN.address).await).await,
        Code::UsernameTaken
    );
    world.end().await;
}

#[tokio::test]
async fn it_takes_the_typed_name_and_a_fresh_proof_of_the_linked_identity() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    assert_eq!(
        code_of(delete_with(&world, &open, json!({ "unlist_orphans": true })).await).await,
        Code::BadRequest
    );
    let attempt = world.proved_in(Purpose::DeleteAccount, &ANNA, &open.token).await;
    let wrong = refused(delete_with(&world, &open, deletion_body(&attempt, "ann")).await).await;
    assert_eq!(
        (wrong.code, wrong.field.as_deref()),
        (Code::BadRequest, Some("username"))
    );
    let bens = world.proved_in(Purpose::DeleteAccount, &BEN, &open.token).await;
    let refused = delete_with(&world, &open, deletion_body(&bens, "anna")).await;
    assert_eq!(code_of(refused).await, Code::CurrentIdentityWrong);
    let unbound = world.proved(Purpose::SignIn, &ANNA).await;
    assert_eq!(
        code_of(delete_with(&world, &open, deletion_body(&unbound, "anna")).await).await,
        Code::ProofInvalid
    );
    // None of the refusals used the proof up.
    let asked = delete_with(&world, &open, deletion_body(&attempt, "ANNA")).await;
    assert_eq!(asked.status(), StatusCode::ACCEPTED);
    world.end().await;
}

#[tokio::test]
async fn of_16_that_ask_at_once_one_begins_the_deletion() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    let attempt = world.proved_in(Purpose::DeleteAccount, &ANNA, &open.token).await;
    let body = deletion_body(&attempt, "anna");
    let answers = join_all((0..16).map(|_| delete_with(&world, &open, body.clone()))).await;
    let accepted = answers
        .iter()
        .filter(|answer| answer.status() == StatusCode::ACCEPTED)
        .count();
    assert_eq!(accepted, 1);
    for answer in answers
        .into_iter()
        .filter(|answer| answer.status() != StatusCode::ACCEPTED)
    {
        assert_eq!(code_of(answer).await, Code::SessionRequired);
    }
    world.end().await;
}

#[tokio::test]
async fn the_mailed_link_keeps_the_account_once_of_16() {
    let world = World::new().await;
    let open = world.confirmed(&ANNA, "anna").await;
    world.delete_account(&open, &ANNA).await;
    let reference = reference_in(&world.gallery.service.mails().await[0].text);
    let answers = join_all((0..16).map(|_| keep(&world, json!({ "reference": reference })))).await;
    let mut kept = 0;
    for answer in answers {
        if answer.status() == StatusCode::NO_CONTENT {
            kept += 1;
        } else {
            assert_eq!(code_of(answer).await, Code::NotFound);
        }
    }
    assert_eq!(kept, 1);
    assert_eq!(world.sign_in(&ANNA, "a").await.account.deletion_at, None);
    assert_eq!(
        code_of(keep(&world, json!({ "reference": "A".repeat(43) })).await).await,
        Code::NotFound
    );
    world.end().await;
}

#[tokio::test]
async fn keeping_and_ending_at_the_same_moment_leave_one_of_the_two() {
    for round in 0..8 {
        let world = World::new().await;
        let open = world.confirmed(&ANNA, "anna").await;
        world.delete_account(&open, &ANNA).await;
        let back = world.sign_in(&ANNA, "back").await;
        world.clock.advance_secs(WEEK);
        let (kept, ()) = if round % 2 == 0 {
            tokio::join!(cancel(&world, &back.token), world.gallery.service.keep_house())
        } else {
            let (done, kept) = tokio::join!(world.gallery.service.keep_house(), cancel(&world, &back.token));
            (kept, done)
        };
        let there = world.get("/api/v1/profiles/anna", None).await.status() == StatusCode::OK;
        assert_eq!(kept.status() == StatusCode::OK, there);
        world.end().await;
    }
}

/// Anna with everything that an account can have: an organization of one, one where she is the only administrator, packages
/// shared and not, keys of both kinds, what waits both ways.
fn cast() -> (Vec<service::SeedAccount>, Parts) {
    let accounts = vec![
        seeded("anna", Some(&ANNA)),
        seeded("ben", Some(&BEN)),
        seeded("cara", Some(&CARA)),
        seeded_organization("alone"),
        seeded_organization("team"),
    ];
    let member = |organization, account, administrator| SeedMember {
        organization,
        account,
        administrator,
    };
    let package = |id, owners| SeedPackage {
        id,
        listed: true,
        owners,
    };
    let key = |holder, owner, description| SeedKey {
        holder,
        owner: Some(owner),
        description,
        days: 30,
    };
    let parts = Parts {
        members: vec![
            member("alone", "anna", true),
            member("team", "anna", true),
            member("team", "ben", false),
        ],
        invitations: vec![SeedInvitation {
            organization: "alone",
            account: "cara",
            administrator: true,
            invited_by: "anna",
        }],
        conversions: vec![SeedConversion {
            account: "cara",
            administrator: "anna",
        }],
        packages: vec![
            package("Own.Pack", &["anna"]),
            package("Of.Alone", &["alone"]),
            package("Shared.Pack", &["anna", "ben"]),
            package("Of.Team", &["team"]),
        ],
        keys: vec![
            key("anna", "anna", "own"),
            key("ben", "alone", "bens"),
            key("ben", "team", "works on"),
        ],
        ..Parts::default()
    };
    (accounts, parts)
}

#[tokio::test]
async fn what_is_shown_is_what_happens() {
    let (world, folder) = on_disk(at_once).await;
    let (accounts, parts) = cast();
    world.gallery.service.seed_with(&accounts, parts).await.unwrap();
    let open = world.sign_in(&ANNA, "a").await;
    let shown = preview(&world, &open).await;
    let text = str::to_owned;
    for consequence in [
        Consequence::NameReserved { username: text("anna") },
        Consequence::OrganizationDeleted {
            organization: text("alone"),
        },
        Consequence::NameReserved {
            username: text("alone"),
        },
        Consequence::PackageOrphaned {
            package: text("Own.Pack"),
            unlisted: true,
        },
        Consequence::PackageOrphaned {
            package: text("Of.Alone"),
            unlisted: true,
        },
        Consequence::OwnershipEnds {
            package: text("Shared.Pack"),
            remaining: vec![text("ben")],
        },
        Consequence::MembersPromoted {
            organization: text("team"),
            members: vec![text("ben")],
        },
        Consequence::MembershipEnds {
            organization: text("team"),
            member: text("anna"),
        },
        Consequence::KeysRevoked {
            count: 2,
            of_others: vec![text("ben")],
        },
        Consequence::RequestsWithdrawn { count: 2 },
        Consequence::SessionsEnd { count: 1 },
    ] {
        assert!(shown.contains(&consequence), "{consequence:?} not in {shown:?}");
    }
    let before = look(folder.path(), "SELECT count(*) FROM accounts");
    assert_eq!(before, "5", "a preview changes nothing");
    assert_eq!(
        world.delete_account(&open, &ANNA).await.status(),
        StatusCode::NO_CONTENT
    );
    for (sql, found) in [
        (
            "SELECT group_concat(username, ' ') FROM (SELECT username FROM accounts ORDER BY username)",
            "ben cara team",
        ),
        (
            "SELECT group_concat(folded, ' ') FROM (SELECT folded FROM names WHERE account IS NULL ORDER BY folded)",
            "alone anna",
        ),
        (
            "SELECT group_concat(id, ' ') FROM (SELECT id FROM packages WHERE listed ORDER BY id)",
            "Of.Team Shared.Pack",
        ),
        ("SELECT count(*) FROM packages", "4"),
        ("SELECT count(*) FROM members WHERE administrator", "1"),
        ("SELECT count(*) FROM members", "1"),
        ("SELECT description FROM keys", "works on"),
        ("SELECT count(*) FROM invitations", "0"),
        ("SELECT count(*) FROM conversions", "0"),
        ("SELECT count(*) FROM feed_changes", "3"),
        ("SELECT count(*) FROM logins", "2"),
    ] {
        assert_eq!(look(folder.path(), sql), found, "{sql}");
    }
    let told: Vec<_> = world
        .gallery
        .service
        .mails()
        .await
        .into_iter()
        .map(|mail| (mail.to, mail.subject))
        .collect();
    for (to, about) in [
        ("anna@example.org", "Your account was deleted"),
        ("alone@example.org", "Your account was deleted"),
        ("ben@example.org", "no longer owns packages with you"),
        ("cara@example.org", ""),
    ] {
        assert!(
            told.iter()
                .any(|(address, subject)| address == to && subject.contains(about)),
            "{to} {about}: {told:?}"
        );
    }
    world.end().await;
}

#[tokio::test]
async fn nothing_that_names_a_person_stays_of_an_account() {
    let (world, folder) = on_disk(at_once).await;
    let open = world.confirmed(&ANNA, "anna").await;
    world
        .put(
            "/api/v1/account/email",
            &open.token,
            json!({ "address": "canary@example.org" }),
        )
        .await;
    let body = json!({ "wanted": "canary-name", "reason": "canary-reason" });
    world
        .post("/api/v1/account/username-request", Some(&open.token), body)
        .await;
    world.delete_account(&open, &ANNA).await;
    let connection = Connection::open(folder.path().join("accounts.db")).unwrap();
    let mut tables = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap();
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    // Mail that has left, proofs and kept answers run out by themselves within days (rule 8.7).
    let passing = ["mails", "proofs", "answers", "sqlite_sequence"];
    for table in tables.iter().filter(|table| !passing.contains(&table.as_str())) {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                if let rusqlite::types::Value::Text(text) = row.get(column).unwrap() {
                    let person = ["canary", ANNA.address, ANNA.subject, "computer"];
                    assert!(!person.iter().any(|word| text.contains(word)), "{table}: {text}");
                }
            }
        }
    }
    world.end().await;
}

#[tokio::test]
async fn it_stops_where_it_would_do_more_than_was_shown() {
    let (world, folder) = on_disk(|_| ()).await;
    let (accounts, parts) = cast();
    world.gallery.service.seed_with(&accounts, parts).await.unwrap();
    let anna = world.sign_in(&ANNA, "a").await;
    world.delete_account(&anna, &ANNA).await;
    // Ben, who shares a package with her, leaves it meanwhile.
    let connection = Connection::open(folder.path().join("accounts.db")).unwrap();
    let sql = "DELETE FROM owners WHERE package = 'shared.pack'
        AND account = (SELECT id FROM accounts WHERE username = 'ben')";
    connection.execute(sql, []).unwrap();
    world.clock.advance_secs(WEEK);
    world.gallery.service.keep_house().await;
    let mails = world.gallery.service.mails().await;
    assert!(mails[0].to == "anna@example.org" && mails[0].subject.contains("stopped"));
    let back = world.sign_in(&ANNA, "b").await;
    assert_eq!(back.account.deletion_at, None);
    // Shown again and asked for again, it happens.
    assert!(preview(&world, &back).await.iter().any(|consequence| {
        matches!(consequence, Consequence::PackageOrphaned { package, .. } if package == "Shared.Pack")
    }));
    world.delete_account(&back, &ANNA).await;
    world.clock.advance_secs(WEEK);
    world.gallery.service.keep_house().await;
    assert_eq!(
        look(folder.path(), "SELECT count(*) FROM accounts WHERE username = 'anna'"),
        "0"
    );
    world.end().await;
}

#[tokio::test]
async fn two_owners_that_go_at_the_same_moment_leave_no_listed_orphan() {
    for _ in 0..4 {
        let (world, folder) = on_disk(at_once).await;
        let accounts = [seeded("anna", Some(&ANNA)), seeded("ben", Some(&BEN))];
        let packages = vec![SeedPackage {
            id: "Shared",
            listed: true,
            owners: &["anna", "ben"],
        }];
        world
            .gallery
            .service
            .seed_with(
                &accounts,
                Parts {
                    packages,
                    ..Parts::default()
                },
            )
            .await
            .unwrap();
        let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
        let (first, second) = tokio::join!(world.delete_account(&anna, &ANNA), world.delete_account(&ben, &BEN));
        assert_eq!([first.status(), second.status()], [StatusCode::NO_CONTENT; 2]);
        assert_eq!(look(folder.path(), "SELECT listed FROM packages"), "0");
        world.end().await;
    }
}

#[tokio::test]
async fn of_members_that_all_go_at_the_same_moment_none_is_promoted_into_an_empty_organization() {
    for _ in 0..4 {
        let (world, folder) = on_disk(at_once).await;
        let accounts = [
            seeded("anna", Some(&ANNA)),
            seeded("ben", Some(&BEN)),
            seeded("cara", Some(&CARA)),
            seeded_organization("org"),
        ];
        let member = |account, administrator| SeedMember {
            organization: "org",
            account,
            administrator,
        };
        let members = vec![member("anna", true), member("ben", true), member("cara", false)];
        world
            .gallery
            .service
            .seed_with(
                &accounts,
                Parts {
                    members,
                    ..Parts::default()
                },
            )
            .await
            .unwrap();
        let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
        let (first, second) = tokio::join!(world.delete_account(&anna, &ANNA), world.delete_account(&ben, &BEN));
        assert_eq!([first.status(), second.status()], [StatusCode::NO_CONTENT; 2]);
        assert_eq!(
            look(folder.path(), "SELECT count(*) FROM members WHERE administrator"),
            "1"
        );
        let cara = world.sign_in(&CARA, "c").await;
        assert_eq!(
            world.delete_account(&cara, &CARA).await.status(),
            StatusCode::NO_CONTENT
        );
        assert_eq!(
            look(folder.path(), "SELECT count(*) FROM accounts"),
            "0",
            "the last one takes it along"
        );
        world.end().await;
    }
}

#[tokio::test]
async fn where_the_login_was_moved_the_link_takes_another_identity() {
    let (world, folder) = on_disk(|_| ()).await;
    let anna = world.confirmed(&ANNA, "anna").await;
    world.delete_account(&anna, &ANNA).await;
    let reference = reference_in(&world.gallery.service.mails().await[0].text);
    let ben = world.confirmed(&BEN, "ben").await;
    // As moving a login leaves it: the identity is Ben's by now, and his own is free.
    let connection = Connection::open(folder.path().join("accounts.db")).unwrap();
    let id = "(SELECT id FROM accounts WHERE username = 'ben')";
    connection
        .execute_batch(&format!(
            "DELETE FROM logins WHERE account = {id};
             UPDATE logins SET account = {id};
             UPDATE deletions SET login_moved_to = {id};"
        ))
        .unwrap();
    let bare = keep(&world, json!({ "reference": reference })).await;
    assert_eq!(code_of(bare).await, Code::LoginMissing);
    let with = |attempt: &crate::world::Attempt| {
        let proof = json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret });
        json!({ "reference": reference, "proof": proof })
    };
    let taken = world.proved(Purpose::CancelDeletion, &ANNA).await;
    assert_eq!(
        code_of(keep(&world, with(&taken)).await).await,
        Code::IdentityAlreadyLinked
    );
    let free = world.proved(Purpose::CancelDeletion, &CARA).await;
    assert_eq!(keep(&world, with(&free)).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(world.sign_in(&CARA, "c").await.account.username, "anna");
    assert_eq!(world.account(&ben.token).await.username, "ben");
    world.end().await;
}

#[tokio::test]
async fn ten_thousand_packages_go_in_one_transaction() {
    let world = World::with(at_once).await;
    let accounts = [seeded("anna", Some(&ANNA)), seeded("ben", Some(&BEN))];
    let id = |number: usize| -> &'static str { Box::leak(format!("Pack.{number:05}").into_boxed_str()) };
    let owners = |number: usize| -> &'static [&'static str] {
        if number.is_multiple_of(2) {
            &["anna"]
        } else {
            &["anna", "ben"]
        }
    };
    let packages = (0..10_000).map(|number| SeedPackage {
        id: id(number),
        listed: true,
        owners: owners(number),
    });
    let parts = Parts {
        packages: packages.collect(),
        ..Parts::default()
    };
    world.gallery.service.seed_with(&accounts, parts).await.unwrap();
    let open = world.sign_in(&ANNA, "a").await;
    let shown = preview(&world, &open).await;
    let orphans = shown
        .iter()
        .filter(|shown| matches!(shown, Consequence::PackageOrphaned { .. }))
        .count();
    assert_eq!(orphans, 5_000);
    let commits = world.gallery.service.store_counts().commands;
    let attempt = world.proved_in(Purpose::DeleteAccount, &ANNA, &open.token).await;
    let before = world.gallery.service.store_counts().commands;
    assert!(before > commits);
    let begun = std::time::Instant::now();
    let deleted = delete_with(&world, &open, deletion_body(&attempt, "anna")).await;
    println!("10 000 packages: {:?}", begun.elapsed());
    assert_eq!(deleted.status(), StatusCode::NO_CONTENT);
    assert_eq!(world.gallery.service.store_counts().commands, before + 1);
    let profile: Value = world.get("/api/v1/profiles/ben", None).await.json().await.unwrap();
    assert_eq!(profile["package_count"], 5_000);
    world.end().await;
}
