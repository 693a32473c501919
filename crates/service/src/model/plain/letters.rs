//! Who is mailed what (rules 5.8, 5.20, 5.24, 5.33). A letter is known by its kind and to whom it goes.

use super::{Plain, Verdict, must};
use contract::Code;
use std::collections::BTreeSet;

/// The letters of one act.
pub type Letters = BTreeSet<(&'static str, String)>;

impl Plain {
    pub(super) fn write(&mut self, kind: &'static str, address: usize) {
        self.letters.insert((kind, format!("a{address}")));
    }

    /// To the address of an identity: notice only.
    pub(super) fn write_identity(&mut self, kind: &'static str, identity: usize) {
        self.letters.insert((kind, format!("person{identity}")));
    }

    /// To the confirmed address, or else the pending one (rule 5.8).
    pub(super) fn write_to(&mut self, kind: &'static str, who: usize) {
        let row = self.account(who);
        if let Some(address) = row.confirmed.or(row.pending) {
            self.write(kind, address);
        }
    }

    /// To who wants mail from others (rule 5.24).
    pub(super) fn write_if_wanted(&mut self, kind: &'static str, who: usize) {
        if !self.account(who).declines.0 {
            self.write_to(kind, who);
        }
    }

    /// To every address that has to hear what concerns the account's safety (rule 5.20).
    pub(super) fn warn(&mut self, kind: &'static str, who: usize) {
        self.write_to(kind, who);
        let own = self.address_changes.iter().filter(|change| change.account == who);
        let earlier = own
            .filter(|change| self.can_be_put_back(change))
            .map(|change| change.previous);
        for address in earlier.collect::<Vec<_>>() {
            self.write(kind, address);
        }
    }

    /// The same, but nobody where no address was ever confirmed (rule 5.33).
    pub(super) fn warn_confirmed(&mut self, kind: &'static str, who: usize) {
        if self.account(who).confirmed.is_some() {
            self.warn(kind, who);
        }
    }

    pub(super) fn write_administrators(&mut self, kind: &'static str, organization: usize) {
        let members = self
            .members_of(organization)
            .filter(|(_, administrator)| *administrator);
        for (who, _) in members.collect::<Vec<_>>() {
            self.write_if_wanted(kind, who);
        }
    }

    /// Who types the whole address of an account is told there who signs in to it (rules 10.1 to 10.3).
    pub(super) fn ask_assistance(&mut self, who: usize, typed: Option<usize>) -> Verdict {
        let who = self.named(who).ok_or(Code::AccountUnknown)?;
        let stored = self.standing_address(who).ok_or(Code::EmailInvalid)?;
        let Some(typed) = typed else { return Ok(()) };
        must(typed == stored, Code::AddressMismatch)?;
        self.write("Assistance", stored);
        Ok(())
    }
}
