//! What an operator decides about keys (rule 13.20).

use crate::refusal::Refusal;
use contract::Code;

/// How long keys live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPolicy {
    /// The longest life, in days; at least 1.
    pub max_days: u32,
    /// The only lives that there are, in days; empty where any up to the longest is one.
    pub allowed_days: Vec<u32>,
}

impl Default for KeyPolicy {
    /// A year, as in the gallery.
    fn default() -> Self {
        Self {
            max_days: 365,
            allowed_days: Vec::new(),
        }
    }
}

impl KeyPolicy {
    /// The life in days of a key for which this many were asked; without a wish the longest.
    ///
    /// # Errors
    /// `KeyInvalid` for no days at all, or for a life that is not among the allowed ones.
    pub fn days(&self, wanted: Option<u32>) -> Result<u32, Refusal> {
        let refused = |detail| Err(Refusal::new(Code::KeyInvalid, "13.20", detail).about("expires_in_days"));
        let allowed = self.allowed_days.iter().copied();
        let longest = allowed.filter(|days| *days <= self.max_days).max();
        match wanted {
            None => Ok(longest.unwrap_or(self.max_days)),
            Some(0) => refused("a key lives for at least one day"),
            Some(days) if longest.is_none() => Ok(days.min(self.max_days)),
            Some(days) if days <= self.max_days && self.allowed_days.contains(&days) => Ok(days),
            Some(_) => refused("not one of the lives that the operator allows"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_life_is_shortened_to_the_longest() {
        let policy = KeyPolicy::default();
        assert_eq!(policy.days(None).unwrap(), 365);
        assert_eq!(policy.days(Some(1)).unwrap(), 1);
        assert_eq!(policy.days(Some(365)).unwrap(), 365);
        assert_eq!(policy.days(Some(u32::MAX)).unwrap(), 365);
        assert_eq!(policy.days(Some(0)).unwrap_err().code, Code::KeyInvalid);
    }

    #[test]
    fn where_an_operator_lists_lives_there_are_no_others() {
        let policy = KeyPolicy {
            max_days: 365,
            allowed_days: vec![1, 8, 30],
        };
        assert_eq!(policy.days(None).unwrap(), 30);
        for days in [1, 8, 30] {
            assert_eq!(policy.days(Some(days)).unwrap(), days);
        }
        for days in [0, 2, 31, 365, 366] {
            assert_eq!(policy.days(Some(days)).unwrap_err().code, Code::KeyInvalid, "{days}");
        }
    }
}
