//! What is limited, by whom it is counted, and how much of it is allowed.

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limited {
    /// Beginning and completing proofs, spending them.
    Proofs,
    /// Asking whether a username is free.
    Usernames,
    /// Typing codes.
    Codes,
    /// Asking for help with signing in: forgotten passwords, assistance, passwords typed.
    Recovery,
    /// Typing the password of a name. Apart from the mails for it, which who has mistyped a password asks for next.
    Passwords,
    /// Noting in an account's activity that a password was typed which the gallery does not take.
    RefusedPasswords,
    /// Noting in an account's activity that a sign-in with its identity was stopped.
    StoppedSignIns,
    /// What mails others or an address of the caller's choice: inviting, changing roles, creating organizations, asking
    /// for conversions.
    Invitations,
    /// Mailing an organization's invitation to one account.
    Invited,
    /// Making API keys.
    Keys,
    /// Offering ownership of packages.
    Offers,
    /// Whatever is asked for in a session by a method that writes.
    Writes,
}

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// The network address that asks.
    Address,
    /// The account whose session asks.
    Account,
    /// The account or address that the request names, whoever asks and whether it exists or not.
    Name,
    /// The same, where one network address asks.
    NameFromAddress,
    /// The account that the request names, where installations ask that were seen there.
    KnownPlaces,
    /// The same, where one of these asks.
    KnownPlace,
}

/// So many at once, and one more after each span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// How many at once.
    pub burst: i64,
    /// After how many microseconds one more.
    pub refill: i64,
}

impl Allowance {
    /// By how many microseconds one more would be too early, for a bucket that is full at `full_at`, now or later.
    pub fn over(self, full_at: i64, now: i64) -> i64 {
        full_at + self.refill - now - self.burst * self.refill
    }

    /// When a bucket is full, which is never later than if all of it were used up now: what a clock that has been put back
    /// since says otherwise would lock everybody out for as long as it was ahead.
    pub fn within(self, full_at: i64, now: i64) -> i64 {
        full_at.clamp(now, now.saturating_add(self.burst * self.refill))
    }
}

const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3600 * SECOND;

const LIMITED: [(Limited, &str); 12] = [
    (Limited::Proofs, "proofs"),
    (Limited::Usernames, "usernames"),
    (Limited::Codes, "codes"),
    (Limited::Recovery, "recovery"),
    (Limited::Passwords, "passwords"),
    (Limited::RefusedPasswords, "refused_passwords"),
    (Limited::StoppedSignIns, "stopped_sign_ins"),
    (Limited::Invitations, "invitations"),
    (Limited::Invited, "invited"),
    (Limited::Keys, "keys"),
    (Limited::Offers, "offers"),
    (Limited::Writes, "writes"),
];

/// How many pairs there are of what is limited and who is counted.
pub const KINDS: usize = LIMITED.len() * COUNTED.len();

const COUNTED: [(Counted, &str); 6] = [
    (Counted::Address, "address"),
    (Counted::Account, "account"),
    (Counted::Name, "name"),
    (Counted::NameFromAddress, "name_from_address"),
    (Counted::KnownPlaces, "known_places"),
    (Counted::KnownPlace, "known_place"),
];

impl Limited {
    /// How much is allowed (rule 7.5); nothing where it is not limited.
    pub fn allowance(self, by: Counted) -> Option<Allowance> {
        let (burst, refill) = match (self, by) {
            (Self::Proofs, Counted::Address) => (240, SECOND / 4),
            (Self::Usernames, Counted::Address) => (60, SECOND / 2),
            (Self::Codes, Counted::Address) => (60, SECOND),
            (Self::Recovery, Counted::Address) => (10, 10 * SECOND),
            // Wide where all share it: who asks for another's mails all the time keeps them from nothing soon.
            (Self::Recovery, Counted::Name | Counted::KnownPlaces) => (20, HOUR / 20),
            (Self::Recovery, Counted::NameFromAddress | Counted::KnownPlace) => (5, HOUR / 5),
            (Self::Passwords, Counted::Name) => (60, HOUR / 60),
            (Self::Passwords, Counted::NameFromAddress) => (30, HOUR / 30),
            // No lock-out keeps strangers from filling somebody's activity with these.
            (Self::RefusedPasswords, Counted::Name) => (1, HOUR),
            (Self::StoppedSignIns, Counted::Account) => (1, HOUR),
            (Self::Invitations, Counted::Account) => (20, HOUR / 20),
            // However often it is withdrawn or declined in between.
            (Self::Invited, Counted::Name) => (5, 6 * HOUR),
            (Self::Keys, Counted::Account) => (60, HOUR / 60),
            (Self::Offers, Counted::Account) => (100, HOUR / 100),
            (Self::Writes, Counted::Account) => (600, SECOND),
            _ => return None,
        };
        Some(Allowance { burst, refill })
    }

    /// Whether the database keeps what was used up. Of what every write takes it would have to be told all the time, and a
    /// restart gives nobody much.
    pub fn is_kept(self) -> bool {
        self != Self::Writes
    }

    /// As it is called in the database and in metrics.
    pub fn word(self) -> &'static str {
        LIMITED
            .iter()
            .find(|(what, _)| *what == self)
            .map_or("", |(_, word)| *word)
    }
}

impl Counted {
    /// As it is called in the database and in metrics.
    pub fn word(self) -> &'static str {
        COUNTED.iter().find(|(by, _)| *by == self).map_or("", |(_, word)| *word)
    }
}

/// Both as one text.
pub fn word(what: Limited, by: Counted) -> String {
    format!("{}/{}", what.word(), by.word())
}

/// Both from one text; nothing where this program limits no such thing.
pub fn parse(text: &str) -> Option<(Limited, Counted)> {
    let (what, by) = text.split_once('/')?;
    let (what, _) = LIMITED.iter().find(|(_, word)| *word == what)?;
    let (by, _) = COUNTED.iter().find(|(_, word)| *word == by)?;
    what.allowance(*by).map(|_| (*what, *by))
}
