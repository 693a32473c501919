//! The closed list of what a block of a wizard's page is about. A new one is a row of words in each language, or it
//! does not compile.

use serde::{Deserialize, Serialize};

/// What a block is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ListName {
    /// Who signs in now.
    SignsInNow,
    /// Who came back from the browser.
    CameBack,
    /// Who is to sign in.
    SignsInNext,
    /// Who is to sign in to the other account.
    SignsInThere,
    /// What will change.
    WillChange,
    /// What has changed so far, and stays.
    Stays,
    /// Nothing has been changed so far.
    NothingChanged,
    /// What the other account would lose.
    OtherLoses,
    /// The gallery did not answer, so that nobody knows whether it was done.
    Unsure,
    /// The steps of the way by a third Microsoft account.
    ThirdWay,
    // Contact e-mail, mail and username.
    /// The address is the confirmed one already.
    SameAddress,
    /// A new code was mailed.
    CodeSent,
    /// The kinds of mail.
    Mails,
    /// What another username means.
    RenameMeans,
    // Deletion.
    /// Packages that nobody else owns.
    Orphans,
    /// What another owner must do.
    Offered,
    // Conversion.
    /// What stands in the way.
    Blockers,
    /// What it means.
    ConversionMeans,
    /// What was asked for still waits.
    StillWaits,
    // Organizations.
    /// The members.
    Members,
    /// Who is invited.
    Invited,
    /// The organization's address must be confirmed first.
    ConfirmFirst,
    // Recover.
    /// Where the mail went, and what to do if it does not come.
    MailSent,
    /// What was typed is not kept when the app closes: it has to be typed again.
    TypeAgain,
    /// Why the recovery waits, and who can stop it.
    WhyWait,
    /// Who is told about the wait.
    WaitTold,
    /// The linked Microsoft account, which came back from the gallery.
    LinkedNow,
    /// A text for the people who run the gallery.
    ForOperator,
    /// Help by Microsoft for an account of theirs.
    AtMicrosoft,
    /// Until when the recovery session lasts.
    SessionLasts,
    /// Two-factor stays on, and another second factor is needed.
    TwoFactorStays,
    /// The operator discontinued passwords for the address.
    PasswordDiscontinued,
    /// The wait that was begun is given up.
    WaitGivenUp,
    /// The new password stays.
    PasswordStays,
    // Recovery codes.
    /// What stands in the way.
    InTheWay,
    /// Earlier codes no longer work.
    CodesReplaced,
    /// The codes were made, and are not shown again.
    CodesMade,
    // Two-factor.
    /// What it takes.
    TwoFactorTakes,
    /// How to enrol at Microsoft.
    EnrolSteps,
    /// The gallery demands it.
    Enforced,
    /// Two ways to get in, against losing one.
    LosingPhone,
    // Unmanaged tenant.
    /// Who can mend it.
    WhoCanMend,
    /// The message for whoever looks after the domain.
    ForDomainAdmin,
    /// The record's name.
    RecordName,
    /// The record's value, which comes from Microsoft's page.
    RecordValue,
    /// The steps of a take-over.
    TakeoverSteps,
    /// The new one opened another account until lately, which can then not get it back.
    ReplacedElsewhere,
    /// Why the contact e-mail can be changed only later.
    ContactLater,
    /// Change login, before it begins: the contact e-mail is the address of the Microsoft account that is left.
    ContactFirst,
    /// The account is frozen until somebody decides.
    Frozen,
    /// What undoing does, where the gallery does not tell before.
    Undoing,
    /// What keeping the change does.
    Keeping,
    /// Any wizard, when it is stopped: what was pressed may have been done.
    MayBeDone,
    /// An organization that takes accounts of one company only: whoever signs in with one cannot change it as a member.
    TenantBinds,
    /// Recover, in a wait: going on gives it up.
    WaitAtStake,
    /// Recovery codes that were asked for may have been made, and then nobody has them.
    CodesMayBeMade,
    /// Keep an account: whether the one that was pressed for before is kept is not known, and the link of another was pasted.
    EarlierLeftOpen,
    /// Recover: without the keyring the wait does not survive the app.
    WaitInMemory,
    // At nuget.org.
    /// What was seen publicly.
    GuidedSeen,
    /// What must be at hand.
    GuidedAtHand,
    /// What it means.
    GuidedMeans,
    /// Packages that nobody else owns, as far as search tells.
    GuidedSole,
    /// What the page may say instead.
    GuidedRefusals,
    /// What was marked done.
    GuidedMarked,
    /// What was verified.
    GuidedVerified,
    /// What could not be verified.
    GuidedUnverified,
    /// There is no public evidence.
    GuidedNoEvidence,
    /// What was done at nuget.org stays.
    GuidedStays,
    /// What is posted, and only by this press.
    GuidedPosts,
    /// Nobody knows whether the mail was sent.
    GuidedMailUnsure,
    /// How long a deletion takes, where the documentation contradicts itself.
    GuidedDeletionTimes,
    /// Capitals in usernames, where the documentation contradicts the site.
    GuidedCapitals,
    /// Who changes a username, where the documentation contradicts itself.
    GuidedWhoRenames,
    /// No password has been of use since 2022.
    GuidedNoPassword,
    /// The order of the way by a third Microsoft account.
    GuidedThirdOrder,
    /// Who decides about two-factor.
    GuidedWhoseFactor,
    /// A text for the people of nuget.org: the account cannot be opened.
    ForNugetOrg,
    /// A text for a company's administrators: the Microsoft account cannot be used.
    ForCompany,
    /// A text for who will administer an organization.
    ForAdministrator,
    /// A text for who is invited.
    ForInvited,
    /// A text for the people of nuget.org: another username.
    ForRename,
    // API keys.
    /// The keys that there are.
    Keys,
    /// Those that end soon.
    KeysEnding,
    /// Those that have ended.
    KeysEnded,
    /// The one that the page is about.
    ThisKey,
    /// What it will be.
    NextKey,
    /// For whose packages a key can be.
    KeyOwners,
    /// What a key may do.
    KeyScopes,
    /// How long a key can live.
    KeyLives,
    /// A key made now waits, because a change of the login can be undone.
    KeyHeld,
    /// The account has as many keys as it can have.
    KeysFull,
    /// The old key stops at once.
    KeyStops,
    /// Where the text of a key belongs.
    KeyUse,
    /// The key stays, and its text is forgotten.
    KeyForgotten,
    /// The gallery has no key of the press whose answer was lost.
    KeyNotMade,
}
