//! When a busy server wants to be asked again.

use crate::surface::v3::TRY_AGAIN_IN;
use contract::Timestamp;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use std::time::UNIX_EPOCH;

/// The longest pause that is believed, in seconds.
const LONGEST: i64 = 24 * 3600;

/// After how many seconds, at least one and at most a day: from `Retry-After` (RFC 9110 10.2.3), seconds or a date; or from
/// the text of the answer. A date is compared with the server's own clock where it says its time, since this computer's
/// may be wrong.
pub(crate) fn retry_after(headers: &HeaderMap, body: &[u8], now: Timestamp) -> Option<u32> {
    let now = date(headers, DATE.as_str()).unwrap_or(now);
    let seconds = seconds(headers)
        .or_else(|| date(headers, RETRY_AFTER.as_str()).map(|at| at.secs_since(now)))
        .or_else(|| in_words(body))?;
    u32::try_from(seconds.clamp(1, LONGEST)).ok()
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn seconds(headers: &HeaderMap) -> Option<i64> {
    digits(text(headers, RETRY_AFTER.as_str())?)
}

/// A number of digits; one that is too long for its type is very large.
fn digits(text: &str) -> Option<i64> {
    let only_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    only_digits.then(|| text.parse().unwrap_or(i64::MAX))
}

fn date(headers: &HeaderMap, name: &str) -> Option<Timestamp> {
    let at = httpdate::parse_http_date(text(headers, name)?).ok()?;
    let seconds = at.duration_since(UNIX_EPOCH).ok()?.as_secs();
    Some(Timestamp::from_secs(i64::try_from(seconds).ok()?))
}

/// The sentence with which nuget.org's front says it.
fn in_words(body: &[u8]) -> Option<i64> {
    let body = String::from_utf8_lossy(&body[..body.len().min(1024)]).to_ascii_lowercase();
    let (_, rest) = body.split_once(TRY_AGAIN_IN)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    digits(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-01-01, 00:00 UTC.
    const NOW: i64 = 1_767_225_600;

    fn asked(headers: &[(&'static str, &str)], body: &str) -> Option<u32> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        retry_after(&map, body.as_bytes(), Timestamp::from_secs(NOW))
    }

    #[test]
    fn seconds_and_dates_are_understood() {
        assert_eq!(asked(&[("retry-after", "120")], ""), Some(120));
        let date = [("retry-after", "Thu, 01 Jan 2026 00:05:00 GMT")];
        assert_eq!(asked(&date, ""), Some(300));
    }

    #[test]
    fn the_servers_own_clock_counts() {
        let headers = [
            ("date", "Thu, 01 Jan 2026 12:00:00 GMT"),
            ("retry-after", "Thu, 01 Jan 2026 12:00:10 GMT"),
        ];
        assert_eq!(asked(&headers, ""), Some(10));
    }

    #[test]
    fn the_sites_sentence_is_understood() {
        let body = r#"{"statusCode":429,"message":"Rate limit is exceeded. Try again in 56 seconds."}"#;
        assert_eq!(asked(&[], body), Some(56));
    }

    #[test]
    fn it_is_a_second_at_least_and_a_day_at_most() {
        assert_eq!(asked(&[("retry-after", "0")], ""), Some(1));
        assert_eq!(asked(&[("retry-after", "Thu, 01 Jan 2015 00:00:00 GMT")], ""), Some(1));
        let long = Some(86_400);
        assert_eq!(asked(&[("retry-after", "999999999999999999999999")], ""), long);
        assert_eq!(asked(&[("retry-after", "Fri, 01 Jan 2100 00:00:00 GMT")], ""), long);
    }

    #[test]
    fn nothing_is_made_of_nonsense() {
        for value in ["", "soon", "-5", "1.5", "1e9"] {
            assert_eq!(asked(&[("retry-after", value)], "busy"), None, "{value}");
        }
    }
}
