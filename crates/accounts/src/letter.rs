//! The kinds of mail (rule 5.7). The service puts them into words.
//!
//! Who is named in a letter is named by username; addresses appear only where the letter is about them. References are
//! the secrets in links ([`crate::mailed_act`]), codes the 8 digits to type.

mod address;
mod carried;
mod credential;
mod freeze;

pub use address::AddressReplaced;
pub use credential::Credential;
pub use freeze::FreezeReason;

use contract::{Code, Purpose, Secret, Timestamp};

/// How many packages a letter names at most.
pub const NAMED_PACKAGES: usize = 50;

/// A kind of mail and what it says. Every letter tells the recipient which account it is about: `username`; and greets who
/// reads it: `reader`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The username of the account that it is about.
    pub username: String,
    /// The username of whose mail it is: another one where it is about somebody else's account.
    pub reader: String,
    /// What it says.
    pub kind: LetterKind,
}

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterKind {
    /// To a pending address of an account or organization: the code that confirms it (rule 5.2).
    ConfirmAddress {
        /// The code of 8 digits.
        code: Secret,
        /// For how many minutes it works.
        minutes: i64,
        /// Whether it is about an organization.
        organization: bool,
        /// Whether an earlier address is confirmed, which the new one would replace.
        replaces: bool,
        /// For the page that explains.
        reference: Option<Secret>,
    },
    /// To the previous address, after another was confirmed.
    AddressChanged {
        /// The new address, masked.
        to: String,
        /// For the page that puts the previous one back.
        reference: Secret,
        /// Until when it can.
        until: Timestamp,
    },
    /// To both addresses, after the previous one was put back.
    AddressChangeUndone,
    /// To the contact address, after another login was linked: by a change, an exchange or a recovery.
    LoginChanged {
        /// Who signed in before, for display.
        from: Option<String>,
        /// Who signs in now, for display.
        to: String,
        /// For the page that freezes the account.
        reference: Secret,
        /// Until when the change can be undone.
        until: Timestamp,
        /// Whether it was exchanged with another account's: that is undone by both identities together (rule 9.19).
        exchanged: bool,
    },
    /// To the address of the identity that was replaced: notice only.
    LoginReplaced {
        /// Until when signing in with that identity, after an exchange with both, undoes the change.
        until: Timestamp,
        /// Whether it was exchanged with another account's, which it opens now.
        exchanged: bool,
    },
    /// To the contact address: a change was undone. Whatever was frozen for it is free.
    LoginChangeUndone {
        /// Who signs in again, for display; nothing where nobody did before.
        to: Option<String>,
        /// That the contact e-mail is another than before, where that can be put back (rule 5.38).
        address: Option<AddressReplaced>,
    },
    /// To the contact address: the change stands, and the account that was frozen for it is free again (rule 9.22).
    LoginChangeKept {
        /// Who signs in, for display; nothing where nobody does any more.
        login: Option<String>,
        /// Until when it can still be undone; nothing where it is final.
        until: Option<Timestamp>,
    },
    /// To the contact address: the account is frozen.
    AccountFrozen {
        /// Why.
        why: FreezeReason,
    },
    /// To the address of rule 5.30: the code that decides about the change of a frozen account.
    DecideCode {
        /// The code of 8 digits.
        code: Secret,
        /// For how many minutes it works.
        minutes: i64,
    },
    /// To the contact address: the code that shows that who signs in for an act is there now (rule 2.12).
    ProofCode {
        /// The code of 8 digits.
        code: Secret,
        /// For how many minutes it works.
        minutes: i64,
        /// What it is for.
        purpose: Purpose,
    },
    /// To the contact address: new recovery codes were made, or one was used.
    RecoveryCodes {
        /// Whether one was used, or else new ones made.
        used: bool,
        /// How many can still be used.
        left: u32,
    },
    /// To the contact address: two-factor was switched.
    TwoFactorSwitched {
        /// On, or else off.
        on: bool,
    },
    /// To the operator: why somebody switched two-factor off, in their words.
    TwoFactorFeedback {
        /// Why.
        reason: String,
        /// The account's own address, to which the operator answers.
        answer_to: String,
    },
    /// To the stored address: the identities that are linked (rules 2.12 of the gallery).
    Assistance {
        /// Who signs in, for display; nobody where nothing is linked.
        identities: Vec<String>,
    },
    /// To the stored address: the code that resets or sets the password.
    PasswordReset {
        /// The code of 8 digits.
        code: Secret,
        /// For how many minutes it works.
        minutes: i64,
        /// For the page that explains.
        reference: Secret,
    },
    /// To the contact address: a password or Microsoft identity was added.
    CredentialAdded {
        /// What, in words: "a Microsoft account", "a password", "the API key “x”".
        what: Credential,
    },
    /// To the contact address: a password, Microsoft identity or API key was removed.
    CredentialRemoved {
        /// What.
        what: Credential,
    },
    /// To the contact address: the code that recovers the account.
    RecoverCode {
        /// The code of 8 digits.
        code: Secret,
        /// For how many minutes it works.
        minutes: i64,
        /// For the page that explains.
        reference: Secret,
    },
    /// To the contact address and the linked identity's: a recovery waits, and how to stop it.
    RecoveryWaits {
        /// Until when it waits.
        until: Timestamp,
        /// For the page that stops it; nothing where the address is notice only.
        reference: Option<Secret>,
    },
    /// To the future administrator: an account asks to become an organization.
    ConversionRequested {
        /// The administrator's username.
        administrator: String,
        /// Until when it can be accepted.
        until: Timestamp,
        /// For the page that explains and rejects.
        reference: Secret,
    },
    /// To the account: its conversion was asked for.
    ConversionInitiated {
        /// The administrator's username.
        administrator: String,
    },
    /// To every confirmed address: an accepted conversion takes effect later, and how to stop it.
    ConversionWaits {
        /// The administrator's username.
        administrator: String,
        /// When it takes effect.
        at: Timestamp,
        /// For the page that stops it.
        reference: Secret,
    },
    /// To the account, and to the administrator where they accepted it days ago: it is an organization now.
    ConversionDone {
        /// The administrator's username.
        administrator: String,
        /// Whether a Microsoft account opened it, which is free now.
        freed: bool,
        /// How many of its keys that work go to the administrator.
        keys_moved: u32,
        /// How many of its keys stopped working.
        keys_removed: u32,
    },
    /// To the other side: the conversion was rejected, cancelled or replaced. To whose link ended it, too.
    ConversionEnded {
        /// Who ended it.
        by: String,
        /// Whether the link that was mailed to them did (rule 12.12), which somebody else may have used.
        by_link: bool,
    },
    /// To the invited account.
    Invited {
        /// The organization's username.
        organization: String,
        /// As administrator, or else collaborator.
        administrator: bool,
        /// Who invites.
        by: String,
        /// Until when it can be accepted.
        until: Timestamp,
        /// For the page that explains and declines.
        reference: Secret,
    },
    /// To the organization's administrators: somebody was invited.
    InvitationMade {
        /// The invited account's username.
        member: String,
        /// Who invited them.
        by: String,
        /// As administrator, or else collaborator.
        administrator: bool,
    },
    /// To the organization's administrators: an invitation was declined.
    InvitationDeclined {
        /// The invited account's username.
        member: String,
    },
    /// To the invited account: the invitation was withdrawn.
    InvitationCancelled {
        /// The organization's username.
        organization: String,
    },
    /// To the organization and the member: joined, or another role.
    MemberUpdated {
        /// The organization's username.
        organization: String,
        /// The member's username.
        member: String,
        /// Administrator, or else collaborator.
        administrator: bool,
    },
    /// To the organization and the member: no longer a member.
    MemberRemoved {
        /// The organization's username.
        organization: String,
        /// The member's username.
        member: String,
    },
    /// To the new owner of a package: it was offered.
    OwnershipOffered {
        /// The package's id.
        package: String,
        /// Who offers it.
        by: String,
        /// Whether who offers it stops being an owner by that.
        transfer: bool,
        /// Until when it can be accepted.
        until: Timestamp,
        /// For the page that explains and declines.
        reference: Secret,
    },
    /// To a package's owners: somebody became or stopped being an owner.
    OwnersChanged {
        /// The package's id.
        package: String,
        /// Who.
        account: String,
        /// Became, or else stopped.
        added: bool,
    },
    /// To a package's owners: another owner's account was deleted.
    OwnerDeleted {
        /// The deleted account's username.
        account: String,
        /// The packages that both owned, at most [`NAMED_PACKAGES`] of them.
        packages: Vec<String>,
        /// How many more there are.
        more: usize,
    },
    /// To the owner: a new package was published under the account's name.
    PackageRegistered {
        /// The package's id.
        package: String,
    },
    /// To the contact address: the deletion was asked for.
    DeletionRequested {
        /// When it takes effect.
        at: Timestamp,
        /// For the page that keeps the account.
        reference: Secret,
        /// Whether its login opens another account now (rule 9.16), so that nobody signs in to keep it.
        login_moved: bool,
    },
    /// To the contact address: the deletion was cancelled or stopped.
    DeletionEnded {
        /// Whether it stopped because it would have done more than was shown.
        stopped: bool,
        /// Whether no login opens the account, as its own was moved (rule 9.16): getting in is a recovery then.
        login_missing: bool,
    },
    /// To the contact address: the move of the account's login to another account was undone, which ended its deletion.
    LoginGivenBack {
        /// Who signs in again, for display.
        login: String,
    },
    /// To the former contact address: the account was deleted.
    Deleted,
    /// To the contact address: the operator renamed the account.
    Renamed {
        /// The name before.
        from: String,
    },
    /// To the holder: an administrator of the organization that an API key works for revoked it.
    KeyRevokedBy {
        /// What its holder calls it.
        description: String,
        /// The last characters of its text.
        ending: String,
        /// The organization's username.
        organization: String,
        /// The administrator's username.
        by: String,
    },
    /// To the holder: the operator revoked an API key that was found in public. Never the key's text.
    KeyFoundInPublic {
        /// What its holder calls it.
        description: String,
        /// The last characters of its text.
        ending: String,
        /// For whose packages it worked, by username; nothing where for all of its holder's.
        owner: Option<String>,
        /// Where it was found: the address of a page, or words.
        found: Option<String>,
        /// Whether it had ended before.
        ended: bool,
    },
    /// To the holder: an API key ends soon, or has ended.
    KeyEnds {
        /// What its holder calls it.
        description: String,
        /// The last characters of its text.
        ending: String,
        /// When it ends, or ended.
        at: Timestamp,
        /// Whether it has.
        ended: bool,
    },
    /// To the holder: an API key may do more than before, or for longer.
    KeyWidened {
        /// What its holder calls it.
        description: String,
        /// The last characters of its text.
        ending: String,
    },
    /// To both sides of a conversion: the service ended it when it was to take effect, as it may no longer be.
    ConversionStopped {
        /// What stands in its way; nothing where it would do more than was shown.
        why: Option<Code>,
    },
}
