//! Text that must not be shown, logged or stored.

use std::fmt;
use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type};
use zeroize::Zeroizing;

/// A secret text. It has no `Display`, no `Serialize` and a redacted `Debug`; it is wiped from memory on drop.
///
/// A field that must cross HTTP says so itself, with `#[serde(with = "contract::secret::wire")]`; nothing that
/// crosses IPC may.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over; the caller keeps no copy.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text itself, for the one place that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

/// In a description of the API a secret is a text that is not shown.
impl utoipa::PartialSchema for Secret {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String);
        let format = SchemaFormat::KnownFormat(KnownFormat::Password);
        text.format(Some(format)).into()
    }
}

impl utoipa::ToSchema for Secret {}

/// Serialisation for the few fields whose purpose is to carry a secret to the other side of an HTTP call.
pub mod wire {
    use super::Secret;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the secret as a JSON string.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(secret.expose())
    }

    /// Writes a secret that may be left out.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize_optional<S: Serializer>(secret: &Option<Secret>, serializer: S) -> Result<S::Ok, S::Error> {
        match secret {
            Some(secret) => serializer.serialize_some(secret.expose()),
            None => serializer.serialize_none(),
        }
    }

    /// Reads the secret from a JSON string.
    ///
    /// # Errors
    /// Those of the deserializer, also where the value is not a string.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
        String::deserialize(deserializer).map(Secret::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_never_shows_the_text() {
        assert_eq!(format!("{:?}", Secret::new("canary".to_owned())), "[secret]");
    }
}
