//! A point in time, in microseconds.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A point in time (UTC) with microsecond precision; RFC 3339 text in JSON.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export, type = "string")]
#[serde(transparent)]
#[schema(value_type = String, format = DateTime)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The start of 1970, UTC.
    pub const UNIX_EPOCH: Self = Self(jiff::Timestamp::UNIX_EPOCH);

    /// From microseconds since the Unix epoch; what lies outside jiff's range (years −9999 to 9999) is clamped.
    #[must_use]
    pub fn from_micros(micros: i64) -> Self {
        let limit = if micros < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        };
        Self(jiff::Timestamp::from_microsecond(micros).unwrap_or(limit))
    }

    /// From whole seconds since the Unix epoch, as the times in an ID token are given (RFC 7519 `NumericDate`).
    #[must_use]
    pub fn from_secs(seconds: i64) -> Self {
        Self::from_micros(seconds.saturating_mul(1_000_000))
    }

    /// Microseconds since the Unix epoch.
    #[must_use]
    pub fn as_micros(self) -> i64 {
        self.0.as_microsecond()
    }

    /// Whole seconds since the Unix epoch, rounded towards zero.
    #[must_use]
    pub fn as_secs(self) -> i64 {
        self.0.as_second()
    }

    /// This time plus `seconds` (which may be negative), clamped to the representable range.
    #[must_use]
    pub fn plus_secs(self, seconds: i64) -> Self {
        Self::from_micros(self.as_micros().saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole seconds from `earlier` until this time; negative where `earlier` is later.
    #[must_use]
    pub fn secs_since(self, earlier: Self) -> i64 {
        (self.as_micros() - earlier.as_micros()).div_euclid(1_000_000)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_rfc_3339_text_in_json() {
        let json = serde_json::to_string(&Timestamp::from_micros(1_500_000)).unwrap_or_default();
        assert_eq!(json, "\"1970-01-01T00:00:01.5Z\"");
    }

    #[test]
    fn microseconds_survive_a_round_trip() {
        assert_eq!(
            Timestamp::from_micros(-1_234_567_891_011).as_micros(),
            -1_234_567_891_011
        );
    }

    #[test]
    fn times_outside_the_range_are_clamped() {
        assert!(Timestamp::from_micros(i64::MAX) > Timestamp::from_secs(4_102_444_800));
        assert!(Timestamp::from_micros(i64::MIN) < Timestamp::UNIX_EPOCH);
    }
}
