//! What waits for an answer, to and from the accounts that go: invitations, conversions, offers of ownership (rule 14.9).

use super::{Erasure, count};
use crate::{
    conversion::Conversion, letter::LetterKind, organization::Invitation, outbound::Mail, package::OwnershipOffer,
    write::Write,
};
use contract::{AccountId, Timestamp, account::AuditKind, consequence::Consequence};
use uuid::Uuid;

impl Erasure<'_> {
    /// Withdraws all of it and tells the other side of what could still be answered.
    pub(super) fn requests(&mut self) {
        let snapshot = self.snapshot;
        let mut open = 0;
        for invitation in &snapshot.invitations {
            open += usize::from(self.withdraw_invitation(invitation) || self.withdraw_made(invitation));
        }
        for conversion in &snapshot.conversions {
            open += usize::from(self.withdraw_conversion(conversion));
        }
        for offer in &snapshot.ownership_offers {
            open += usize::from(self.withdraw_offer(offer));
        }
        if open > 0 {
            self.consequence(Consequence::RequestsWithdrawn { count: count(open) });
        }
    }

    /// Removes a request with its links. Answers with the side that stays, where the request is one of ours and that side
    /// could still answer it.
    fn withdraw(
        &mut self,
        parties: [AccountId; 2],
        remove: Write,
        about: Uuid,
        expires_at: Timestamp,
    ) -> Option<Option<AccountId>> {
        if !parties.iter().any(|party| self.ids.contains(party)) {
            return None;
        }
        self.changes.writes.extend([remove, Write::RemoveMailedActs(about)]);
        let other = parties.into_iter().find(|party| !self.ids.contains(party));
        if let Some(other) = other {
            self.touches(other);
        }
        (self.now < expires_at).then_some(other)
    }

    fn withdraw_invitation(&mut self, row: &Invitation) -> bool {
        let parties = [row.organization, row.account];
        let Some(other) = self.withdraw(parties, Write::RemoveInvitation(row.id), row.id, row.expires_at) else {
            return false;
        };
        if let Some(other) = other {
            let subject = self.username(if other == row.account {
                row.organization
            } else {
                row.account
            });
            self.audit(other, AuditKind::InvitationCancelled, Some(&subject));
            if let Some(invited) = self.snapshot.account(other).filter(|_| other == row.account) {
                let organization = subject;
                self.mail_if_allowed(invited, LetterKind::InvitationCancelled { organization });
            }
        }
        true
    }

    /// An invitation that the account made for an organization that goes on ends with its administration (rule 11.27).
    fn withdraw_made(&mut self, row: &Invitation) -> bool {
        let is_ours = [row.organization, row.account]
            .iter()
            .any(|party| self.ids.contains(party));
        if is_ours || row.invited_by != self.account.id {
            return false;
        }
        self.changes
            .writes
            .extend([Write::RemoveInvitation(row.id), Write::RemoveMailedActs(row.id)]);
        self.touches(row.organization);
        self.touches(row.account);
        if self.now >= row.expires_at {
            return false;
        }
        let (organization, invited) = (self.username(row.organization), self.username(row.account));
        self.audit(row.organization, AuditKind::InvitationCancelled, Some(&invited));
        self.audit(row.account, AuditKind::InvitationCancelled, Some(&organization));
        if let Some(invited) = self.snapshot.account(row.account) {
            self.mail_if_allowed(invited, LetterKind::InvitationCancelled { organization });
        }
        true
    }

    fn withdraw_conversion(&mut self, row: &Conversion) -> bool {
        let parties = [row.account, row.administrator];
        // One that was accepted waits to take effect, however long ago it could be accepted.
        let ends = row
            .effective_at
            .map_or(row.expires_at, |at| at.max(self.now.plus_secs(1)));
        let Some(other) = self.withdraw(parties, Write::RemoveConversion(row.id), row.id, ends) else {
            return false;
        };
        if let Some(other) = other {
            self.tell_conversion_ended(row, other);
        }
        true
    }

    /// Mailed to the account that asked in any case, to who was to administer it if they want it; about that account in
    /// both (rules 12.13, 15.1).
    fn tell_conversion_ended(&mut self, row: &Conversion, other: AccountId) {
        let (snapshot, about) = (self.snapshot, self.username(row.account));
        let by = self.account.username.as_str().to_owned();
        self.audit(other, AuditKind::ConversionCancelled, Some(&by));
        let to = snapshot
            .account(other)
            .filter(|to| other == row.account || to.mail.from_others);
        if let Some((to, address)) = to.and_then(|to| to.address().map(|address| (to, address))) {
            let letter = LetterKind::ConversionEnded { by, by_link: false };
            let mail = Mail::new(address.as_str(), &about, letter, self.now, self.entropy);
            self.changes.mails.push(mail.read_by(to.username.as_str()));
        }
    }

    fn withdraw_offer(&mut self, row: &OwnershipOffer) -> bool {
        let parties = [row.account, row.offered_by];
        let Some(other) = self.withdraw(parties, Write::RemoveOwnershipOffer(row.id), row.id, row.expires_at) else {
            return false;
        };
        if let Some(other) = other {
            let package = self.snapshot.package(&row.package);
            let package = package.map_or(&row.package, |package| &package.id);
            let subject = format!("{package}: {}", self.username(row.account));
            self.audit(other, AuditKind::OwnershipDeclined, Some(&subject));
        }
        true
    }
}
