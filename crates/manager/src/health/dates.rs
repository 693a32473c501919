//! The dates that somebody who leaves their job should know: what ends by itself, and when to look again.

use super::{Known, key_name};
use contract::{
    Timestamp,
    desktop::leaving::{CalendarDate, CalendarKind, CalendarTime},
};
use jiff::{ToSpan, civil::Date, tz::TimeZone};

/// How many keys get a date.
const KEYS: usize = 50;

/// The dates of an account, the earliest first.
#[must_use]
pub fn of_account(known: Known<'_>) -> Vec<CalendarDate> {
    let later = |at: &Timestamp| *at > known.now;
    let mut dates = Vec::new();
    let account = known.account;
    let change = account.login_change_until.filter(later);
    dates.extend(change.map(|at| moment(at, CalendarKind::LoginChangeFinal, None)));
    let deletion = account.deletion_at.filter(later);
    dates.extend(deletion.map(|at| moment(at, CalendarKind::Deletion, None)));
    let keys = known.belongings.keys.iter().filter(|key| later(&key.expires_at));
    let keys = keys.map(|key| moment(key.expires_at, CalendarKind::KeyEnds, Some(key_name(key))));
    dates.extend(keys.take(KEYS));
    let invitations = known
        .standing
        .invitations
        .iter()
        .filter(|invitation| later(&invitation.expires_at));
    dates.extend(invitations.map(|invitation| {
        let organization = Some(invitation.organization.clone());
        moment(invitation.expires_at, CalendarKind::InvitationEnds, organization)
    }));
    dates
}

/// The reminders for somebody whose last day is this one: two weeks before it, three days before it, and that day; of
/// these, what is still to come. Who knows no last day is reminded in a week.
#[must_use]
pub fn reminders(last_day: Option<Date>, now: Timestamp) -> Vec<CalendarDate> {
    let today = today(now);
    let Some(last) = last_day else {
        return vec![day(today.saturating_add(7.days()), CalendarKind::LookAgain)];
    };
    let days = [
        (last.saturating_sub(14.days()), CalendarKind::Begin),
        (last.saturating_sub(3.days()), CalendarKind::LookAgain),
        (last, CalendarKind::LastDay),
    ];
    let to_come = days.into_iter().filter(|(date, _)| *date >= today);
    to_come.map(|(date, what)| day(date, what)).collect()
}

/// All of them, the earliest first.
#[must_use]
pub fn in_order(mut dates: Vec<CalendarDate>) -> Vec<CalendarDate> {
    dates.sort_by_key(|date| match &date.when {
        CalendarTime::Moment { at } => (today(*at).to_string(), at.as_micros()),
        CalendarTime::Day { day } => (day.clone(), 0),
    });
    dates
}

/// The day that was typed: `YYYY-MM-DD`, of this age.
#[must_use]
pub fn parse(day: &str) -> Option<Date> {
    let date: Date = day.trim().parse().ok()?;
    (2000..3000).contains(&date.year()).then_some(date)
}

fn today(now: Timestamp) -> Date {
    let now = jiff::Timestamp::from_microsecond(now.as_micros()).unwrap_or_default();
    now.to_zoned(TimeZone::UTC).date()
}

fn moment(at: Timestamp, what: CalendarKind, subject: Option<String>) -> CalendarDate {
    CalendarDate {
        when: CalendarTime::Moment { at },
        what,
        subject,
    }
}

fn day(date: Date, what: CalendarKind) -> CalendarDate {
    CalendarDate {
        when: CalendarTime::Day { day: date.to_string() },
        what,
        subject: None,
    }
}
