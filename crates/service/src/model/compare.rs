//! What is stored and what the model has, both as lines of text, so that a difference can be read.

mod of_model;
mod of_store;

use super::{plain::Plain, world::World};
use std::collections::BTreeSet;

pub use of_model::of_model;
pub use of_store::of_store;

/// One line for each thing that holds now.
pub type Lines = BTreeSet<String>;

/// Panics, with what differs, where the model has something else than what is stored.
pub fn same(stored: &Lines, plain: &Plain, story: &str) {
    let expected = of_model(plain);
    let only = |these: &Lines, those: &Lines| these.difference(those).cloned().collect::<Vec<_>>().join("\n  ");
    assert!(
        *stored == expected,
        "only stored:\n  {}\nonly in the model:\n  {}\nafter\n{story}",
        only(stored, &expected),
        only(&expected, stored),
    );
}

/// Panics where somebody else was mailed, or something else. What happens by itself is not looked at here.
pub fn same_letters(world: &World, plain: &Plain, story: &str) {
    let expected = plain.letters.iter();
    let expected: BTreeSet<_> = expected.map(|(kind, to)| ((*kind).to_owned(), to.clone())).collect();
    assert_eq!(
        world.letters, expected,
        "on the right who the model says is mailed, after\n{story}"
    );
}

/// Panics where somebody's apps were told something else. That an account changed or a session ended is looked at by
/// the invariants, beside what has changed.
pub fn same_events(world: &World, plain: &Plain, story: &str) {
    let expected = plain.events.iter();
    let expected: BTreeSet<_> = expected.map(|(kind, who)| ((*kind).to_owned(), *who)).collect();
    let told = world.events.iter();
    let told: BTreeSet<_> = told
        .filter(|(kind, _)| !["AccountChanged", "SessionEnded"].contains(&kind.as_str()))
        .cloned()
        .collect();
    assert_eq!(
        told, expected,
        "on the right what the model says that apps hear, after\n{story}"
    );
}
