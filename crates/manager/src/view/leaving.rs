//! The checklist of somebody who leaves their job.

use super::account_row;
use crate::{
    health::{Known, dates, leaving},
    model::{Model, Profile},
};
use contract::{
    Timestamp,
    desktop::leaving::{CalendarDate, LeavingPage},
};

/// What has to be done before a work address is lost?
pub fn page(model: &Model, profile: &Profile, now: Timestamp) -> LeavingPage {
    let seen = profile.public.seen();
    let steps = match known(profile, now) {
        Some(known) => leaving::of_account(known),
        None => leaving::of_public(
            seen.map(|seen| &seen.account),
            seen.is_some_and(|seen| seen.whole && seen.live),
        ),
    };
    LeavingPage {
        row: account_row(model, profile),
        steps,
        last_day: model.last_day.clone(),
        dates: dates(model, profile, now),
    }
}

/// What stands in the calendar file.
pub fn dates(model: &Model, profile: &Profile, now: Timestamp) -> Vec<CalendarDate> {
    let mut all = dates::reminders(dates::parse(&model.last_day), now);
    all.extend(known(profile, now).map(dates::of_account).unwrap_or_default());
    dates::in_order(all)
}

/// What is known of an account of a gallery with an account API.
pub fn known(profile: &Profile, now: Timestamp) -> Option<Known<'_>> {
    Some(Known {
        account: profile.account.as_ref()?,
        standing: &profile.standing,
        belongings: &profile.belongings,
        sessions: &profile.sessions,
        extent: profile.extent,
        now,
    })
}
