//! The random bytes that a decision may use, all from one seed.

use crate::digest;
use contract::Timestamp;
use uuid::Uuid;

/// Random bytes for one decision: a stream made by SHA-256 from a seed of 256 random bits. No output tells anything
/// about another or about the seed.
pub struct Entropy {
    seed: [u8; 32],
    count: u64,
}

impl Entropy {
    /// A stream from this seed, which must come from a secure source and be used once.
    #[must_use]
    pub fn new(seed: [u8; 32]) -> Self {
        Self { seed, count: 0 }
    }

    /// The next 32 bytes.
    pub fn bytes(&mut self) -> [u8; 32] {
        self.count += 1;
        digest::labelled("nuget-accounts/entropy/v1", &[&self.seed, &self.count.to_be_bytes()])
    }

    /// An id that sorts by time (UUID version 7, RFC 9562 5.7).
    pub fn id(&mut self, now: Timestamp) -> Uuid {
        let bytes = self.bytes();
        let mut random = [0; 10];
        random.copy_from_slice(&bytes[..10]);
        let millis = u64::try_from(now.as_micros() / 1000).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// A number of 8 decimal digits, leading zeros kept. 2⁶⁴ is so much larger than 10⁸ that no digit is favoured by
    /// more than one part in 10¹¹.
    pub fn eight_digits(&mut self) -> String {
        let bytes = self.bytes();
        let mut first = [0; 8];
        first.copy_from_slice(&bytes[..8]);
        format!("{:08}", u64::from_be_bytes(first) % 100_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_repeats_within_a_stream() {
        let mut entropy = Entropy::new([1; 32]);
        assert_ne!(entropy.bytes(), entropy.bytes());
    }

    #[test]
    fn a_code_has_eight_digits() {
        let mut entropy = Entropy::new([2; 32]);
        for _ in 0..1000 {
            let code = entropy.eight_digits();
            assert!(
                code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_digit()),
                "{code}"
            );
        }
    }

    #[test]
    fn ids_sort_by_time() {
        let mut entropy = Entropy::new([3; 32]);
        let earlier = entropy.id(Timestamp::from_secs(1_000));
        assert!(earlier < entropy.id(Timestamp::from_secs(1_001)));
    }
}
