//! Sign-in assistance: which Microsoft account signs in?

use super::Named;
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    contact::standing_address,
    email::{self, EmailAddress, masked},
    entropy::Entropy,
    letter::LetterKind,
    login,
    outbound::{AuditRow, Mail},
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    write::Guard,
};
use contract::{Code, Timestamp, account::AuditKind, recovery::Assistance};

/// Ask which identities are linked to an account (rules 10.1 to 10.3). The answer is a hint at the stored address; who
/// types the whole of it is told by a mail there, not here.
#[derive(Debug)]
pub struct AskAssistance {
    /// The username as it was typed.
    pub username: String,
    /// The address as it was typed; empty counts as none.
    pub address: Option<String>,
}

impl AskAssistance {
    fn mail(
        &self,
        snapshot: &Snapshot,
        account: &AccountRow,
        stored: &EmailAddress,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Changes {
        let login = snapshot.login_of(account.id);
        let identities = login
            .map(|login| login::in_words(&login.identity))
            .into_iter()
            .collect();
        let letter = LetterKind::Assistance { identities };
        let kind = AuditKind::AssistanceMailed;
        let subject = Some(stored.as_str());
        Changes {
            guards: vec![Guard::AccountUnchanged {
                account: account.id,
                version: account.version,
            }],
            audit: vec![AuditRow::new(account.id, kind, None, subject, now, entropy)],
            mails: vec![Mail::new(
                stored.as_str(),
                account.username.as_str(),
                letter,
                now,
                entropy,
            )],
            ..Changes::default()
        }
    }
}

impl Command for AskAssistance {
    type Answer = Assistance;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let named = Named::username(&self.username).need();
        named.into_iter().chain([Need::AddressChangesOfLoaded]).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Assistance> {
        let account = Named::username(&self.username)
            .find(snapshot, now)
            .ok_or_else(|| Refusal::new(Code::AccountUnknown, "10.1", "no account has this username"))?;
        let unusable = || Refusal::new(Code::EmailInvalid, "10.2", "the account has no address to write to");
        let stored = standing_address(snapshot, account, now).ok_or_else(unusable)?;
        let masked_address = masked(stored.as_str()).ok_or_else(unusable)?;
        // A form posts an empty field where nothing was typed.
        let typed = self.address.as_deref().map(str::trim);
        let Some(typed) = typed.filter(|typed| !typed.is_empty()) else {
            let answer = Assistance {
                masked_address,
                mailed: false,
            };
            return Ok((Changes::default(), answer));
        };
        if email::fold(typed) != stored.folded() {
            let refusal = Refusal::new(Code::AddressMismatch, "10.3", "not the address that is stored");
            return Err(refusal.about("address"));
        }
        let changes = self.mail(snapshot, account, stored, now, entropy);
        let answer = Assistance {
            masked_address,
            mailed: true,
        };
        Ok((changes, answer))
    }
}
