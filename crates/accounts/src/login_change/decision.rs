//! The code, mailed to the contact address, that decides about a frozen account (rules 5.30, 9.23).

use super::undo::stale;
use crate::{
    account::AccountRow,
    code::{CODE_SECONDS, TRIES},
    command::{Changes, Command},
    contact::lasting_address,
    digest::{self, Hash},
    email::{self, EmailAddress},
    entropy::Entropy,
    installation,
    letter::LetterKind,
    outbound::Mail,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    username::Username,
    write::{Guard, Write},
};
use contract::{AccountId, Code, Secret, Timestamp};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// How many codes are mailed for one account within an hour, asked for from places that it knows and from others each.
pub const CODES_PER_HOUR: usize = 20;

const HOUR: i64 = 3600;

/// A mailed code, bound to the request that asked for it and to the address that it was mailed to (rule 5.30). Of the code
/// only the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionCode {
    /// Its id.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// Hash of the secret of the request, which must come again.
    pub request_hash: Hash,
    /// Hash of the code.
    pub code_hash: Hash,
    /// When it was made.
    pub made_at: Timestamp,
    /// How often it may still be typed.
    pub tries_left: u32,
    /// Whether it was asked for from a place that the account knew.
    pub known_place: bool,
}

impl DecisionCode {
    /// A new code for a request, with its digits for the mail to this address.
    fn make(
        account: AccountId,
        address: &EmailAddress,
        request_hash: Hash,
        known_place: bool,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> (Self, Secret) {
        let digits = Secret::new(entropy.eight_digits());
        let id = entropy.id(now);
        let code = Self {
            id,
            account,
            request_hash,
            code_hash: hash_of(id, account, address, &digits),
            made_at: now,
            tries_left: TRIES,
            known_place,
        };
        (code, digits)
    }

    /// Whether it can still be typed.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.tries_left > 0 && now < self.made_at.plus_secs(CODE_SECONDS)
    }

    /// Whether this is the secret of its request, in constant time.
    #[must_use]
    pub fn belongs_to(&self, request_secret: &Secret) -> bool {
        digest::of_text(request_secret.expose())
            .ct_eq(&self.request_hash)
            .into()
    }

    /// Whether this is the code that was mailed to the address, in constant time.
    #[must_use]
    pub fn is_code(&self, address: &EmailAddress, digits: &Secret) -> bool {
        let hash = hash_of(self.id, self.account, address, digits);
        hash.ct_eq(&self.code_hash).into()
    }
}

fn hash_of(id: Uuid, account: AccountId, address: &EmailAddress, digits: &Secret) -> Hash {
    let address = address.folded();
    let parts: [&[u8]; 4] = [
        id.as_bytes(),
        account.as_bytes(),
        address.as_bytes(),
        digits.expose().as_bytes(),
    ];
    digest::labelled("nuget-accounts/decision-code/v2", &parts)
}

/// Ask for the code. Answers alike whether there is such an account, whether it is frozen, whether the address is the
/// one, and whether a code was mailed.
#[derive(Debug)]
pub struct RequestDecision {
    /// The username as it was typed.
    pub username: String,
    /// The address as it was typed: whoever does not know it uses up nothing of what the owner needs.
    pub address: String,
    /// SHA-256 of the request's secret, base64url without padding.
    pub request_hash: String,
    /// The account of that name, as it was found beforehand.
    pub account: Option<AccountId>,
    /// The installation that asks, where it says so.
    pub installation: Option<String>,
}

impl RequestDecision {
    /// The frozen account that the name is of.
    fn account<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<Option<&'a AccountRow>, Refusal> {
        let name = Username::parse(&self.username).ok();
        let found = name.and_then(|name| snapshot.account_named(&name.folded()));
        if found.map(|account| account.id) != self.account {
            return Err(stale());
        }
        Ok(found.filter(|account| account.frozen_at.is_some() && snapshot.open_change(account.id, now).is_some()))
    }

    /// The address that a code is mailed to, where it is the one that was typed.
    fn address<'a>(&self, snapshot: &'a Snapshot, account: &'a AccountRow, now: Timestamp) -> Option<&'a EmailAddress> {
        let lasting = lasting_address(snapshot, account, now);
        lasting.filter(|address| address.folded() == email::fold(self.address.trim()))
    }
}

/// The codes of an account that are older than an hour, which the next one replaces; nothing where no more may be mailed: one
/// was for this request within the hour, or as many as may be were for requests from such a place.
fn outdated<'a>(
    snapshot: &'a Snapshot,
    account: AccountId,
    request_hash: &Hash,
    known_place: bool,
    now: Timestamp,
) -> Option<Vec<&'a DecisionCode>> {
    let codes = snapshot.decision_codes.iter();
    let (recent, old): (Vec<_>, Vec<_>) = codes
        .filter(|code| code.account == account)
        .partition(|code| now < code.made_at.plus_secs(HOUR));
    let again = recent.iter().any(|code| code.request_hash == *request_hash);
    let alike = recent.iter().filter(|code| code.known_place == known_place).count();
    (alike < CODES_PER_HOUR && !again).then_some(old)
}

impl Command for RequestDecision {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let name = Username::parse(&self.username).ok();
        let name = name.map(|name| Need::AccountNamed(name.folded()));
        let account = self.account.into_iter();
        let parts = account.flat_map(|account| {
            [
                Need::LoginChangesOf(account),
                Need::DecisionCodes(account),
                Need::AddressChangesOf(account),
            ]
        });
        let place = self.installation.clone().map(Need::PlacesOfLoaded);
        name.into_iter().chain(parts).chain(place).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Result<(Changes, ()), Refusal> {
        let request_hash = digest::from_text(&self.request_hash).ok_or_else(|| {
            Refusal::new(Code::BadRequest, "9.23", "not a SHA-256 in base64url without padding").about("request_hash")
        })?;
        let nothing = Ok((Changes::default(), ()));
        let Some(account) = self.account(snapshot, now)? else {
            return nothing;
        };
        let Some(address) = self.address(snapshot, account, now) else {
            return nothing;
        };
        // Whoever knows name and address can ask, too; so they must not be able to use up what the owner asks for.
        let known_place = installation::is_known(snapshot, account, self.installation.as_deref(), now);
        let Some(old) = outdated(snapshot, account.id, &request_hash, known_place, now) else {
            return nothing;
        };
        let (code, digits) = DecisionCode::make(account.id, address, request_hash, known_place, now, entropy);
        let letter = LetterKind::DecideCode {
            code: digits,
            minutes: CODE_SECONDS / 60,
        };
        let mut writes: Vec<Write> = old.iter().map(|code| Write::RemoveDecisionCode(code.id)).collect();
        writes.push(Write::InsertDecisionCode(code));
        let changes = Changes {
            guards: vec![Guard::ChangesAccount {
                account: account.id,
                version: account.version,
            }],
            writes,
            mails: vec![Mail::new(
                address.as_str(),
                account.username.as_str(),
                letter,
                now,
                entropy,
            )],
            ..Changes::default()
        };
        Ok((changes, ()))
    }
}
