//! The days that are to come.

use super::{at, key, sound};
use crate::health::dates;
use contract::desktop::leaving::{CalendarKind, CalendarTime};

#[test]
fn the_dates_are_those_to_come_and_stand_in_order() {
    let mut known = sound();
    known.belongings.keys = vec![key("later", 40), key("sooner", 5), key("over", -5)];
    known.account.login_change_until = Some(at(2));
    let mut all = dates::of_account(known.known());
    all.extend(dates::reminders(dates::parse("2027-02-01"), at(0)));
    let told: Vec<_> = dates::in_order(all).into_iter().map(|date| date.what).collect();
    let expected = [
        CalendarKind::LoginChangeFinal,
        CalendarKind::Begin,
        CalendarKind::KeyEnds,
        CalendarKind::LookAgain,
        CalendarKind::LastDay,
        CalendarKind::KeyEnds,
    ];
    assert_eq!(told, expected, "from 15 January 2027 on");
}

#[test]
fn reminders_that_are_over_are_left_out_and_without_a_last_day_there_is_one_in_a_week() {
    let days = |typed: &str| -> Vec<String> {
        let reminders = dates::reminders(dates::parse(typed), at(0));
        let days = reminders.into_iter().map(|date| match date.when {
            CalendarTime::Day { day } => day,
            CalendarTime::Moment { at } => at.to_string(),
        });
        days.collect()
    };
    assert_eq!(days("2027-01-17"), ["2027-01-17"]);
    assert_eq!(days("2027-03-01"), ["2027-02-15", "2027-02-26", "2027-03-01"]);
    assert_eq!(days("2026-12-31"), Vec::<String>::new());
    assert_eq!(days(""), ["2027-01-22"]);
}

#[test]
fn only_a_day_of_this_age_is_a_day() {
    for typed in ["", "soon", "2027-02-30", "1999-01-01", "9999-12-31", "2027-1-1x"] {
        assert_eq!(dates::parse(typed), None, "{typed}");
    }
    assert_eq!(dates::parse(" 2027-02-28 ").unwrap().to_string(), "2027-02-28");
}
