//! What the gallery takes from a feed: packages, versions, uses (rules 13.27 and 13.34 to 13.35).

use crate::{
    asked::{asking, push, verdict},
    world::{ANNA, BEN, CONTOSO, World, id},
};
use accounts::{
    feed::{NoteVersions, RegisterPackage, Request},
    key::USED_SECONDS,
    letter::LetterKind,
    package::Package,
};
use contract::{
    account::AuditKind,
    event::EventKind,
    feed::{Denial, FeedAction},
};

fn register(world: &mut World, request: &Request) -> contract::feed::Authorized {
    let owner = verdict(world, request).registers_for.unwrap();
    let request = request.clone();
    world.run(&RegisterPackage { request, owner }).unwrap()
}

#[test]
fn rule_13_34_the_first_push_registers_the_package_for_the_keys_owner() {
    let mut world = World::new();
    let made = world.made(BEN, "Contoso");
    let request = push(&made, "New.Package");
    let answer = register(&mut world, &request);
    assert!(answer.allowed && answer.registered);
    assert_eq!(answer.owners, ["Contoso"]);
    assert_eq!(world.owners("new.package"), ["Contoso"]);
    assert_eq!(world.rows.package("new.package").unwrap().id, "New.Package");
    assert_eq!(
        world.told,
        [("new.package".to_owned(), true, vec!["Contoso".to_owned()])]
    );
    assert_eq!(world.mailed(), ["Contoso@example.org"]);
    assert!(matches!(
        world.last.mails[0].letter.kind,
        LetterKind::PackageRegistered { .. }
    ));
    let mut heard: Vec<_> = world
        .last
        .events
        .iter()
        .filter(|row| matches!(row.event.what, EventKind::PackageRegistered { .. }))
        .map(|row| row.account)
        .collect();
    heard.sort();
    assert_eq!(heard, [id(ANNA), id(BEN)]);
    let trails: Vec<_> = world
        .last
        .audit
        .iter()
        .map(|row| (row.account, row.entry.kind))
        .collect();
    assert_eq!(
        trails,
        [
            (id(CONTOSO), AuditKind::PackageRegistered),
            (id(BEN), AuditKind::PackageRegistered)
        ]
    );
    // Who was late is judged on what is there.
    let owner = id(CONTOSO);
    let again = world.run(&RegisterPackage { request, owner }).unwrap();
    assert!(again.allowed && !again.registered);
    let others = push(&world.made(ANNA, "anna"), "NEW.package");
    let owner = id(ANNA);
    let denied = world.run(&RegisterPackage { request: others, owner }).unwrap();
    assert_eq!((denied.allowed, denied.reason), (false, Some(Denial::NotOwner)));
    assert!(world.last.writes.is_empty());
}

#[test]
fn rule_13_34_who_does_not_want_mail_about_packages_gets_none() {
    let mut world = World::new();
    world.account(ANNA).mail.package_published = false;
    let request = push(&world.made(ANNA, "anna"), "New");
    register(&mut world, &request);
    assert!(world.last.mails.is_empty());
}

#[test]
fn rule_13_35_what_the_feed_says_about_versions_is_noted_when_it_is_new() {
    let mut world = World::new().with("One", &[ANNA]);
    let made = world.made(ANNA, "anna");
    let request = push(&made, "One");
    assert_eq!(verdict(&world, &request).versions, None);
    let mut asked = asking(&made, FeedAction::Unlist, "One");
    assert_eq!(verdict(&world, &Request::read(&asked).unwrap()).versions, None);
    asked.has_versions = Some(false);
    let unlist = Request::read(&asked).unwrap();
    assert_eq!(verdict(&world, &unlist).versions, Some(false));
    world.run(&NoteVersions { request: unlist }).unwrap();
    let stored: &Package = world.rows.package("one").unwrap();
    assert!(!stored.has_versions && stored.listed);
    assert_eq!(verdict(&world, &request).versions, Some(true));
    world
        .run(&NoteVersions {
            request: request.clone(),
        })
        .unwrap();
    assert_eq!(verdict(&world, &request).versions, None);
    // Who may not push says nothing.
    world.rows.keys[0].revoked_at = Some(world.now);
    asked.has_versions = Some(false);
    let unlist = Request::read(&asked).unwrap();
    world.run(&NoteVersions { request: unlist }).unwrap();
    assert!(world.last.writes.is_empty());
}

#[test]
fn rule_13_27_the_use_of_a_key_is_noted_once_an_hour() {
    let mut world = World::new().with("One", &[ANNA]);
    let made = world.made(ANNA, "anna");
    let request = push(&made, "One");
    assert!(verdict(&world, &request).used.is_some());
    world.rows.keys[0].used_at = Some(world.now);
    world.later(USED_SECONDS - 1);
    assert!(verdict(&world, &request).used.is_none());
    world.later(1);
    assert!(verdict(&world, &request).used.is_some());
    assert!(verdict(&world, &push(&made, "New")).used.is_some());
    world.account(ANNA).locked = true;
    assert!(verdict(&world, &request).used.is_none());
}
