//! Time and randomness. Code that needs either takes it as a parameter; this crate has the real ones, `testkit` the
//! others.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::{Secret, Timestamp};
use uuid::Uuid;

/// Where the present time comes from.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Where random bytes come from. An implementation that cannot give any must not return.
pub trait Random: Send + Sync + 'static {
    /// Fills `bytes` with cryptographically secure random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The computer's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(jiff::Timestamp::now().as_microsecond())
    }
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsRandom;

impl Random for OsRandom {
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness no secret can be made and nothing may go on; ending here is the safe answer.
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the operating system gives no random bytes: {error}");
        }
    }
}

/// A random secret of `bytes` bytes, as base64url without padding. 32 bytes give 43 characters.
#[must_use]
pub fn random_secret(random: &dyn Random, bytes: usize) -> Secret {
    let mut buffer = vec![0; bytes];
    random.fill(&mut buffer);
    let secret = Secret::new(URL_SAFE_NO_PAD.encode(&buffer));
    buffer.fill(0);
    secret
}

/// A UUID version 7 (RFC 9562 5.7) from the given clock and randomness: sorts by time.
#[must_use]
pub fn new_uuid(clock: &dyn Clock, random: &dyn Random) -> Uuid {
    let mut bytes = [0; 10];
    random.fill(&mut bytes);
    let millis = u64::try_from(clock.now().as_micros() / 1000).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}
