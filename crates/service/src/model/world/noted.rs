//! What a commit made, mailed and told, and the links among it.

use super::World;
use accounts::{
    Changes, Write,
    digest::Hash,
    letter::LetterKind,
    mailed_act::ActKind,
    outbound::{EventRow, Mail},
};
use contract::AccountId;
use std::fmt::Debug;
use uuid::Uuid;

/// The name of a variant, without what is in it.
fn name_of(variant: &impl Debug) -> String {
    let shown = format!("{variant:?}");
    shown.split([' ', '{']).next().unwrap_or_default().to_owned()
}

impl World {
    /// Keeps what a commit made, mailed and told.
    pub(super) fn note(&mut self, changes: &Changes) {
        changes.writes.iter().for_each(|write| self.note_write(write));
        changes.events.iter().for_each(|row| self.note_event(row));
        changes.mails.iter().for_each(|mail| self.note_mail(mail));
    }

    fn note_write(&mut self, write: &Write) {
        match write {
            Write::InsertAccount(row) => self.accounts.push(row.id),
            Write::InsertSession(row) => self.sessions.push((row.id, row.account, row.kind)),
            Write::InsertKey(row) => self.keys.push((row.id, row.hash)),
            Write::PutOwnershipOffer(row) => {
                self.offers.insert((row.package.clone(), row.account), row.id);
            }
            Write::RenameAccount { from, to, .. } => {
                let code = self.mailed.remove(from.as_str());
                code.map(|code| self.mailed.insert(to.as_str().to_owned(), code));
            }
            Write::PutInvitation(row) => {
                self.invitations.insert((row.organization, row.account), row.id);
            }
            Write::PutConversion(row) => {
                self.conversions.insert(row.account, row.id);
            }
            Write::InsertMailedAct(act) => self.links.push((act.kind, act.account, act.hash, act.about)),
            _ => {}
        }
    }

    fn note_event(&mut self, row: &EventRow) {
        let kind = name_of(&row.event.what);
        let who = self.accounts.iter().position(|id| *id == row.account).unwrap();
        self.events.insert((kind, who));
    }

    fn note_mail(&mut self, mail: &Mail) {
        let kind = name_of(&mail.letter.kind);
        let to = mail.to.split('@').next().unwrap_or_default().to_owned();
        self.letters.insert((kind, to));
        self.code = mail.letter.kind.code().cloned().or(self.code.take());
        if let LetterKind::ConfirmAddress { code, .. } = &mail.letter.kind {
            self.mailed.insert(mail.letter.username.clone(), code.clone());
        }
    }

    /// The latest link of a kind that was mailed about an account.
    pub(super) fn link(&self, kind: ActKind, account: AccountId) -> Option<(Hash, Uuid)> {
        let mut links = self.links.iter().rev();
        let found = links.find(|(of, about, ..)| *of == kind && *about == account);
        found.map(|(.., hash, about)| (*hash, *about))
    }

    /// The latest link that was mailed about a row.
    pub(super) fn link_about(&self, kind: ActKind, about: Uuid) -> Option<Hash> {
        let mut links = self.links.iter().rev();
        let found = links.find(|(of, _, _, row)| *of == kind && *row == about);
        found.map(|(_, _, hash, _)| *hash)
    }

    /// The link that stops a conversion: the account's own, or its future administrator's.
    pub(super) fn stop_link(&self, conversion: Uuid, account: AccountId, own: bool) -> Option<Hash> {
        let mut links = self.links.iter().rev();
        let found = links.find(|(kind, whose, _, about)| {
            *kind == ActKind::StopConversion && *about == conversion && (*whose == account) == own
        });
        found.map(|(_, _, hash, _)| *hash)
    }
}
