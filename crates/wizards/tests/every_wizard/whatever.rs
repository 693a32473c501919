//! Whatever happens, in whatever order.

use crate::{
    happenings::event,
    kinds::{galleries, kinds},
    world::World,
};
use contract::desktop::{nuget_org::NUGET_ORG, wizard::WizardKind};
use proptest::prelude::*;
use testkit::stories::runners;

/// Everything that must hold, of every wizard that there is at a service, or of every one at nuget.org.
fn whatever_happens(gallery: &str, cases: u32) {
    let story = (0..8_usize, any::<bool>(), prop::collection::vec(event(), 1..120));
    let there: Vec<WizardKind> = kinds()
        .into_iter()
        .filter(|kind| galleries(*kind).contains(&gallery))
        .collect();
    for mut runner in runners(cases) {
        let run = runner.run(&story, |(account, subject, events)| {
            for kind in &there {
                let subject = subject.then_some("MyNuGetAccount1");
                let mut world = World::new((*kind, gallery), subject, account);
                world.holds();
                for event in &events {
                    world.happens(event);
                    world.holds();
                }
            }
            Ok(())
        });
        run.unwrap();
    }
}

#[test]
fn whatever_happens_no_wizard_is_stuck_does_anything_twice_or_loses_what_was_typed() {
    whatever_happens("practice", 150);
}

#[test]
fn nor_does_any_at_nuget_org() {
    // They are one machine, so that each way of it is gone often with fewer stories.
    whatever_happens(NUGET_ORG, 50);
}
