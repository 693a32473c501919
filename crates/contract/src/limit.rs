//! Limits of the texts in requests (rule 7.20). A field with a rule of its own, such as a username, is judged by that
//! rule and refused with its code; every other text says here how long it may be.

use crate::Secret;
use serde::{Deserialize, Deserializer, de::Error};

/// A text, or one that may be left out.
pub trait Text: Sized {
    /// Reads it from a JSON string.
    ///
    /// # Errors
    /// Those of the deserializer, also where the value is not a string.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// The text, where there is one.
    fn text(&self) -> Option<&str>;
}

impl Text for String {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Text for Option<String> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn text(&self) -> Option<&str> {
        self.as_deref()
    }
}

impl Text for Secret {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }

    fn text(&self) -> Option<&str> {
        Some(self.expose())
    }
}

impl Text for Option<Secret> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        Ok(text.map(Secret::new))
    }

    fn text(&self) -> Option<&str> {
        self.as_ref().map(Secret::expose)
    }
}

/// Reads a text of at most `MAX` characters (Unicode scalar values, as JSON Schema's `maxLength` counts them), for
/// `#[serde(deserialize_with = "crate::limit::at_most::<64, _, _>")]`. The schema's `max_length` says the same number;
/// a test of the service holds the two together.
///
/// # Errors
/// The text is longer; and those of the deserializer.
pub fn at_most<'de, const MAX: usize, T: Text, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = T::read(deserializer)?;
    if value.text().is_some_and(|text| is_longer(text, MAX)) {
        return Err(D::Error::custom(format_args!("longer than {MAX} characters")));
    }
    Ok(value)
}

fn is_longer(text: &str, limit: usize) -> bool {
    text.len() > limit && text.chars().count() > limit
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Request {
        #[serde(deserialize_with = "at_most::<3, _, _>")]
        name: String,
        #[serde(default, deserialize_with = "at_most::<3, _, _>")]
        secret: Option<Secret>,
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        let request: Request = serde_json::from_str(r#"{ "name": "äöü" }"#).unwrap();
        assert_eq!((request.name.as_str(), request.secret), ("äöü", None));
        assert!(serde_json::from_str::<Request>(r#"{ "name": "äöüß" }"#).is_err());
    }

    #[test]
    fn a_refusal_does_not_repeat_the_text() {
        let refused = serde_json::from_str::<Request>(r#"{ "name": "a", "secret": "canary" }"#).unwrap_err();
        assert!(refused.to_string().starts_with("longer than 3 characters"));
    }
}
