//! One-time codes of six digits: sent to the practice telephone or mailbox, typed in by the person.

use super::{
    browser::Challenge,
    directory::{Factor, Principal},
};
use ambient::Random;
use contract::{Secret, Timestamp};
use subtle::ConstantTimeEq;

/// How long a code can be typed, in seconds.
const LIFETIME_SECS: i64 = 600;
/// How often a code can be typed wrongly.
const TRIES: u8 = 5;
/// How often a person can have another code in one sign-in.
const RENEWALS: u8 = 3;
/// The number of the practice telephone (from the range that is kept for fiction).
pub(super) const PRACTICE_PHONE: &str = "+1 425 555 0100";

/// What became of a typed code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// It is the one.
    Right,
    /// It is not; some tries are left.
    Wrong,
    /// No code can be typed any more: the tries are used up.
    UsedUp,
    /// The code is too old.
    Expired,
}

impl Challenge {
    /// Sends a first code.
    pub(super) fn send(factor: Factor, enrols: bool, now: Timestamp, random: &dyn Random) -> Self {
        let expires_at = now.plus_secs(LIFETIME_SECS);
        Self {
            factor,
            enrols,
            code: six_digits(random),
            expires_at,
            tries_left: TRIES,
            renewals_left: RENEWALS,
        }
    }

    /// Sends another code in place of this one; `None` once that was done too often.
    pub(super) fn renew(&self, now: Timestamp, random: &dyn Random) -> Option<Self> {
        let renewals_left = self.renewals_left.checked_sub(1)?;
        Some(Self {
            renewals_left,
            ..Self::send(self.factor.clone(), self.enrols, now, random)
        })
    }

    /// Looks at what was typed; spaces and hyphens do not matter.
    pub(super) fn check(&mut self, typed: &str, now: Timestamp) -> Check {
        if now >= self.expires_at {
            return Check::Expired;
        }
        let Some(tries_left) = self.tries_left.checked_sub(1) else {
            return Check::UsedUp;
        };
        let typed: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if bool::from(typed.as_bytes().ct_eq(self.code.expose().as_bytes())) {
            return Check::Right;
        }
        self.tries_left = tries_left;
        if tries_left == 0 { Check::UsedUp } else { Check::Wrong }
    }
}

/// The two ways to enrol that a person can choose from.
pub(super) fn factor_of(choice: &str, principal: &Principal) -> Option<Factor> {
    match choice {
        "text" => Some(Factor::Text(PRACTICE_PHONE.to_owned())),
        "email" => Some(Factor::Email(principal.address.clone())),
        _ => None,
    }
}

/// The factor's end as a page shows it: enough to recognise, not enough to learn.
pub(super) fn masked(factor: &Factor) -> String {
    match factor {
        Factor::Text(number) => {
            let digits: Vec<_> = number.chars().filter(char::is_ascii_digit).collect();
            format!(
                "•••• {}",
                digits[digits.len().saturating_sub(2)..].iter().collect::<String>()
            )
        }
        Factor::Email(address) => {
            let (local, domain) = address.split_once('@').unwrap_or((address, ""));
            format!("{}•••@{domain}", local.chars().take(2).collect::<String>())
        }
    }
}

/// Uniform over 000000 to 999999: numbers of the uneven rest at the top are drawn again.
fn six_digits(random: &dyn Random) -> Secret {
    loop {
        let mut bytes = [0; 4];
        random.fill(&mut bytes);
        let number = u32::from_be_bytes(bytes);
        if number < u32::MAX - u32::MAX % 1_000_000 {
            return Secret::new(format!("{:06}", number % 1_000_000));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use testkit::SeededRandom;

    fn challenge() -> (Challenge, String) {
        let factor = Factor::Text(PRACTICE_PHONE.to_owned());
        let challenge = Challenge::send(factor, false, Timestamp::UNIX_EPOCH, &SeededRandom::new(7));
        let code = challenge.code.expose().to_owned();
        (challenge, code)
    }

    fn wrong(code: &str) -> &'static str {
        if code == "000000" { "111111" } else { "000000" }
    }

    #[test]
    fn the_fifth_wrong_code_is_the_last_even_if_the_right_one_follows() {
        let (mut challenge, code) = challenge();
        let checks: Vec<_> = (0..5)
            .map(|_| challenge.check(wrong(&code), Timestamp::UNIX_EPOCH))
            .collect();
        assert_eq!(checks[3..], [Check::Wrong, Check::UsedUp]);
        assert_eq!(challenge.check(&code, Timestamp::UNIX_EPOCH), Check::UsedUp);
    }

    #[test]
    fn a_code_is_good_until_ten_minutes_have_passed() {
        let (mut challenge, code) = challenge();
        let spaced = format!(" {} {} ", &code[..3], &code[3..]);
        assert_eq!(
            challenge.clone().check(&spaced, Timestamp::from_secs(599)),
            Check::Right
        );
        assert_eq!(challenge.check(&code, Timestamp::from_secs(600)), Check::Expired);
    }

    #[test]
    fn another_code_can_be_had_three_times() {
        let random = SeededRandom::new(9);
        let (mut challenge, first) = challenge();
        for _ in 0..3 {
            challenge = challenge.renew(Timestamp::UNIX_EPOCH, &random).unwrap();
        }
        assert_ne!(challenge.code.expose(), first);
        assert!(challenge.renew(Timestamp::UNIX_EPOCH, &random).is_none());
    }

    #[test]
    fn the_end_of_a_factor_is_masked() {
        assert_eq!(masked(&Factor::Text("+1 425 555 0142".to_owned())), "•••• 42");
        assert_eq!(
            masked(&Factor::Email("account3@outlook.com".to_owned())),
            "ac•••@outlook.com"
        );
    }
}
