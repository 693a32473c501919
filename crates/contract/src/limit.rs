//! Limits of the texts and lists in requests (rule 7.20). A field with a rule of its own, such as a username, is judged by that
//! rule and refused with its code; every other text says here how long it may be.

use crate::Secret;
use serde::{Deserialize, Deserializer, de::Error};
use utoipa::openapi::{ArrayBuilder, ObjectBuilder, Schema, Type};

/// The most characters of a code as it is typed, mailed or for recovery: with room for spaces and hyphens (rule 7.20).
pub const TYPED_CODE: usize = 128;

/// The most characters of the secret of an attempt, or of a request for a mail (rule 7.20).
pub const ATTEMPT_SECRET: usize = 128;

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

/// A list, or one that may be left out.
pub trait List {
    /// What it lists.
    type Item;

    /// The items; none where it was left out.
    fn items(&self) -> &[Self::Item];

    /// How many there are.
    fn count(&self) -> usize {
        self.items().len()
    }
}

impl<T> List for Vec<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }
}

impl<T> List for Option<Vec<T>> {
    type Item = T;

    fn items(&self) -> &[T] {
        self.as_deref().unwrap_or_default()
    }
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

/// Reads a list of at most `MAX` items, or one that may be left out, for
/// `#[serde(deserialize_with = "crate::limit::items_at_most::<50, _, _>")]` and `#[schema(max_items = 50)]`.
///
/// # Errors
/// The list is longer; and those of the deserializer.
pub fn items_at_most<'de, const MAX: usize, L, D>(deserializer: D) -> Result<L, D::Error>
where
    L: List + Deserialize<'de>,
    D: Deserializer<'de>,
{
    let list = L::deserialize(deserializer)?;
    if list.count() > MAX {
        return Err(D::Error::custom(format_args!("more than {MAX} items")));
    }
    Ok(list)
}

/// Reads a list of at most `ITEMS` texts of at most `MAX` characters each, described by [`texts`].
///
/// # Errors
/// The list or one of its texts is longer; and those of the deserializer.
pub fn texts_at_most<'de, const ITEMS: usize, const MAX: usize, L, D>(deserializer: D) -> Result<L, D::Error>
where
    L: List<Item = String> + Deserialize<'de>,
    D: Deserializer<'de>,
{
    let list: L = items_at_most::<ITEMS, L, D>(deserializer)?;
    if list.items().iter().any(|text| is_longer(text, MAX)) {
        return Err(D::Error::custom(format_args!("longer than {MAX} characters")));
    }
    Ok(list)
}

/// The schema of what [`texts_at_most`] reads, for `#[schema(schema_with = crate::limit::texts::<50, 128>)]`.
#[must_use]
pub fn texts<const ITEMS: usize, const MAX: usize>() -> Schema {
    let text = ObjectBuilder::new().schema_type(Type::String).max_length(Some(MAX));
    let list = ArrayBuilder::new().items(text).max_items(Some(ITEMS));
    Schema::Array(list.build())
}

fn is_longer(text: &str, limit: usize) -> bool {
    text.len() > limit && text.chars().count() > limit
}

/// Reads a whole number that may be left out. `231.0` is one in JSON Schema; one over what fits counts as the largest that does.
///
/// # Errors
/// It is no number, negative, or has a fraction. The number itself is not repeated.
pub fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let Some(number) = Option::<f64>::deserialize(deserializer)? else {
        return Ok(None);
    };
    if number < 0.0 || number.fract() != 0.0 {
        return Err(D::Error::custom("not a whole number"));
    }
    // It is whole and not negative, and a conversion of what does not fit gives the largest that does.
    let whole = number as u32;
    Ok(Some(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize, utoipa::ToSchema)]
    struct Listing {
        #[serde(deserialize_with = "texts_at_most::<2, 3, _, _>")]
        #[schema(schema_with = texts::<2, 3>)]
        names: Vec<String>,
        #[serde(default, deserialize_with = "items_at_most::<2, _, _>")]
        #[schema(max_items = 2)]
        days: Option<Vec<u32>>,
    }

    #[test]
    fn a_list_has_a_limit_and_so_has_each_of_its_texts() {
        let read = serde_json::from_str::<Listing>;
        let listing = read(r#"{ "names": ["a", "äöü"], "days": [1, 2] }"#).unwrap();
        assert_eq!((listing.names.len(), listing.days), (2, Some(vec![1, 2])));
        assert!(read(r#"{ "names": [] }"#).is_ok());
        for bad in [
            r#"{ "names": ["a", "b", "c"] }"#,
            r#"{ "names": ["long"] }"#,
            r#"{ "names": [], "days": [1, 2, 3] }"#,
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_schema_of_a_list_says_its_limits() {
        let schema = serde_json::to_value(<Listing as utoipa::PartialSchema>::schema()).unwrap();
        assert_eq!(schema["properties"]["names"]["maxItems"], 2);
        assert_eq!(schema["properties"]["names"]["items"]["maxLength"], 3);
        assert_eq!(schema["properties"]["days"]["maxItems"], 2);
    }

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

    #[derive(Debug, Deserialize)]
    struct Life {
        #[serde(default, deserialize_with = "whole")]
        days: Option<u32>,
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_point() {
        let days = |text: &str| serde_json::from_str::<Life>(text).map(|life| life.days);
        assert_eq!(days("{}").unwrap(), None);
        assert_eq!(days(r#"{ "days": null }"#).unwrap(), None);
        assert_eq!(days(r#"{ "days": 231 }"#).unwrap(), Some(231));
        assert_eq!(days(r#"{ "days": 231.0 }"#).unwrap(), Some(231));
        assert_eq!(days(r#"{ "days": 1e30 }"#).unwrap(), Some(u32::MAX));
        for bad in [r#"{ "days": -1 }"#, r#"{ "days": 1.5 }"#, r#"{ "days": "1" }"#] {
            assert!(days(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_refusal_does_not_repeat_the_text() {
        let refused = serde_json::from_str::<Request>(r#"{ "name": "a", "secret": "canary" }"#).unwrap_err();
        assert!(refused.to_string().starts_with("longer than 3 characters"));
    }
}
