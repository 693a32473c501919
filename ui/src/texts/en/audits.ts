import type { AuditEntry, AuditKind } from '../../contract';

/** A sentence with its subject where there is one. */
function about(subject: string | null, said: (subject: string) => string, otherwise: string): string {
  return subject ? said(subject) : otherwise;
}

/** What the gallery decided about the address of an account, by the name of its list. */
const listed: Record<string, string> = {
  password_exception: 'The gallery allowed the account a password',
  password_discontinued: 'The gallery discontinued passwords for the account',
  forced_conversion: 'The gallery asked for the account to become an organization',
};

/** The same, taken back. */
const unlisted: Record<string, string> = {
  password_exception: 'The gallery no longer allows the account a password',
  password_discontinued: 'The gallery no longer discontinues passwords for the account',
  forced_conversion: 'The gallery no longer asks for the account to become an organization',
};

/**
 * What happened to an account, one sentence for each kind. A person reads their own activity: of organizations and conversions
 * its rows name the other side.
 */
export const audits: Record<AuditKind, (entry: AuditEntry) => string> = {
  registered: () => 'The account was opened',
  signed_in: ({ installation }) => (installation ? `Signed in on ${installation}` : 'Signed in'),
  sign_in_stopped: ({ installation }) =>
    installation
      ? `A sign-in on ${installation} was stopped: the Microsoft account was right, and the second factor was missing or the account frozen`
      : 'A sign-in was stopped: the Microsoft account was right, and the second factor was missing or the account frozen',
  signed_out: ({ installation }) => (installation ? `Signed out on ${installation}` : 'Signed out'),
  session_revoked: ({ subject }) => about(subject, (it) => `Session on ${it} ended`, 'A session was ended'),
  email_confirmation_sent: ({ subject }) => about(subject, (it) => `New code mailed to ${it}`, 'A new code was mailed'),
  email_confirmed: ({ subject }) => about(subject, (it) => `${it} confirmed`, 'Contact e-mail confirmed'),
  email_code_exhausted: ({ subject }) =>
    about(subject, (it) => `Too many wrong codes for ${it}`, 'Too many wrong codes: the code no longer works'),
  login_changed: ({ subject }) =>
    about(subject, (it) => `${it} opens the account from now on`, 'The Microsoft account was changed'),
  logins_swapped: ({ subject }) =>
    about(subject, (it) => `Microsoft accounts swapped with ${it}`, 'Microsoft accounts were swapped'),
  login_change_undone: () => 'The change of the Microsoft account was undone',
  login_change_final: () => 'The change of the Microsoft account can no longer be undone',
  account_frozen: () => 'The account was frozen',
  account_unfrozen: () => 'The account is in its owner’s hands again',
  objection_withdrawn: () =>
    'The objection to the swap of Microsoft accounts was withdrawn; that of the other account stands',
  recovery_codes_made: () => 'New recovery codes were made',
  recovery_code_used: () => 'A recovery code was used',
  two_factor_on: () => 'Two-factor was switched on',
  two_factor_off: () => 'Two-factor was switched off',
  email_change_requested: ({ subject }) =>
    about(subject, (it) => `Contact e-mail ${it} asked for`, 'Another contact e-mail was asked for'),
  email_change_cancelled: () => 'The change of the contact e-mail was withdrawn',
  email_change_undone: ({ subject }) =>
    about(subject, (it) => `Contact e-mail ${it} put back`, 'The earlier contact e-mail was put back'),
  preferences_changed: () => 'The choice of mails was changed',
  password_set: () => 'A password was set',
  password_removed: () => 'The password was removed',
  password_sign_in: ({ subject }) =>
    about(subject, (it) => `Recovery begun with the password on ${it}`, 'Recovery begun with the password'),
  password_sign_in_failed: () => 'A wrong password was typed',
  password_sign_in_unsupported: () => 'A password was typed, which the gallery no longer takes for this account',
  password_reset_requested: () => 'A new password was asked for by mail',
  assistance_mailed: () => 'The linked Microsoft accounts were mailed to the contact e-mail',
  recovery_requested: () => 'A mail to recover the account was asked for',
  proof_code_mailed: ({ subject }) =>
    about(subject, (it) => `A code to go on was mailed to ${it}`, 'A code to go on was mailed to the contact e-mail'),
  recovery_started: () => 'A recovery was started',
  recovery_stopped: () => 'A recovery was stopped',
  recovery_finished: ({ subject }) =>
    about(subject, (it) => `Recovered: ${it} opens the account from now on`, 'The account was recovered'),
  organization_created: ({ subject }) =>
    about(subject, (it) => `The organization ${it} was created`, 'An organization was created'),
  member_invited: ({ subject }) => about(subject, (it) => `Invited to ${it}`, 'Invited to an organization'),
  invitation_accepted: ({ subject }) =>
    about(subject, (it) => `Invitation to ${it} accepted`, 'An invitation was accepted'),
  invitation_declined: ({ subject }) =>
    about(subject, (it) => `Invitation to ${it} declined`, 'An invitation was declined'),
  invitation_cancelled: ({ subject }) =>
    about(subject, (it) => `Invitation to ${it} withdrawn`, 'An invitation was withdrawn'),
  member_role_changed: ({ subject }) =>
    about(subject, (it) => `Role in ${it} changed`, 'The role in an organization was changed'),
  member_removed: ({ subject }) => about(subject, (it) => `Removed from ${it}`, 'Removed from an organization'),
  member_left: ({ subject }) => about(subject, (it) => `Membership of ${it} ended: left`, 'An organization was left'),
  members_promoted: ({ subject }) =>
    about(subject, (it) => `${it} became administrator`, 'Collaborators became administrators'),
  tenant_policy_set: () => 'New members must be of one tenant from now on',
  conversion_requested: ({ subject }) =>
    about(subject, (it) => `Conversion asked for, with ${it}`, 'The conversion to an organization was asked for'),
  conversion_accepted: ({ subject, by }) =>
    about(
      subject,
      (it) => (by ? `${it} accepted the conversion` : `Conversion of ${it} accepted`),
      'The conversion was accepted',
    ),
  conversion_rejected: ({ subject, by }) =>
    about(
      subject,
      (it) => (by ? `${it} declined the conversion` : `Conversion of ${it} declined`),
      'The conversion was declined',
    ),
  conversion_cancelled: () => 'The conversion was withdrawn',
  conversion_stopped: ({ subject }) =>
    about(
      subject,
      (it) => `The gallery ended the conversion, with ${it}: something stood in its way`,
      'The gallery ended the conversion: something stood in its way',
    ),
  converted: ({ subject }) =>
    about(
      subject,
      (it) => `${it} became an organization; this account administers it`,
      'An account became an organization; this one administers it',
    ),
  deletion_requested: () => 'The deletion was asked for',
  deletion_cancelled: () => 'The deletion was withdrawn',
  deletion_stopped: () => 'The deletion stopped: it would have done more than was shown',
  deleted: () => 'The account was deleted',
  package_registered: ({ subject }) =>
    about(subject, (it) => `${it} published for the first time`, 'A package was published for the first time'),
  ownership_offered: ({ subject }) =>
    about(subject, (it) => `Ownership of ${it} offered`, 'Ownership of a package was offered'),
  ownership_accepted: ({ subject }) =>
    about(subject, (it) => `Ownership of ${it} accepted`, 'Ownership of a package was accepted'),
  ownership_declined: ({ subject }) =>
    about(
      subject,
      (it) => `Ownership of ${it} declined or withdrawn`,
      'Ownership of a package was declined or withdrawn',
    ),
  owner_removed: ({ subject }) =>
    about(subject, (it) => `An owner of ${it} removed`, 'An owner of a package was removed'),
  package_listed: ({ subject }) => about(subject, (it) => `${it} listed`, 'A package was listed'),
  package_unlisted: ({ subject }) => about(subject, (it) => `${it} unlisted`, 'A package was unlisted'),
  key_made: ({ subject }) => about(subject, (it) => `API key ${it} made`, 'An API key was made'),
  key_changed: ({ subject }) => about(subject, (it) => `API key ${it} changed`, 'An API key was changed'),
  key_revoked: ({ subject }) => about(subject, (it) => `API key ${it} revoked`, 'An API key was revoked'),
  key_found_in_public: ({ subject }) =>
    about(
      subject,
      (it) => `API key ${it} revoked by the gallery: it was found in public`,
      'The gallery revoked an API key that was found in public',
    ),
  key_moved: ({ subject, by }) =>
    about(
      subject,
      (it) => (by ? `API key ${it} taken over from ${by}` : `API key ${it} taken over`),
      'An API key was taken over',
    ),
  locked: ({ subject }) =>
    about(subject, (it) => `The gallery locked the account: ${it}`, 'The gallery locked the account'),
  unlocked: () => 'The gallery unlocked the account',
  decided_by_operator: ({ subject }) =>
    about(
      subject,
      (it) => `The gallery decided whose the account is: ${it}`,
      'The gallery decided whose the account is',
    ),
  renamed: ({ subject }) => about(subject, (it) => `Username changed; it was ${it}`, 'The username was changed'),
  rename_requested: ({ subject }) =>
    about(subject, (it) => `Username ${it} asked of the gallery`, 'Another username was asked of the gallery'),
  rename_request_ended: ({ subject }) =>
    about(
      subject,
      (it) => `Another username withdrawn or refused: ${it}`,
      'The wish for another username was withdrawn or refused',
    ),
  listed_by_operator: ({ subject }) =>
    listed[subject ?? ''] ?? 'The gallery decided something about the account’s address',
  unlisted_by_operator: ({ subject }) =>
    unlisted[subject ?? ''] ?? 'The gallery took back what it had decided about the account’s address',
};
