//! An account's audit trail.

use crate::{EventId, Timestamp};
use serde::{Deserialize, Serialize};

/// What happened to an account: one row of its audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
pub struct AuditEntry {
    /// Its id, ordered by time.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: AuditKind,
    /// The installation that did it, where one did.
    pub installation: Option<String>,
    /// What it was about, in the words of the account: an address, a session's installation.
    pub subject: Option<String>,
    /// The username of another account that did it, where one did: a member for its organization, an administrator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub by: Option<String>,
}

/// The kinds of audit row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS, utoipa::ToSchema)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum AuditKind {
    /// The account was opened.
    Registered,
    /// A session was opened with the linked Microsoft identity.
    SignedIn,
    /// Somebody signed in with the linked Microsoft identity, and no session was opened: without the second factor that is
    /// needed, or while the account is frozen. Noted at most once an hour.
    SignInStopped,
    /// A session was ended by its own installation.
    SignedOut,
    /// A session was ended from another one.
    SessionRevoked,
    /// A confirmation code was mailed again.
    EmailConfirmationSent,
    /// The contact e-mail was confirmed.
    EmailConfirmed,
    /// Too many wrong codes were typed; the code no longer works.
    EmailCodeExhausted,
    // The login.
    /// Another Microsoft identity was linked in place of the one before.
    LoginChanged,
    /// The logins of two accounts were exchanged.
    LoginsSwapped,
    /// A change of the login was taken back.
    LoginChangeUndone,
    /// A change of the login can no longer be taken back.
    LoginChangeFinal,
    /// The account was frozen because somebody said that a change was not theirs.
    AccountFrozen,
    /// The account is in its owner's hands again.
    AccountUnfrozen,
    /// An objection to an exchange of logins was withdrawn; the other account's stands.
    ObjectionWithdrawn,
    /// New recovery codes were made; older ones no longer work.
    RecoveryCodesMade,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// Two-factor was switched on.
    TwoFactorOn,
    /// Two-factor was switched off.
    TwoFactorOff,
    // The contact e-mail and what is public.
    /// Another contact e-mail was asked for.
    EmailChangeRequested,
    /// The wish for another contact e-mail was withdrawn.
    EmailChangeCancelled,
    /// The previous contact e-mail was put back.
    EmailChangeUndone,
    /// What the account wants to be mailed was changed.
    PreferencesChanged,
    // Passwords and recovery.
    /// A password was set.
    PasswordSet,
    /// The password was removed.
    PasswordRemoved,
    /// A recovery session was opened with the password.
    PasswordSignIn,
    /// A wrong password was typed.
    PasswordSignInFailed,
    /// A password was typed, and not looked at: the gallery takes none for this account.
    PasswordSignInUnsupported,
    /// A mail to reset the password was asked for.
    PasswordResetRequested,
    /// The linked identities were mailed to the contact e-mail.
    AssistanceMailed,
    /// A recovery was started.
    RecoveryStarted,
    /// A recovery was stopped.
    RecoveryStopped,
    /// A recovery linked a Microsoft identity.
    RecoveryFinished,
    /// A mail to recover the account was asked for.
    RecoveryRequested,
    /// A code was mailed because the provider does not say when somebody signed in.
    ProofCodeMailed,
    // Organizations.
    /// The organization was created.
    OrganizationCreated,
    /// Somebody was invited.
    MemberInvited,
    /// An invitation was accepted.
    InvitationAccepted,
    /// An invitation was declined.
    InvitationDeclined,
    /// An invitation was withdrawn.
    InvitationCancelled,
    /// A member's role was changed.
    MemberRoleChanged,
    /// A member was removed.
    MemberRemoved,
    /// A member left.
    MemberLeft,
    /// Collaborators became administrators because the last administrator went.
    MembersPromoted,
    /// New members must be of one tenant from now on.
    TenantPolicySet,
    // Conversion.
    /// The conversion to an organization was asked for.
    ConversionRequested,
    /// The conversion was accepted and will take effect.
    ConversionAccepted,
    /// The conversion was declined.
    ConversionRejected,
    /// The conversion was withdrawn.
    ConversionCancelled,
    /// The service ended a conversion when it was to take effect, as it may no longer be.
    ConversionStopped,
    /// The account became an organization.
    Converted,
    // Deletion.
    /// The deletion was asked for.
    DeletionRequested,
    /// The deletion was cancelled.
    DeletionCancelled,
    /// The deletion stopped, because it would have done more than was shown.
    DeletionStopped,
    /// The account was deleted.
    Deleted,
    // Packages and keys.
    /// A package was registered.
    PackageRegistered,
    /// Ownership of a package was offered.
    OwnershipOffered,
    /// Ownership of a package was accepted.
    OwnershipAccepted,
    /// Ownership of a package was declined or withdrawn.
    OwnershipDeclined,
    /// An owner of a package was removed.
    OwnerRemoved,
    /// A package was listed.
    PackageListed,
    /// A package was unlisted.
    PackageUnlisted,
    /// An API key was made.
    KeyMade,
    /// An API key was changed.
    KeyChanged,
    /// An API key was revoked.
    KeyRevoked,
    /// The operator revoked an API key that was found in public.
    KeyFoundInPublic,
    /// An API key went to the administrator of the organization that its account became.
    KeyMoved,
    // The operator.
    /// The operator locked the account.
    Locked,
    /// The operator unlocked the account.
    Unlocked,
    /// The operator decided about a change of the login that had frozen the account; the subject is the reason.
    DecidedByOperator,
    /// The operator changed the username.
    Renamed,
    /// Another username was asked of the operator.
    RenameRequested,
    /// The wish for another username was withdrawn or refused.
    RenameRequestEnded,
    /// The operator put the account's address on a list, whose name is the subject.
    ListedByOperator,
    /// The operator took the account's address off a list, whose name is the subject.
    UnlistedByOperator,
}

/// `GET /api/v1/account/activity?cursor=`: a page of the audit trail, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Activity {
    /// At most 50 entries.
    #[serde(deserialize_with = "known_entries")]
    pub entries: Vec<AuditEntry>,
    /// What to pass as `cursor` for the page after this one; absent on the last.
    pub next: Option<String>,
}

/// An entry of a kind that only a newer gallery has is left out: the others are still read.
fn known_entries<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<AuditEntry>, D::Error> {
    let entries = Vec::<serde_json::Value>::deserialize(deserializer)?;
    Ok(entries
        .into_iter()
        .filter_map(|entry| serde_json::from_value(entry).ok())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_a_kind_that_only_a_newer_gallery_has_leaves_the_others_readable() {
        let entry = |kind: &str| {
            serde_json::json!({
                "id": "019b76da-a800-7e5e-b4fd-31bc4df6c491", "kind": kind, "at": "2026-01-01T00:00:00Z",
                "installation": null, "subject": null,
            })
        };
        let page = serde_json::json!({ "entries": [entry("registered"), entry("teleported")], "next": null });
        let page: Activity = serde_json::from_value(page).unwrap();
        let kinds: Vec<_> = page.entries.iter().map(|entry| entry.kind).collect();
        assert_eq!(kinds, [AuditKind::Registered]);
    }
}
