//! The query of a callback: `application/x-www-form-urlencoded`, as RFC 6749 4.1.2 says, but read strictly.

use super::CallbackRefusal;
use contract::Secret;

/// How many characters a state of this app has: 32 bytes as base64url.
const STATE_LENGTH: usize = 43;

/// The known parameters; others are ignored, since providers add their own.
#[derive(Default)]
pub(super) struct Parameters {
    pub(super) state: Option<Secret>,
    pub(super) code: Option<Secret>,
    pub(super) error: Option<String>,
    pub(super) description: Option<String>,
    pub(super) iss: Option<String>,
}

impl Parameters {
    /// Reads a query. Names are decoded before they are compared, so that none slips through in another spelling.
    pub(super) fn parse(query: &str) -> Result<Self, CallbackRefusal> {
        let mut parameters = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            parameters.take(&name, value)?;
        }
        Ok(parameters)
    }

    fn take(&mut self, name: &str, value: String) -> Result<(), CallbackRefusal> {
        match name {
            "state" if !is_state(&value) => Err(CallbackRefusal::State),
            "state" => once("state", &mut self.state, Secret::new(value)),
            "code" if !is_visible(&value) => Err(CallbackRefusal::Value("code")),
            "code" => once("code", &mut self.code, Secret::new(value)),
            "error" if !is_visible(&value) => Err(CallbackRefusal::Value("error")),
            "error" => once("error", &mut self.error, value),
            "error_description" => once("error_description", &mut self.description, value),
            "iss" if !is_visible(&value) => Err(CallbackRefusal::Value("iss")),
            "iss" => once("iss", &mut self.iss, value),
            _ => Ok(()),
        }
    }
}

fn once<T>(name: &'static str, place: &mut Option<T>, value: T) -> Result<(), CallbackRefusal> {
    if place.replace(value).is_some() {
        Err(CallbackRefusal::Duplicated(name))
    } else {
        Ok(())
    }
}

fn is_state(value: &str) -> bool {
    value.len() == STATE_LENGTH
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Some visible ASCII and nothing else (RFC 6749 appendix A).
fn is_visible(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Decodes percent-encoding and plus signs. Unlike browsers it refuses what is neither, and bytes that are not UTF-8.
fn decode(text: &str) -> Result<String, CallbackRefusal> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hex_digit(rest.next())? * 16 + hex_digit(rest.next())?,
            other => other,
        });
    }
    String::from_utf8(bytes).map_err(|_| CallbackRefusal::Characters)
}

fn hex_digit(byte: Option<u8>) -> Result<u8, CallbackRefusal> {
    let digit = byte
        .and_then(|byte| char::from(byte).to_digit(16))
        .and_then(|digit| u8::try_from(digit).ok());
    digit.ok_or(CallbackRefusal::Characters)
}
