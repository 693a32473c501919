use crate::world::{ANNA, BEN, CARA, CONTOSO, DAY, Set, World, id};
use accounts::{
    Command, Need, Write,
    contact::{self, AddressChange},
    email::EmailAddress,
    key::{ChangeKey, KEYS, KeyPolicy, MadeKey, RegenerateKey, RevokeKey, WARNING_SECONDS, WarnOfKey, text},
    letter::{Credential, LetterKind},
    login_change::UNDO_SECONDS,
};
use contract::{Code, Secret, Timestamp, account::AuditKind, key::KeyScope, session::SessionKind};
use uuid::Uuid;

fn change(world: &World, number: u8, made: &MadeKey) -> ChangeKey {
    ChangeKey {
        caller: world.caller(number),
        key: made.key.id,
        revision: made.key.revision.clone(),
        description: None,
        scopes: None,
        packages: None,
        expires_in_days: None,
        policy: KeyPolicy::default(),
    }
}

fn regenerate(world: &World, number: u8, made: &MadeKey) -> RegenerateKey {
    RegenerateKey {
        caller: world.caller(number),
        session_token: Secret::new("token".to_owned()),
        key: made.key.id,
        revision: made.key.revision.clone(),
        expires_in_days: None,
        policy: KeyPolicy::default(),
    }
}

fn revoke(world: &World, number: u8, made: &MadeKey) -> RevokeKey {
    RevokeKey {
        caller: world.caller(number),
        key: made.key.id,
    }
}

#[test]
fn rule_13_16_of_a_key_only_the_hash_and_the_ending_are_stored() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    let shown = made.text.expose().to_owned();
    assert!(text::is_key(&shown) && shown.ends_with(&made.key.ending));
    let stored = world.key(&made).clone();
    assert_eq!(Some(stored.hash), text::hash(&shown));
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
    assert_eq!(world.refused(&world.making(ANNA, "anna")), Code::TooManyRequests);
    world.made(BEN, "ben");
    let expired = &mut world.rows.keys[7];
    expired.expires_at = crate::world::now();
    world.made(ANNA, "anna");
}

#[test]
fn rule_13_23_a_change_names_the_revision_that_it_was_made_from() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    let mut first = change(&world, ANNA, &made);
    first.packages = Some(vec!["A.*".to_owned()]);
    first.expires_in_days = Some(30);
    let changed = world.run(&first).unwrap();
    assert_eq!(
        (changed.packages.as_slice(), changed.scopes.len()),
        (&["A.*".to_owned()][..], 3)
    );
    assert_eq!(changed.expires_at.secs_since(world.now), 30 * DAY);
    assert_ne!(changed.revision, made.key.revision);
    assert_eq!(world.last.audit[0].entry.kind, AuditKind::KeyChanged);
    assert_eq!(world.refused(&first), Code::Stale);
    assert_eq!(world.refused(&regenerate(&world, ANNA, &made)), Code::Stale);
    let mut second = change(&world, ANNA, &made);
    second.revision.clone_from(&changed.revision);
    // The same again changes nothing.
    assert_eq!(world.run(&second).unwrap(), changed);
    assert!(world.last.writes.is_empty());
    second.description = Some(String::new());
    assert_eq!(world.refused(&second), Code::KeyDescriptionInvalid);
}

#[test]
fn rule_13_23_other_peoples_keys_and_revoked_ones_are_not_found() {
    let mut world = World::new();
    let made = world.made(BEN, "Contoso");
    for number in [ANNA, CARA] {
        assert_eq!(world.refused(&change(&world, number, &made)), Code::NotFound);
        assert_eq!(world.refused(&regenerate(&world, number, &made)), Code::NotFound);
        assert_eq!(world.refused(&revoke(&world, number, &made)), Code::NotFound);
    }
    world.run(&revoke(&world, BEN, &made)).unwrap();
    assert_eq!(world.refused(&change(&world, BEN, &made)), Code::NotFound);
    assert_eq!(world.refused(&regenerate(&world, BEN, &made)), Code::NotFound);
    assert_eq!(world.refused(&revoke(&world, BEN, &made)), Code::NotFound);
}

#[test]
fn rule_13_23_a_key_that_has_run_out_is_regenerated_not_prolonged() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    world.now = made.key.expires_at;
    world.later(0);
    let mut command = change(&world, ANNA, &made);
    command.expires_in_days = Some(1);
    assert_eq!(world.refused(&command), Code::KeyInvalid);
    let new = world.run(&regenerate(&world, ANNA, &made)).unwrap();
    assert_eq!(new.key.expires_at.secs_since(world.now), 365 * DAY);
}

#[test]
fn rule_13_23_a_full_access_key_of_the_past_can_only_be_revoked() {
    let mut world = World::new();
    let mut made = world.made(ANNA, "anna");
    world.key(&made).owner = None;
    made.key.revision = world.key(&made).revision();
    assert_eq!(world.refused(&change(&world, ANNA, &made)), Code::KeyInvalid);
    assert_eq!(world.refused(&regenerate(&world, ANNA, &made)), Code::KeyInvalid);
    world.run(&revoke(&world, ANNA, &made)).unwrap();
}

#[test]
fn rule_13_24_regenerating_makes_a_key_for_the_same_and_revokes_the_old_one() {
    let mut world = World::new();
    let mut command = world.making(BEN, "Contoso");
    command.expires_in_days = Some(30);
    let old = world.run(&command).unwrap();
    world.later(7 * DAY + 1);
    let new = world.run(&regenerate(&world, BEN, &old)).unwrap();
    assert_ne!(new.text, old.text);
    assert_ne!(new.key.id, old.key.id);
    assert_eq!(
        (new.key.owner.as_deref(), &new.key.scopes, &new.key.packages),
        (Some("Contoso"), &old.key.scopes, &old.key.packages)
    );
    assert_eq!(new.key.expires_at.secs_since(world.now), 30 * DAY);
    let now = world.now;
    assert_eq!(world.key(&old).revoked_at, Some(now));
    assert_eq!(world.refused(&regenerate(&world, BEN, &old)), Code::NotFound);
}

#[test]
fn rule_13_25_regenerating_is_mailed_as_a_key_that_goes_and_one_that_comes() {
    let mut world = World::new();
    let old = world.made(ANNA, "anna");
    world.run(&regenerate(&world, ANNA, &old)).unwrap();
    let what = || Credential::ApiKey(old.key.description.clone());
    let kinds: Vec<_> = world.last.mails.iter().map(|mail| &mail.letter.kind).collect();
    let (gone, come) = (
        LetterKind::CredentialRemoved { what: what() },
        LetterKind::CredentialAdded { what: what() },
    );
    assert_eq!(kinds, [&gone, &come]);
}

#[test]
fn rule_5_20_an_address_that_can_still_be_put_back_hears_of_keys_that_are_made_and_revoked() {
    let mut world = World::new();
    world.rows.address_changes.push(AddressChange {
        id: Uuid::from_bytes([9; 16]),
        account: id(ANNA),
        previous: EmailAddress::parse("before@example.org").unwrap(),
        made_at: world.now,
        ends_at: world.now.plus_secs(contact::UNDO_SECONDS),
    });
    let made = world.made(ANNA, "anna");
    assert_eq!(world.mailed(), ["Anna@example.org", "before@example.org"]);
    let revoke = revoke(&world, ANNA, &made);
    world.run(&revoke).unwrap();
    assert_eq!(world.mailed(), ["Anna@example.org", "before@example.org"]);
    let needed = Need::AddressChangesOf(id(ANNA));
    assert!(revoke.needs(world.now).contains(&needed) && world.making(ANNA, "anna").needs(world.now).contains(&needed));
}

#[test]
fn rule_13_25_what_happens_to_an_organizations_key_stands_in_both_trails() {
    let mut world = World::new();
    let made = world.made(BEN, "Contoso");
    world.run(&revoke(&world, BEN, &made)).unwrap();
    let rows: Vec<_> = world
        .last
        .audit
        .iter()
        .map(|row| (row.account, row.entry.kind, row.entry.by.as_deref()))
        .collect();
    assert_eq!(
        rows,
        [
            (id(BEN), AuditKind::KeyRevoked, None),
            (id(CONTOSO), AuditKind::KeyRevoked, Some("Ben")),
        ]
    );
    // The name of Ben's computer is nobody else's business.
    assert_eq!(world.last.audit[0].entry.installation.as_deref(), Some("Computer"));
    assert_eq!(world.last.audit[1].entry.installation, None);
    let what = Credential::ApiKey("build server".to_owned());
    assert_eq!(world.last.mails[0].letter.kind, LetterKind::CredentialRemoved { what });
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

#[test]
fn rule_13_40_who_holds_a_key_is_told_ten_days_before_its_end_and_at_its_end() {
    let mut world = World::new();
    let made = world.made(ANNA, "anna");
    let key = world.key(&made).id;
    let soon = made.key.expires_at.plus_secs(-WARNING_SECONDS);
    world.now = Timestamp::from_micros(soon.as_micros() - 1);
    world.run(&WarnOfKey { key }).unwrap();
    assert!(world.last.writes.is_empty() && world.last.mails.is_empty());
    for (now, has_ended) in [(soon, false), (made.key.expires_at, true)] {
        world.now = now;
        world.run(&WarnOfKey { key }).unwrap();
        assert!(matches!(world.last.writes[0], Write::WarnOfKey { ended, .. } if ended == has_ended));
        let kind = &world.last.mails[0].letter.kind;
        assert!(matches!(kind, LetterKind::KeyEnds { ended, .. } if *ended == has_ended));
    }
    world.account(ANNA).mail.from_others = false;
    world.run(&WarnOfKey { key }).unwrap();
    assert!(world.last.mails.is_empty() && !world.last.writes.is_empty());
    world.rows.keys[0].revoked_at = Some(world.now);
    world.run(&WarnOfKey { key }).unwrap();
    assert!(world.last.writes.is_empty());
}

#[test]
fn rule_13_40_a_key_for_a_few_days_is_not_worth_a_mail() {
    let mut world = World::new();
    let mut command = world.making(ANNA, "anna");
    command.expires_in_days = Some(10);
    let made = world.run(&command).unwrap();
    let key = world.key(&made).id;
    world.run(&WarnOfKey { key }).unwrap();
    assert!(world.last.mails.is_empty());
    assert!(matches!(world.last.writes[0], Write::WarnOfKey { ended: true, .. }));
}

fn widened(world: &World, made: &MadeKey) -> [ChangeKey; 3] {
    let change = || change(world, ANNA, made);
    [
        ChangeKey {
            scopes: Some(vec![KeyScope::PushNew, KeyScope::PushVersion]),
            ..change()
        },
        ChangeKey {
            packages: Some(vec!["Contoso.*".to_owned(), "Fabrikam".to_owned()]),
            ..change()
        },
        ChangeKey {
            expires_in_days: Some(31),
            ..change()
        },
    ]
}

/// A key for new versions of `Contoso.*`, for 30 days.
fn narrow(world: &mut World) -> MadeKey {
    let mut command = world.making(ANNA, "anna");
    command.terms.scopes = vec![KeyScope::PushVersion];
    command.terms.packages = vec!["Contoso.*".to_owned()];
    command.expires_in_days = Some(30);
    world.run(&command).unwrap()
}

#[test]
fn rule_13_26_no_key_is_widened_while_a_change_of_its_holders_login_can_be_undone() {
    let mut world = World::new();
    let made = narrow(&mut world);
    let until = world.now.plus_secs(1);
    world.account(ANNA).login_change_until = Some(until);
    for command in widened(&world, &made) {
        assert_eq!(world.refused(&command), Code::LoginChangeOpen);
    }
    // What it cannot do already it does not learn by this.
    let mut narrower = change(&world, ANNA, &made);
    narrower.packages = Some(vec!["contoso.Core*".to_owned()]);
    narrower.expires_in_days = Some(1);
    narrower.description = Some("the other one".to_owned());
    world.run(&narrower).unwrap();
    assert!(world.last.mails.is_empty());
}

#[test]
fn rule_13_44_a_key_that_may_do_more_is_mailed_to_its_holder() {
    for at in 0..3 {
        let mut world = World::new();
        let made = narrow(&mut world);
        let [first, second, third] = widened(&world, &made);
        let command = [&first, &second, &third][at];
        world.run(command).unwrap();
        let kinds: Vec<_> = world.last.mails.iter().map(|mail| &mail.letter.kind).collect();
        assert!(matches!(kinds[..], [LetterKind::KeyWidened { .. }]), "{kinds:?}");
    }
}
