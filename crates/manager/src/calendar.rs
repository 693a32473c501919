//! A calendar file (RFC 5545): dates that a calendar takes in, each once however often the file is opened.

use crate::words::{Saying, Tongue};
use contract::{
    Timestamp,
    desktop::leaving::{CalendarDate, CalendarKind, CalendarTime},
};
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use sha2::{Digest, Sha256};

#[cfg(test)]
mod tests;

/// The longest line, in octets without its end (RFC 5545 3.1).
const LINE: usize = 75;

/// Whose calendar it is.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// The account's id in this app.
    pub profile: &'a str,
    /// Its username.
    pub username: &'a str,
    /// Its gallery's name.
    pub gallery: &'a str,
}

/// The file's text.
#[must_use]
pub fn file(dates: &[CalendarDate], whose: Whose<'_>, now: Timestamp, tongue: Tongue) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//NuGet Accounts//NuGet Accounts//EN");
    lines.put("CALSCALE", "GREGORIAN");
    for date in dates {
        event(&mut lines, date, whose, now, tongue);
    }
    lines.put("END", "VCALENDAR");
    lines.0
}

fn event(lines: &mut Lines, date: &CalendarDate, whose: Whose<'_>, now: Timestamp, tongue: Tongue) {
    let Some((start, end)) = times(&date.when) else { return };
    let subject = date.subject.as_deref().unwrap_or_default();
    let Saying { title, text } = tongue.date(date.what, whose.username, whose.gallery, subject);
    lines.put("BEGIN", "VEVENT");
    lines.put("UID", &uid(date, whose.profile));
    lines.put("DTSTAMP", &utc(now));
    lines.put(start.0, &start.1);
    lines.put(end.0, &end.1);
    lines.put("SUMMARY", &escaped(&title));
    lines.put("DESCRIPTION", &escaped(&text));
    // A date is a reminder, not an appointment.
    lines.put("TRANSP", "TRANSPARENT");
    lines.put("BEGIN", "VALARM");
    lines.put("ACTION", "DISPLAY");
    lines.put("DESCRIPTION", &escaped(&title));
    lines.put("TRIGGER", "-P1D");
    lines.put("END", "VALARM");
    lines.put("END", "VEVENT");
}

/// A property's name and value.
type Property = (&'static str, String);

/// When an event starts and ends.
fn times(when: &CalendarTime) -> Option<(Property, Property)> {
    match when {
        CalendarTime::Moment { at } => Some((("DTSTART", utc(*at)), ("DTEND", utc(at.plus_secs(900))))),
        CalendarTime::Day { day } => {
            let day: Date = day.parse().ok()?;
            let written = |day: Date| day.strftime("%Y%m%d").to_string();
            let next = day.saturating_add(1.day());
            Some((
                ("DTSTART;VALUE=DATE", written(day)),
                ("DTEND;VALUE=DATE", written(next)),
            ))
        }
    }
}

/// The same for the same date of the same account: a calendar replaces what it has. What moves is the time alone, as when
/// a reminder's day is chosen anew; so the time is in it only for what may be there more than once.
fn uid(date: &CalendarDate, profile: &str) -> String {
    let mut hash = Sha256::new();
    let kind = serde_json::to_string(&date.what).unwrap_or_default();
    let several = matches!(date.what, CalendarKind::KeyEnds | CalendarKind::InvitationEnds);
    let time = match &date.when {
        CalendarTime::Moment { at } if several => at.as_micros().to_string(),
        _ => String::new(),
    };
    for part in [profile, &kind, date.subject.as_deref().unwrap_or_default(), &time] {
        hash.update(u64::try_from(part.len()).unwrap_or_default().to_be_bytes());
        hash.update(part);
    }
    format!("{}@nuget-accounts.github.io", hex::encode(&hash.finalize()[..16]))
}

fn utc(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or_default();
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value (RFC 5545 3.3.11). What a gallery sent may hold control characters, which have no place there.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' => value.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => value.push(letter),
        }
    }
    value
}

/// The lines of a file, folded.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn put(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if length + letter.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(letter);
            length += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
