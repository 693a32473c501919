//! Rule 13.45: what the operator does about a key that was found in public.

use crate::world::{ANNA, BEN, CONTOSO, DAY, World, id};
use accounts::{
    key::{FOUND_CHARACTERS, KeyNamed, MadeKey, RevokeFoundKey, RevokedFoundKey, secret_text},
    letter::LetterKind,
};
use contract::{Code, account::AuditKind, event::EventKind};
use uuid::Uuid;

const PAGE: &str = "https://example.org/ben/tools/blob/main/build.yml#L12";

/// As who has read the text.
fn read(made: &MadeKey) -> RevokeFoundKey {
    RevokeFoundKey {
        key: KeyNamed::Hash(secret_text::hash(made.text.expose()).unwrap()),
        found: Some(PAGE.to_owned()),
    }
}

/// As who knows the id alone, and not where it stood.
fn known(made: &MadeKey) -> RevokeFoundKey {
    RevokeFoundKey {
        key: KeyNamed::Id(Uuid::from_bytes(*made.key.id.as_bytes())),
        found: None,
    }
}

fn letter(world: &World) -> (Option<String>, Option<String>, bool) {
    let LetterKind::KeyFoundInPublic {
        owner, found, ended, ..
    } = &world.last.mails[0].letter.kind
    else {
        panic!("{:?}", world.last.mails)
    };
    (owner.clone(), found.clone(), *ended)
}

/// Rule 16.12.
#[test]
fn rule_13_45_a_found_key_never_works_again_and_its_holder_is_told_whatever_mail_they_want() {
    let mut world = World::new();
    let made = world.made(BEN, "contoso");
    world.account(BEN).mail.from_others = false;
    let done = world.run(&read(&made)).unwrap();
    let expected = RevokedFoundKey {
        holder: "Ben".to_owned(),
        description: "build server".to_owned(),
        ending: made.key.ending.clone(),
        ended: false,
        mailed: true,
    };
    assert_eq!(done, expected);
    let now = world.now;
    assert_eq!(world.key(&made).revoked_at, Some(now));
    assert_eq!(world.mailed(), ["Ben@example.org"]);
    assert_eq!(
        letter(&world),
        (Some("Contoso".to_owned()), Some(PAGE.to_owned()), false)
    );
}

#[test]
fn rule_13_45_it_stands_in_the_trails_of_holder_and_organization_and_the_holders_apps_hear_of_it() {
    let mut world = World::new();
    let made = world.made(BEN, "contoso");
    world.run(&known(&made)).unwrap();
    let rows = world.last.audit.iter();
    let rows: Vec<_> = rows
        .map(|row| (row.account, row.entry.kind, row.entry.subject.as_deref()))
        .collect();
    let kind = AuditKind::KeyFoundInPublic;
    assert_eq!(
        rows,
        [
            (id(BEN), kind, Some("build server")),
            (id(CONTOSO), kind, Some("build server")),
        ]
    );
    let told: Vec<_> = world
        .last
        .events
        .iter()
        .map(|row| (row.account, &row.event.what))
        .collect();
    let found = EventKind::KeyFoundInPublic {
        key: "build server".to_owned(),
    };
    assert_eq!(told, [(id(BEN), &found), (id(BEN), &EventKind::AccountChanged)]);
}

#[test]
fn rule_13_45_it_is_revoked_whatever_state_its_account_is_in() {
    let mut world = World::new();
    let sets: [fn(&mut World); 3] = [
        |world| world.account(ANNA).locked = true,
        |world| world.account(ANNA).frozen_at = Some(world.now),
        |world| world.account(ANNA).deletion_at = Some(world.now.plus_secs(DAY)),
    ];
    let keys: Vec<MadeKey> = sets.iter().map(|_| world.made(ANNA, "anna")).collect();
    for (made, set) in keys.iter().zip(sets) {
        set(&mut world);
        world.run(&read(made)).unwrap();
        assert_eq!(world.mailed(), ["Anna@example.org"]);
    }
}

#[test]
fn rule_13_45_one_that_has_ended_is_revoked_too_as_it_may_have_been_used_before() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    world.key(&made).expires_at = world.now;
    assert!(world.run(&known(&made)).unwrap().ended);
    assert_eq!(letter(&world), (Some("Anna".to_owned()), None, true));
}

#[test]
fn rule_13_45_a_full_access_key_of_the_gallerys_past_is_revoked_too() {
    let mut world = World::new();
    let made = world.made(BEN, "ben");
    world.key(&made).owner = None;
    world.run(&read(&made)).unwrap();
    assert_eq!(letter(&world).0, None);
}

#[test]
fn rule_13_45_one_that_nobody_knows_and_one_that_was_revoked_before_are_refused_by_a_sentence_of_their_own() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    let unknown = RevokeFoundKey {
        key: KeyNamed::Hash([7; 32]),
        found: None,
    };
    assert_eq!(world.refused(&unknown), Code::NotFound);
    world.run(&read(&made)).unwrap();
    for again in [read(&made), known(&made)] {
        assert_eq!(world.refused(&again), Code::KeyInvalid);
    }
}

#[test]
fn rule_13_45_where_it_was_found_is_one_line_that_is_not_endless_and_says_no_key() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    let full = "x".repeat(FOUND_CHARACTERS);
    let quoting = format!("https://example.org/search?q={}", made.text.expose());
    for found in [
        "",
        "  ",
        "two\nlines",
        "two\u{2028}lines",
        "\u{feff}",
        &format!("{full}x"),
        &quoting,
    ] {
        let command = RevokeFoundKey {
            found: Some(found.to_owned()),
            ..known(&made)
        };
        assert_eq!(world.refused(&command), Code::ReasonInvalid, "{found}");
    }
    let found = Some(format!(" {full} "));
    world.run(&RevokeFoundKey { found, ..known(&made) }).unwrap();
    assert_eq!(letter(&world).1, Some(full));
}
