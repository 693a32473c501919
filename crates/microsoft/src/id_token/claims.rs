//! The claims of an ID token that are used (OpenID Connect Core 2; Microsoft, "ID token claims reference").

use contract::Timestamp;
use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;

/// The claims. A claim that decides something must have the right type, and one given twice spoils the token; a claim
/// that is only shown is absent where its type is wrong.
#[derive(Deserialize)]
pub(super) struct Claims {
    pub(super) iss: String,
    pub(super) aud: Audience,
    pub(super) azp: Option<String>,
    #[serde(default)]
    pub(super) nonce: String,
    pub(super) exp: Option<NumericDate>,
    pub(super) nbf: Option<NumericDate>,
    pub(super) iat: Option<NumericDate>,
    pub(super) auth_time: Option<NumericDate>,
    pub(super) ver: Option<String>,
    pub(super) tid: Option<String>,
    pub(super) oid: Option<String>,
    pub(super) sub: Option<String>,
    #[serde(default, deserialize_with = "text_or_nothing")]
    pub(super) acr: Option<String>,
    #[serde(default, deserialize_with = "text_or_nothing")]
    pub(super) name: Option<String>,
    #[serde(default, deserialize_with = "text_or_nothing")]
    pub(super) email: Option<String>,
    #[serde(default, deserialize_with = "text_or_nothing")]
    pub(super) preferred_username: Option<String>,
    /// Whether the provider has checked that the address is the person's (OpenID Connect Core 5.1).
    #[serde(default, deserialize_with = "flag")]
    pub(super) email_verified: bool,
    /// Whether the owner of the address' domain vouches for it (Microsoft, "Optional claims reference").
    #[serde(default, deserialize_with = "flag")]
    pub(super) xms_edov: bool,
}

/// One audience or a list of them (RFC 7519 4.1.3).
pub(super) struct Audience(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for Audience {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(one) => Ok(Self(vec![one])),
            list => serde_json::from_value(list).map(Self).map_err(D::Error::custom),
        }
    }
}

/// Seconds since the Unix epoch, perhaps with a fraction (RFC 7519 2), kept in microseconds.
#[derive(Clone, Copy)]
pub(super) struct NumericDate(i128);

impl NumericDate {
    /// Whether this time is later than `now` plus `seconds`.
    pub(super) fn is_after(self, now: Timestamp, seconds: i64) -> bool {
        self.0 > i128::from(now.as_micros()) + i128::from(seconds) * 1_000_000
    }

    /// Whether this time is earlier than `now` plus `seconds`.
    pub(super) fn is_before(self, now: Timestamp, seconds: i64) -> bool {
        self.0 < i128::from(now.as_micros()) + i128::from(seconds) * 1_000_000
    }

    /// As a timestamp; what lies outside its range is clamped.
    pub(super) fn timestamp(self) -> Timestamp {
        let limit = if self.0 < 0 { i64::MIN } else { i64::MAX };
        Timestamp::from_micros(i64::try_from(self.0).unwrap_or(limit))
    }
}

impl<'de> Deserialize<'de> for NumericDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        if let Some(seconds) = number.as_i128() {
            return Ok(Self(seconds.saturating_mul(1_000_000)));
        }
        // A float-to-integer `as` saturates, so that no number can wrap round.
        let micros = number.as_f64().map(|seconds| (seconds * 1e6).floor() as i128);
        micros.map(Self).ok_or_else(|| D::Error::custom("not a date"))
    }
}

/// Providers send flags as booleans, numbers and texts; what is none of them does not hold.
fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Bool(flag) => flag,
        Value::Number(number) => number.as_i64() == Some(1),
        Value::String(text) => text == "1" || text.eq_ignore_ascii_case("true"),
        _ => false,
    })
}

fn text_or_nothing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) => Some(text),
        _ => None,
    })
}
