//! Acts that a mail asks for: the reference in its link (rules 9.33 to 9.35).
//!
//! A link never writes. Its page says what it is about and opens the app; what can be done there without a session is
//! done by a button.

use crate::digest::{self, Hash};
use crate::entropy::Entropy;
use crate::snapshot::Snapshot;
use contract::{AccountId, Secret, Timestamp};
use uuid::Uuid;

/// A mailed link, as it is stored. Of its reference only the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailedAct {
    /// Hash of the reference.
    pub hash: Hash,
    /// What it is about.
    pub kind: ActKind,
    /// The account that the mail is about; of a link that stops a conversion, the side to which it was mailed.
    pub account: AccountId,
    /// The row that it is about: a confirmation, a change, a recovery, an invitation, a conversion, a deletion, an offer.
    pub about: Uuid,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
}

/// What a mailed link is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActKind {
    /// Confirm a contact e-mail: explained only.
    ConfirmAddress,
    /// Put the previous contact e-mail back: done by the page's button.
    UndoAddress,
    /// Freeze an account whose login was changed: done by the page's button.
    FreezeAccount,
    /// Recover an account: explained only.
    Recover,
    /// Stop a recovery: done by the page's button.
    StopRecovery,
    /// Answer an invitation: explained; declining is done by the page's button.
    Invitation,
    /// Answer a request for conversion: explained; rejecting is done by the page's button.
    Conversion,
    /// Stop a conversion: done by the page's button.
    StopConversion,
    /// Keep an account that is being deleted: done by the page's button where no other identity is needed.
    KeepAccount,
    /// Answer an offer of ownership: explained; declining is done by the page's button.
    OwnershipOffer,
}

impl ActKind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::ConfirmAddress,
        Self::UndoAddress,
        Self::FreezeAccount,
        Self::Recover,
        Self::StopRecovery,
        Self::Invitation,
        Self::Conversion,
        Self::StopConversion,
        Self::KeepAccount,
        Self::OwnershipOffer,
    ];

    /// Whether the button of its page does something, without a session (rule 9.34).
    #[must_use]
    pub fn can_be_done_on_page(self) -> bool {
        match self {
            Self::ConfirmAddress | Self::Recover => false,
            Self::UndoAddress
            | Self::FreezeAccount
            | Self::StopRecovery
            | Self::Invitation
            | Self::Conversion
            | Self::StopConversion
            | Self::KeepAccount
            | Self::OwnershipOffer => true,
        }
    }

    /// Its name in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ConfirmAddress => "confirm_address",
            Self::UndoAddress => "undo_address",
            Self::FreezeAccount => "freeze_account",
            Self::Recover => "recover",
            Self::StopRecovery => "stop_recovery",
            Self::Invitation => "invitation",
            Self::Conversion => "conversion",
            Self::StopConversion => "stop_conversion",
            Self::KeepAccount => "keep_account",
            Self::OwnershipOffer => "ownership_offer",
        }
    }
}

impl MailedAct {
    /// A new link about a row, with the reference that goes into the mail and nowhere else.
    #[must_use]
    pub fn issue(
        kind: ActKind,
        account: AccountId,
        about: Uuid,
        seconds: i64,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> (Self, Secret) {
        let reference = digest::to_text(&entropy.bytes());
        let act = Self {
            hash: hash_of(&reference),
            kind,
            account,
            about,
            made_at: now,
            expires_at: now.plus_secs(seconds),
        };
        (act, Secret::new(reference))
    }

    /// Whether its own time has not passed.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }

    /// Whether it still works. The one that puts an address back does as long as that can be, however long that is (rule
    /// 5.38): that takes [`crate::Need::AddressChangesOf`] its account.
    #[must_use]
    pub fn works(&self, snapshot: &Snapshot, now: Timestamp) -> bool {
        if self.kind != ActKind::UndoAddress {
            return self.is_open(now);
        }
        let mut changes = snapshot.address_changes.iter();
        changes.any(|change| change.id == self.about && change.can_be_put_back(snapshot, now))
    }
}

/// The hash by which a reference is found.
#[must_use]
pub fn hash_of(reference: &str) -> Hash {
    digest::labelled("nuget-accounts/mailed-act/v1", &[reference.as_bytes()])
}
