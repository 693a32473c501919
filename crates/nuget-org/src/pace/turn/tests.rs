use super::*;
use contract::Code;
use testkit::SeededRandom;

fn at(secs: i64) -> Timestamp {
    Timestamp::from_secs(1_800_000_000 + secs)
}

fn next_in(turn: &Turn, now: Timestamp) -> i64 {
    turn.next.secs_since(now)
}

/// The site asks for 40,000 seconds, and a look is taken early, after 100.
fn told_to_wait(random: &SeededRandom) -> Turn {
    let mut turn = Turn::default();
    let busy = Problem {
        retry_after: Some(40_000),
        ..Code::SiteBusy.into()
    };
    turn.looked(at(0), Some(&busy), random);
    turn.postpone(at(100));
    turn
}

#[test]
fn a_look_that_worked_is_followed_by_one_about_an_hour_later_and_not_at_the_same_minute_everywhere() {
    let mut waits = Vec::new();
    for seed in 0..20 {
        let mut turn = Turn::default();
        turn.looked(at(0), None, &SeededRandom::new(seed));
        waits.push(next_in(&turn, at(0)));
    }
    assert!(waits.iter().all(|wait| (3240..=3960).contains(wait)), "{waits:?}");
    waits.sort_unstable();
    waits.dedup();
    assert!(waits.len() > 10);
}

#[test]
fn failures_wait_longer_and_longer_up_to_a_day_and_as_long_as_the_site_asks() {
    let random = SeededRandom::new(1);
    let mut turn = Turn::default();
    let mut longest = 0;
    for _ in 0..30 {
        turn.looked(at(0), Some(&Code::SiteBusy.into()), &random);
        let wait = next_in(&turn, at(0));
        assert!(wait >= 6000, "{wait}");
        longest = longest.max(wait);
    }
    assert!((LONGEST * 9 / 10..=LONGEST * 11 / 10).contains(&longest), "{longest}");
    assert!(matches!(turn.shown(true), Watch::Waits { .. }));
    turn.looked(at(0), None, &random);
    assert!(next_in(&turn, at(0)) <= 3960);
    let mut asked = Problem::from(Code::SiteBusy);
    asked.retry_after = Some(40_000);
    turn.looked(at(0), Some(&asked), &random);
    assert_eq!(next_in(&turn, at(0)), 40_000);
    asked.retry_after = Some(u32::MAX);
    turn.looked(at(0), Some(&asked), &random);
    assert_eq!(next_in(&turn, at(0)), LONGEST, "but not for ever");
}

#[test]
fn a_look_that_reached_nobody_is_made_again_within_minutes_and_at_the_latest_after_an_hour() {
    let random = SeededRandom::new(1);
    let offline = Problem::from(Code::SiteUnreachable);
    let (mut turn, mut expected) = (Turn::default(), RETRY);
    for _ in 0..12 {
        turn.looked(at(0), Some(&offline), &random);
        let wait = next_in(&turn, at(0));
        assert!((expected * 9 / 10..=expected * 11 / 10).contains(&wait), "{wait}");
        assert!(matches!(turn.shown(true), Watch::Waits { .. }));
        expected = (expected * 2).min(PACE);
    }
    turn.looked(at(0), None, &random);
    assert!(matches!(turn.shown(true), Watch::On { .. }));
    turn.looked(at(0), Some(&offline), &random);
    assert!(next_in(&turn, at(0)) <= RETRY * 11 / 10, "from the beginning");
}

#[test]
fn a_network_that_is_there_again_ends_the_wait_for_it_and_no_other_one() {
    let random = SeededRandom::new(1);
    let mut turn = Turn::default();
    turn.looked(at(0), None, &random);
    let next = turn.due(at(0));
    turn.network_returned(at(1));
    assert_eq!(turn.due(at(1)), next, "it was reached");
    for _ in 0..6 {
        turn.looked(at(0), Some(&Code::SiteUnreachable.into()), &random);
    }
    turn.network_returned(at(10));
    assert_eq!(next_in(&turn, at(10)), RETURNED);
    turn.network_returned(at(12));
    assert_eq!(next_in(&turn, at(10)), RETURNED, "it comes and goes, the look comes");
    turn.looked(at(15), Some(&Code::SiteBusy.into()), &random);
    let next = turn.due(at(15));
    turn.network_returned(at(16));
    assert_eq!(turn.due(at(16)), next, "the site refused");
}

#[test]
fn what_the_site_asked_for_is_kept_while_it_is_not_reached() {
    let random = SeededRandom::new(1);
    let mut turn = told_to_wait(&random);
    turn.looked(at(100), Some(&Code::SiteUnreachable.into()), &random);
    turn.network_returned(at(200));
    assert_eq!(next_in(&turn, at(0)), 40_000);
    turn.postpone(at(40_000));
    turn.looked(at(40_000), Some(&Code::SiteUnreachable.into()), &random);
    assert!(next_in(&turn, at(40_000)) <= 4 * RETRY && !turn.must_wait(at(40_001)));
}

#[test]
fn a_start_looks_when_the_hour_is_over_and_soon_where_it_was() {
    let random = SeededRandom::new(1);
    let mut turn = Turn::default();
    turn.begin(Some(at(-600)), at(0), &random);
    assert_eq!(next_in(&turn, at(0)), 3000);
    for as_of in [None, Some(at(-7200)), Some(at(7200))] {
        turn.begin(as_of, at(0), &random);
        assert!((0..=SOON).contains(&next_in(&turn, at(0))));
    }
}

#[test]
fn a_clock_that_was_set_back_makes_one_look_and_no_flood() {
    let random = SeededRandom::new(1);
    let mut turn = Turn::default();
    for back in [2 * 3600, 86_400, 365 * 86_400, 50 * 365 * 86_400] {
        turn.looked(at(0), None, &random);
        let now = at(-back);
        assert_eq!(turn.due(now), now, "set back by {back}");
        turn.looked(now, None, &random);
        assert!((3240..=3960).contains(&turn.due(now).secs_since(now)));
    }
}

#[test]
fn a_look_that_is_taken_early_keeps_the_failures_and_the_longer_wait() {
    let mut turn = told_to_wait(&SeededRandom::new(1));
    assert_eq!((turn.failures, next_in(&turn, at(0))), (1, 40_000));
    assert!(turn.must_wait(at(39_999)) && !turn.must_wait(at(40_000)));
    turn.postpone(at(40_000));
    assert_eq!(next_in(&turn, at(40_000)), SPARED);
}

#[test]
fn a_restart_waits_out_what_was_to_be_waited_for() {
    let random = SeededRandom::new(1);
    let mut turn = Turn::default();
    let busy = Problem {
        retry_after: Some(40_000),
        ..Code::SiteBusy.into()
    };
    turn.looked(at(0), Some(&busy), &random);
    let mut turn = Turn::resumed(turn.decided());
    turn.begin(Some(at(-9000)), at(1000), &random);
    assert_eq!(next_in(&turn, at(0)), 40_000);
    assert!(matches!(turn.shown(true), Watch::Waits { .. }));
    turn.begin(Some(at(-9000)), at(50_000), &random);
    assert!((0..=SOON).contains(&next_in(&turn, at(50_000))), "what was waited out");
    turn.looked(at(50_000), Some(&Code::SiteChanged.into()), &random);
    assert!(
        next_in(&turn, at(50_000)) >= 4 * PACE * 9 / 10,
        "the second failure in a row"
    );
}

#[test]
fn a_clock_that_was_set_back_neither_frees_what_the_site_asked_for_nor_locks_it_for_ever() {
    let random = SeededRandom::new(1);
    let busy = Problem {
        retry_after: Some(40_000),
        ..Code::SiteBusy.into()
    };
    for back in [2 * 3600, 86_400, 50 * 365 * 86_400] {
        let mut turn = Turn::default();
        turn.looked(at(0), Some(&busy), &random);
        let mut turn = Turn::resumed(turn.decided());
        let now = at(-back);
        assert!(turn.must_wait(now));
        turn.begin(None, now, &random);
        assert_eq!(next_in(&turn, now), 40_000, "set back by {back}");
        assert!(!turn.must_wait(now.plus_secs(40_000)));
    }
}

#[test]
fn a_clock_that_is_only_corrected_changes_nothing() {
    let mut turn = Turn::default();
    turn.looked(at(0), None, &SeededRandom::new(1));
    let next = turn.due(at(0));
    assert_eq!(turn.due(at(-30)), next);
    assert_eq!(turn.due(at(-3600)), next);
}

#[test]
fn a_clock_that_was_set_forward_makes_one_look() {
    let random = SeededRandom::new(1);
    let mut turn = Turn::default();
    turn.looked(at(0), None, &random);
    let now = at(365 * 86_400);
    assert!(turn.due(now) <= now);
    turn.looked(now, None, &random);
    assert!(turn.due(now) > now);
}

#[test]
fn whatever_the_clock_does_a_day_is_the_longest_wait() {
    let random = SeededRandom::new(1);
    let mut turn = Turn::default();
    let busy = Problem {
        retry_after: Some(u32::MAX),
        ..Code::SiteBusy.into()
    };
    for step in 0..200_i64 {
        let now = at((step * 7_654_321) % 1_000_000 - 500_000);
        let wait = turn.due(now).secs_since(now);
        assert!(step == 0 || wait <= LONGEST * 11 / 10 + TOLERANCE, "{wait}");
        turn.looked(now, (step % 3 == 0).then_some(&busy), &random);
    }
}

#[test]
fn a_saved_battery_and_a_switch_are_shown() {
    let mut turn = Turn::default();
    turn.postpone(at(0));
    turn.spared = true;
    assert_eq!(turn.shown(true), Watch::SavesBattery);
    assert_eq!(turn.shown(false), Watch::Off);
    turn.looked(at(0), None, &SeededRandom::new(1));
    assert!(matches!(turn.shown(true), Watch::On { .. }));
}
