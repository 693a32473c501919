//! Rules 14.3 to 14.10 and 14.19 over HTTP: what a deletion does to everything around an account.

mod large;
mod races;

use crate::{
    deletion::{WEEK, preview, without_grace},
    provider::{ANNA, BEN, CARA},
    scene::{look, on_disk, seeded, seeded_organization},
};
use contract::consequence::Consequence;
use reqwest::StatusCode;
use rusqlite::Connection;
use serde_json::json;
use service::parts::{Parts, SeedConversion, SeedInvitation, SeedKey, SeedMember, SeedPackage};

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
    let (world, folder) = on_disk(without_grace).await;
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
    let (world, folder) = on_disk(without_grace).await;
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
    world.gallery.service.run_housekeeping().await;
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
    world.gallery.service.run_housekeeping().await;
    assert_eq!(
        look(folder.path(), "SELECT count(*) FROM accounts WHERE username = 'anna'"),
        "0"
    );
    world.end().await;
}
