//! Rules 13.45 and 16.11 on the command line: what the program says, how it ends, and what it leaves in the database.

use crate::{
    feed::push,
    keys::made,
    logins::{NEW, change, confirmed, freeze},
    provider::{ANNA, BEN},
    scene::on_disk,
    world::{Gallery, World},
};
use ambient::{Clock, SystemClock};
use contract::{account::AuditKind, feed::Denial};
use reqwest::StatusCode;
use std::{io::Write, path::Path, process::Stdio};
use tempfile::TempDir;
use testkit::{ManualClock, program};

/// A gallery on a file at the time that the program believes in.
async fn now() -> (World, TempDir) {
    let (world, folder) = on_disk(|_| ()).await;
    catch_up(&world.clock);
    (world, folder)
}

fn catch_up(clock: &ManualClock) {
    let behind = SystemClock.now().as_micros() - clock.now().as_micros();
    clock.advance_micros(behind);
}

/// Ends the gallery, so that the program has the database.
async fn ended(mut world: World, folder: &Path, act: impl FnOnce()) -> World {
    world.gallery.end().await;
    act();
    catch_up(&world.clock);
    let database = service::Database::File(folder.join("accounts.db"));
    world.gallery = Gallery::open(&world.provider, &world.clock, |set| set.database = database).await;
    world
}

/// `admin` with these words and this on its standard input: how it ends, and all that it says.
fn admin(folder: &Path, words: &[&str], input: &str) -> (Option<i32>, String) {
    let config = folder.join("service.toml");
    let text = format!(
        "name = 'Example'\npublic_url = 'https://accounts.example.org'\nauthority = 'http://127.0.0.1:9/none'\n\
         client_id = 'abc'\ndatabase = '{0}/accounts.db'\nmail_folder = '{0}/mail'\n",
        folder.display()
    );
    std::fs::write(&config, text).unwrap();
    let mut child = program(env!("CARGO_BIN_EXE_nuget-accounts-service"))
        .args([&["admin"], words].concat())
        .arg("--config")
        .arg(config)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses before it reads has closed its end.
    child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
    let ended = child.wait_with_output().unwrap();
    let said = [ended.stdout, ended.stderr].concat();
    (ended.status.code(), String::from_utf8(said).unwrap())
}

async fn trail(world: &World, token: &str) -> Vec<(AuditKind, Option<String>)> {
    let entries = world.trail(token).await.into_iter();
    entries.map(|entry| (entry.kind, entry.subject)).collect()
}

#[tokio::test]
async fn a_key_that_was_found_in_public_is_revoked_by_its_text_which_nobody_repeats() {
    let (world, folder) = now().await;
    let ben = confirmed(&world, &BEN, "ben").await;
    let (key, text) = made(&world, &ben, "ben").await;
    let page = "https://example.org/ben/tools/build.yml";
    let world = ended(world, folder.path(), || {
        let words = ["revoke-key", "--found", page];
        let (code, said) = admin(folder.path(), &words, &format!("{text}\n"));
        let expected = format!(
            "The API key 'build server' of ben, which ends in {}, is revoked. ben is mailed.\n",
            key.ending
        );
        assert_eq!((code, said), (Some(0), expected));
        let (code, said) = admin(folder.path(), &words, &text);
        let expected = "error: the key was revoked before; nobody can use it, and nothing was changed (rule 13.45)\n";
        assert_eq!((code, &*said), (Some(1), expected));
    })
    .await;
    assert_eq!(push(&world, &text, "Ben.Tools").await.reason, Some(Denial::KeyRevoked));
    let mails = world.gallery.service.mails().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.text.contains(page)).collect();
    assert_eq!((told.len(), &*told[0].to), (1, BEN.address));
    assert!(mails.iter().all(|mail| !mail.text.contains(&text)));
    let found = (AuditKind::KeyFoundInPublic, Some("build server".to_owned()));
    assert_eq!(trail(&world, &ben.token).await[0], found);
    world.end().await;
}

#[tokio::test]
async fn a_key_that_was_found_in_public_is_revoked_by_its_id_where_its_text_is_not_known() {
    let (world, folder) = now().await;
    let ben = confirmed(&world, &BEN, "ben").await;
    let (key, text) = made(&world, &ben, "ben").await;
    let world = ended(world, folder.path(), || {
        let (code, said) = admin(folder.path(), &["revoke-key", "--id", &key.id.to_string()], "");
        assert_eq!(code, Some(0), "{said}");
    })
    .await;
    let denied = push(&world, &text, "Ben.Tools").await.reason;
    assert_eq!(denied, Some(Denial::KeyRevoked));
    world.end().await;
}

#[tokio::test]
async fn what_is_no_key_of_the_gallery_is_refused_with_a_sentence_that_does_not_quote_it() {
    let (world, folder) = now().await;
    let ben = confirmed(&world, &BEN, "ben").await;
    let (_, text) = made(&world, &ben, "ben").await;
    let strange = accounts::key::secret_text::from_bytes([7; 32]);
    let world = ended(world, folder.path(), || {
        let nobodys = "019b76da-a800-7e5e-b4fd-31bc4df6c491";
        for (words, input, why) in [
            (&["revoke-key"][..], strange.expose(), "this gallery has no such key"),
            (&["revoke-key"], "ngak_typo", "what was read is no key"),
            (&["revoke-key"], "", "what was read is no key"),
            (&["revoke-key", "--id", nobodys], "", "this gallery has no such key"),
            (&["revoke-key", "--id", &text], "", "never on the command line"),
            (&["revoke-key", "--found", &text], &text, "without the key"),
            (&["revoke-key", "--found", " "], &text, "1 to 500 characters"),
        ] {
            let (code, said) = admin(folder.path(), words, input);
            assert_eq!((code, said.lines().count()), (Some(1), 1), "{said}");
            assert!(said.starts_with("error: ") && said.contains(why), "{why}: {said}");
            assert!(
                !said.contains("ngak_0") && !said.contains(&text) && !said.contains("typo"),
                "{said}"
            );
        }
        assert_eq!(admin(folder.path(), &["revoke-key", &text], "").0, Some(2));
    })
    .await;
    let answer = push(&world, &text, "Ben.Tools").await;
    assert!(answer.registered, "nothing was revoked: {answer:?}");
    world.end().await;
}

/// An account whose login somebody changed, and which the mailed link froze.
async fn frozen() -> (World, TempDir) {
    let (world, folder) = now().await;
    let open = confirmed(&world, &ANNA, "anna").await;
    let changed = change(&world, &open, &ANNA, &NEW).await;
    assert_eq!(changed.status(), StatusCode::OK);
    assert_eq!(freeze(&world, ANNA.address).await.status(), StatusCode::OK);
    (world, folder)
}

#[tokio::test]
async fn the_operator_gives_a_frozen_account_back_or_leaves_it_and_its_owner_reads_why() {
    for (what, owner) in [("undo", &ANNA), ("keep", &NEW)] {
        let (world, folder) = frozen().await;
        let world = ended(world, folder.path(), || {
            let words = ["decide", "ANNA", what, "--reason", "showed a passport"];
            let (code, said) = admin(folder.path(), &words, "");
            assert_eq!(code, Some(0), "{said}");
            assert!(said.contains("ANNA"), "{said}");
            let (code, said) = admin(folder.path(), &words, "");
            assert_eq!(code, Some(1));
            assert!(said.contains("the account is not frozen"), "{said}");
        })
        .await;
        let open = world.sign_in(owner, "own").await;
        let trail = trail(&world, &open.token).await;
        let reason = Some("showed a passport".to_owned());
        assert!(trail.contains(&(AuditKind::DecidedByOperator, reason)), "{trail:?}");
        let unfrozen = |(kind, _): &(AuditKind, _)| *kind == AuditKind::AccountUnfrozen;
        assert!(trail.iter().any(unfrozen), "{what}: {trail:?}");
        world.end().await;
    }
}

#[tokio::test]
async fn what_an_operator_cannot_decide_is_refused_with_a_sentence() {
    let (world, folder) = now().await;
    confirmed(&world, &BEN, "ben").await;
    let world = ended(world, folder.path(), || {
        for (words, code, why) in [
            (
                &["decide", "nobody", "undo", "--reason", "x"][..],
                1,
                "no account has this name",
            ),
            (
                &["decide", "ben", "keep", "--reason", "x"],
                1,
                "the account is not frozen",
            ),
            (&["decide", "ben", "keep", "--reason", " "], 1, "a reason has 1 to 200"),
            (&["decide", "ben", "keep"], 2, "--reason"),
            (&["decide", "ben", "forget", "--reason", "x"], 2, "undo, keep"),
        ] {
            let (ended, said) = admin(folder.path(), words, "");
            assert_eq!(ended, Some(code), "{said}");
            assert!(said.contains(why), "{why}: {said}");
        }
    })
    .await;
    world.end().await;
}
