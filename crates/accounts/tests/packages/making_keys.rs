//! Making an API key: what of it is kept, for whom, for what and for how long (rules 13.4 and 13.16 to 13.22).

use crate::{
    key::{change, regenerate, revoke},
    world::{ANNA, BEN, CARA, CONTOSO, DAY, Set, World},
};
use accounts::{
    key::{KEYS, secret_text},
    letter::{Credential, LetterKind},
    login_change::UNDO_SECONDS,
};
use contract::{Code, key::KeyScope, session::SessionKind};

#[test]
fn rule_13_16_of_a_key_only_the_hash_and_the_ending_are_stored() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    let shown = made.text.expose().to_owned();
    assert!(secret_text::is_key(&shown) && shown.ends_with(&made.key.ending));
    let stored = world.key(&made).clone();
    assert_eq!(Some(stored.hash), secret_text::hash(&shown));
    assert!(!format!("{stored:?} {:?} {:?}", world.last, made.text).contains(&shown));
    assert_eq!(world.mailed(), ["Anna@example.org"]);
    let what = Credential::ApiKey("build server".to_owned());
    assert_eq!(world.last.mails[0].letter.kind, LetterKind::CredentialAdded { what });
}

#[test]
fn rule_13_17_keys_are_for_oneself_or_for_an_organization_that_one_is_a_member_of() {
    let mut world = World::new();
    for (number, owner) in [(ANNA, "Anna"), (ANNA, "CONTOSO"), (BEN, "Contoso")] {
        world.made(number, owner);
    }
    for (number, owner, code) in [
        (ANNA, "Ben", Code::KeyOwnerNotAllowed),
        (CARA, "Contoso", Code::KeyOwnerNotAllowed),
        (ANNA, "nobody", Code::AccountUnknown),
        (ANNA, "", Code::AccountUnknown),
    ] {
        let command = world.making(number, owner);
        assert_eq!(world.refused(&command), code, "{owner}");
    }
}

#[test]
fn rule_13_4_whose_account_is_not_fit_makes_no_keys() {
    let cases: [(Code, Set); 9] = [
        (Code::AccountLocked, |world| world.account(BEN).locked = true),
        (Code::AccountFrozen, |world| {
            world.account(BEN).frozen_at = Some(world.now);
        }),
        (Code::DeletionPending, |world| {
            world.account(BEN).deletion_at = Some(world.now);
        }),
        (Code::EmailUnconfirmed, |world| {
            world.account(BEN).confirmed_email = None;
        }),
        (Code::AccountLocked, |world| world.account(CONTOSO).locked = true),
        (Code::DeletionPending, |world| {
            world.account(CONTOSO).deletion_at = Some(world.now);
        }),
        (Code::OrganizationUnconfirmed, |world| {
            world.account(CONTOSO).confirmed_email = None;
        }),
        (Code::KeyOwnerNotAllowed, |world| world.rows.members.clear()),
        (Code::FullSessionRequired, |world| {
            world.rows.sessions[1].kind = SessionKind::Recovery;
        }),
    ];
    for (code, set) in cases {
        let mut world = World::new();
        let made = world.made(BEN, "Contoso");
        set(&mut world);
        assert_eq!(world.refused(&world.making(BEN, "Contoso")), code);
        let mut command = change(&world, BEN, &made);
        command.packages = Some(vec!["A".to_owned()]);
        assert_eq!(world.refused(&command), code);
        assert_eq!(world.refused(&regenerate(&world, BEN, &made)), code);
        // Whoever finds a key in the open must not be held up.
        if code != Code::FullSessionRequired {
            world.run(&revoke(&world, BEN, &made)).unwrap();
        }
    }
}

#[test]
fn rule_13_18_a_key_has_a_description_and_at_least_one_scope() {
    let mut world = World::new();
    for (description, code) in [
        ("", Some(Code::KeyDescriptionInvalid)),
        (" \t ", Some(Code::KeyDescriptionInvalid)),
        ("a\nb", Some(Code::KeyDescriptionInvalid)),
        ("a\u{2028}b", Some(Code::KeyDescriptionInvalid)),
        ("a\u{202e}b", Some(Code::KeyDescriptionInvalid)),
        ("\u{200b}", Some(Code::KeyDescriptionInvalid)),
        (&"ä".repeat(201), Some(Code::KeyDescriptionInvalid)),
        (&"ä".repeat(200), None),
        (" x ", None),
    ] {
        let mut command = world.making(ANNA, "anna");
        command.terms.description = description.to_owned();
        match code {
            Some(code) => assert_eq!(world.refused(&command), code, "{description:?}"),
            None => assert_eq!(world.run(&command).unwrap().key.description, description.trim()),
        }
    }
    let mut command = world.making(ANNA, "anna");
    command.terms.scopes.clear();
    let refusal = world.run(&command).unwrap_err();
    assert_eq!((refusal.code, refusal.field), (Code::KeyInvalid, Some("scopes")));
    command.terms.scopes = vec![KeyScope::Unlist, KeyScope::Unlist];
    assert_eq!(world.run(&command).unwrap().key.scopes, [KeyScope::Unlist]);
}

#[test]
fn rule_13_19_a_key_is_for_1_to_100_patterns() {
    let mut world = World::new();
    let pattern = |text: &str, count| vec![text.to_owned(); count];
    for (packages, ok) in [
        (pattern("*", 0), false),
        (pattern("A.*", 1), true),
        (pattern("A.*", 100), true),
        (pattern("A.*", 101), false),
        (pattern("", 1), false),
        (pattern("a b", 1), false),
        (pattern(&"a".repeat(100), 1), true),
        (pattern(&"a".repeat(101), 1), false),
    ] {
        let mut command = world.making(ANNA, "anna");
        command.terms.packages = packages.clone();
        let result = world.run(&command);
        assert_eq!(result.is_ok(), ok, "{packages:?}");
        if let Err(refusal) = result {
            assert_eq!((refusal.code, refusal.field), (Code::KeyInvalid, Some("packages")));
        }
    }
}

#[test]
fn rule_13_20_a_key_ends_after_its_days_and_at_the_latest_after_the_operators() {
    let mut world = World::new();
    for (wanted, days) in [(None, 365), (Some(1), 1), (Some(366), 365)] {
        let mut command = world.making(ANNA, "anna");
        command.expires_in_days = wanted;
        let made = world.run(&command).unwrap();
        assert_eq!(made.key.expires_at.secs_since(world.now), days * DAY);
    }
    let mut command = world.making(ANNA, "anna");
    command.expires_in_days = Some(0);
    assert_eq!(world.refused(&command), Code::KeyInvalid);
}

#[test]
fn rule_13_22_an_account_holds_only_so_many_live_keys() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    let pattern = world.key(&made).clone();
    for number in 1..KEYS {
        let mut key = pattern.clone();
        key.id = uuid::Uuid::from_u128(u128::try_from(number).unwrap());
        world.rows.keys.push(key);
    }
    assert_eq!(world.refused(&world.making(ANNA, "anna")), Code::LimitReached);
    world.made(BEN, "ben");
    let expired = &mut world.rows.keys[7];
    expired.expires_at = crate::world::now();
    world.made(ANNA, "anna");
}

#[test]
fn rule_13_22_a_key_that_has_run_out_is_regenerated_only_where_there_is_room_for_one_more() {
    let mut world = World::new();
    let ended = world.made(ANNA, "anna");
    let pattern = world.key(&ended).clone();
    for number in 0..KEYS {
        let mut key = pattern.clone();
        key.id = uuid::Uuid::from_u128(u128::try_from(number).unwrap());
        key.expires_at = pattern.expires_at.plus_secs(DAY);
        world.rows.keys.push(key);
    }
    // As long as it goes on, the new one takes its place.
    let again = regenerate(&world, ANNA, &ended);
    let (changes, _) = world.decided(&again).unwrap();
    assert!(!changes.writes.is_empty());
    world.now = ended.key.expires_at;
    world.later(0);
    assert_eq!(world.refused(&again), Code::LimitReached);
    world.rows.keys.pop();
    world.run(&again).unwrap();
}

#[test]
fn rule_13_26_a_key_made_while_a_login_change_can_be_undone_says_until_when_it_waits() {
    let mut world = World::new();
    let before = world.made(ANNA, "anna");
    world.later(1);
    let until = world.now.plus_secs(UNDO_SECONDS);
    world.account(ANNA).login_change_until = Some(until);
    let since = world.made(ANNA, "anna");
    assert_eq!(since.key.held_until, Some(until));
    let now = world.now;
    assert_eq!(world.key(&before).clone().view(&world.rows, now).held_until, None);
}
