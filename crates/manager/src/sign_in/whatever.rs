//! Whatever happens, in whatever order: a sign-in is never stuck, opens no account twice and none under a name that was not
//! pressed, loses nothing that was typed, and goes on at any step from what was saved.

mod world;

use proptest::prelude::*;
use testkit::stories::runners;
use world::{Event, World};

/// How many stories each beginning tells.
const CASES: u32 = 500;

fn event() -> impl Strategy<Value = Event> {
    let index = 0..1000_usize;
    prop_oneof![
        30 => Just(Event::Onward),
        12 => index.clone().prop_map(Event::Type),
        16 => Just(Event::Press),
        16 => Just(Event::Answer),
        6 => Just(Event::RequestLost),
        6 => Just(Event::AnswerLost),
        2 => Just(Event::TooMany),
        2 => Just(Event::ClaimedByAnother),
        6 => Just(Event::Kill),
        3 => Just(Event::Back),
        2 => Just(Event::Restart),
        6 => index.clone().prop_map(Event::Late),
        1 => Just(Event::Hinder),
        1 => Just(Event::Fail),
        3 => (1..2000_i64).prop_map(Event::Time),
    ]
}

#[test]
fn whatever_happens_a_sign_in_opens_one_account_under_a_pressed_name_and_leads_to_it() {
    for mut runner in runners(CASES) {
        let story = prop::collection::vec(event(), 1..80);
        let run = runner.run(&story, |events| {
            let mut world = World::new();
            world.holds();
            for event in &events {
                world.happens(event);
                world.holds();
            }
            world.leads_to_an_account();
            Ok(())
        });
        run.unwrap();
    }
}

#[test]
fn at_every_step_of_the_way_to_an_account_the_app_can_be_killed_and_goes_on() {
    let way = world::WAY;
    for killed in 0..way.len() {
        let mut world = World::new();
        for (at, event) in way.iter().enumerate() {
            world.happens(event);
            if at == killed {
                world.happens(&Event::Kill);
            }
            world.holds();
        }
        world.leads_to_an_account();
    }
}

#[test]
fn every_event_may_come_twice_on_the_way_to_an_account() {
    let mut world = World::new();
    for event in &world::WAY {
        for _ in 0..2 {
            world.happens(event);
            world.holds();
        }
    }
    world.leads_to_an_account();
}
