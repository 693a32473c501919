//! The part of a callback before its query. Compared as text: nothing is normalised, since what the provider sends is
//! what it was registered with.

use super::{CallbackRefusal, PATH};
use contract::APP_ID;

/// The longest address that is looked at, in bytes.
pub(super) const LENGTH_LIMIT: usize = 4096;

/// Refuses what is too long and what no address can contain; a fragment belongs to no way back.
pub(super) fn check_text(text: &str) -> Result<(), CallbackRefusal> {
    if text.len() > LENGTH_LIMIT {
        return Err(CallbackRefusal::TooLong);
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(CallbackRefusal::Characters);
    }
    if text.contains('#') {
        Err(CallbackRefusal::Address)
    } else {
        Ok(())
    }
}

/// What follows the deep link's scheme and slashes.
pub(super) fn strip_link(address: &str) -> Option<&str> {
    address.strip_prefix(APP_ID)?.strip_prefix("://")
}

/// What follows the port of a loopback address and its slash. Browsers hide the scheme and may leave it out of a copy.
pub(super) fn strip_loopback(address: &str) -> Option<&str> {
    let rest = address
        .strip_prefix("http://")
        .unwrap_or(address)
        .strip_prefix("127.0.0.1:")?;
    let (port, rest) = rest.split_once('/')?;
    let canonical = !port.starts_with('0') && port.bytes().all(|byte| byte.is_ascii_digit());
    (canonical && port.parse::<u16>().is_ok()).then_some(rest)
}

/// The issuer's segment of a path: none, or 32 lower-case hexadecimal digits.
pub(super) fn segment(path: &str) -> Result<Option<String>, CallbackRefusal> {
    let rest = path.strip_prefix(PATH).ok_or(CallbackRefusal::Address)?;
    if rest.is_empty() {
        return Ok(None);
    }
    let segment = rest.strip_prefix('/').ok_or(CallbackRefusal::Address)?;
    let is_digest = segment.len() == 32 && segment.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if is_digest {
        Ok(Some(segment.to_owned()))
    } else {
        Err(CallbackRefusal::Address)
    }
}
