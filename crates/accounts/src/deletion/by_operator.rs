//! Deleting an account as the operator.

use super::{Orphans, erase, needs};
use crate::{
    account::AccountRow,
    command::{Command, Decision},
    entropy::Entropy,
    letter::LetterKind,
    outbound::Mail,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
};
use contract::{AccountId, Code, Timestamp};

/// Delete an individual or an organization at once (rule 14.21).
#[derive(Debug)]
pub struct DeleteByOperator {
    /// The account, as it was found by its username.
    pub account: AccountId,
    /// Its username as it was typed again.
    pub typed: String,
    /// Whether packages that are left without an owner are unlisted.
    pub unlist_orphans: bool,
}

impl Command for DeleteByOperator {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs(self.account)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let unknown = || Refusal::new(Code::NotFound, "14.21", "no account has this name");
        let account = snapshot.account(self.account).ok_or_else(unknown)?;
        if !account.username.is_typed(self.typed.trim()) {
            return Err(Refusal::new(Code::BadRequest, "14.21", "another username was typed").about("username"));
        }
        account.must_not_be_locked()?;
        // Whose account it is must be settled first: who is robbed of it would lose it for good.
        account.must_not_be_frozen()?;
        account.must_have_no_open_change(now)?;
        let mut deletions = snapshot.deletions.iter().filter(|row| row.account == account.id);
        if deletions.any(|row| row.can_be_given_back(snapshot, now)) {
            let detail = "the change that moved the login away can still be undone";
            return Err(Refusal::new(Code::LoginChangeOpen, "14.21", detail));
        }
        let orphans = Orphans::unlisted(self.unlist_orphans);
        let mut changes = erase(snapshot, account.id, orphans, now, entropy)?;
        changes.mails.extend(members_told(snapshot, account, now, entropy));
        Ok((changes, ()))
    }
}

/// Who loses access by others' doing hears of it, whatever they want to be mailed (rules 5.25, 11.21).
fn members_told(snapshot: &Snapshot, gone: &AccountRow, now: Timestamp, entropy: &mut Entropy) -> Vec<Mail> {
    let members = snapshot.members_of(gone.id);
    let accounts = members.filter_map(|member| snapshot.account(member.account));
    let told = accounts.filter_map(|member| {
        let address = member.confirmed_email.as_ref()?;
        let username = member.username.as_str();
        let letter = LetterKind::MemberRemoved {
            organization: gone.username.as_str().to_owned(),
            member: username.to_owned(),
        };
        Some(Mail::new(address.as_str(), username, letter, now, entropy))
    });
    told.collect()
}
