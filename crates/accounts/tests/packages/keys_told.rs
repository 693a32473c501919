//! What is told of API keys, and to whom (rules 5.20, 13.25, 13.40 and 13.44).

use crate::{
    key::{narrow, regenerate, revoke, widened},
    world::{ANNA, BEN, CONTOSO, World, id},
};
use accounts::{
    Command, Need, Write,
    contact::{self, AddressChange},
    email::EmailAddress,
    key::{WARNING_SECONDS, WarnOfKey},
    letter::{Credential, LetterKind},
};
use contract::{Timestamp, account::AuditKind, consequence::Consequence};
use uuid::Uuid;

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
        let addresses = vec!["Anna@example.org".to_owned()];
        assert_eq!(world.last.consequences, [Consequence::Told { addresses }]);
    }
}
