//! What a person can ask of the app.

#[cfg(test)]
mod tests;
mod typed;

pub use typed::Typed;

use crate::{
    SessionId, Timestamp,
    desktop::{
        nuget_org::NugetOrgTab,
        view::{AccountTab, GalleryId, Language, ProfileId, Theme},
        wizard::{Choice, FieldName, WizardKind},
    },
};
use serde::{Deserialize, Serialize};

/// One act of the person. The answer to each is the next [`crate::desktop::View`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Action {
    /// Show where to sign in: the practice gallery, known galleries, another address.
    ShowWelcome,
    /// Show the page on which a gallery's address is typed.
    ShowAddGallery,
    /// Keep what was typed there, so that nothing is lost.
    DraftGallery {
        /// The text so far.
        address: String,
    },
    /// Ask the gallery at this address who it is, keep it, and start a sign-in there.
    AddGallery {
        /// The text typed.
        address: String,
    },
    /// Forget a gallery that has no accounts here.
    RemoveGallery {
        /// Which.
        gallery: GalleryId,
    },
    /// Start a sign-in: begin a proof and open the browser.
    StartSignIn {
        /// Where.
        gallery: GalleryId,
    },
    /// Show the sign-in that is under way.
    ShowSignIn {
        /// The wizard's id, from the list of what is under way.
        id: String,
    },
    /// Open the page in the browser again.
    OpenBrowserAgain,
    /// Put the page's address on the clipboard. It never passes through the window.
    CopyAddress,
    /// "Nothing happened?": open a second authorize over this computer's own address.
    ReturnOverLoopback,
    /// Take the address that the browser ended on, pasted by the person.
    PasteAddress {
        /// The text pasted.
        text: String,
    },
    /// Cancel the sign-in.
    CancelSignIn,
    /// "Yes, that is me": spend the proof and open a session.
    ConfirmIdentity,
    /// "Not me": sign in again with another Microsoft account.
    UseAnotherIdentity,
    /// From an unlinked identity: go on to choose a username.
    ShowRegister,
    /// Back from the register page to who came back; nothing typed is lost.
    BackToIdentity,
    /// Keep what was typed so far.
    DraftRegister {
        /// The sign-in that it follows: it may not be shown any more when what was typed arrives.
        id: String,
        /// The username so far.
        username: String,
        /// The address so far.
        email: String,
    },
    /// Ask the gallery whether the username is free.
    CheckUsername {
        /// The sign-in that it follows.
        id: String,
        /// The username.
        username: String,
    },
    /// Open the account.
    Register {
        /// The username, for ever.
        username: String,
        /// The contact e-mail.
        email: String,
    },
    /// Show an account.
    ShowAccount {
        /// Which.
        profile: ProfileId,
        /// Which part of it.
        tab: AccountTab,
    },
    /// Ask the gallery for the account's present state.
    RefreshAccount {
        /// Which.
        profile: ProfileId,
    },
    /// Confirm the contact e-mail with the code from the mail.
    ConfirmEmail {
        /// Which account.
        profile: ProfileId,
        /// The code typed.
        code: String,
    },
    /// Have the code mailed again.
    ResendConfirmation {
        /// Which account.
        profile: ProfileId,
    },
    /// End another session of the account.
    RevokeSession {
        /// Which account.
        profile: ProfileId,
        /// Which session.
        session: SessionId,
    },
    /// End the session of this computer and remove it from the keyring.
    SignOut {
        /// Which account.
        profile: ProfileId,
    },
    /// Remove an account from the list, with what is cached of it. Only where no session is left.
    ForgetAccount {
        /// Which account.
        profile: ProfileId,
    },
    /// Show the practice mailbox.
    ShowMailbox,
    /// Open the link of a practice mail in the browser, as a click in a mail program does.
    OpenMailedLink {
        /// The mail's id.
        mail: String,
    },
    /// Let the time of the practice gallery pass until just after then, so that what waits there is not waited for.
    LetTimePass {
        /// When that is.
        until: Timestamp,
    },
    /// Put the practice gallery back to its beginning. The window has asked for confirmation.
    StartOver,
    /// Show the settings.
    ShowSettings,
    /// Choose the theme.
    SetTheme {
        /// Which.
        theme: Theme,
    },
    /// Draw the page larger or smaller, from now on and after the next start.
    SetZoom {
        /// In per cent of its usual size.
        percent: u16,
    },
    /// Choose the language.
    SetLanguage {
        /// Which.
        language: Language,
    },
    /// Choose whether the app goes on in the tray when its window is closed, or quits.
    SetKeepsRunning {
        /// Whether it goes on.
        on: bool,
    },
    /// Stop who is getting into the account by mail.
    StopRecovery {
        /// Which account.
        profile: ProfileId,
    },
    /// Turn desktop notifications on or off.
    SetNotifications {
        /// On.
        on: bool,
    },
    /// Look for the keyring again.
    ProbeKeyring,
    /// Register the app for its links again.
    RepairLinks,
    /// Close an in-app notice.
    DismissNotice {
        /// Which.
        id: String,
    },
    /// Begin a guided wizard, or show it where it is under way already.
    StartWizard {
        /// Which.
        wizard: WizardKind,
        /// At which gallery.
        gallery: GalleryId,
        /// For which account known here.
        profile: Option<ProfileId>,
        /// What it is about besides: an organization, an account that asks.
        subject: Option<String>,
    },
    /// Show a wizard that is under way.
    ShowWizard {
        /// Its id.
        id: String,
    },
    /// Keep what was typed on the wizard's page.
    DraftWizard {
        /// The wizard: it may not be shown any more when what was typed arrives.
        id: String,
        /// Where.
        field: FieldName,
        /// The text so far. Of secret fields nothing is sent before an answer is.
        text: String,
    },
    /// Ask whether the username that was typed is free, or can be chosen.
    CheckWizard {
        /// The wizard.
        id: String,
        /// Where.
        field: FieldName,
        /// The text.
        text: String,
    },
    /// Give an answer on the wizard's page.
    Choose {
        /// Which.
        choice: Choice,
        /// Whom or what it is about.
        target: Option<String>,
        /// What stands in the fields.
        typed: Vec<Typed>,
    },
    /// Go back one step; nothing typed is lost.
    BackWizard,
    /// Show the page on which an error text can be pasted.
    ShowTrouble,
    /// Say what a pasted error text or address means. Nothing is sent anywhere for it.
    Diagnose {
        /// The text.
        text: String,
    },
    /// Show the page on which the username of a nuget.org account is typed.
    ShowAddNugetOrg,
    /// Keep what was typed there.
    DraftNugetOrg {
        /// The text so far.
        username: String,
    },
    /// Look the account up at nuget.org and keep it in the list.
    AddNugetOrg {
        /// The username.
        username: String,
    },
    /// Show a nuget.org account.
    ShowNugetOrg {
        /// Which.
        profile: ProfileId,
        /// Which part of it.
        tab: NugetOrgTab,
    },
    /// Show more of its packages or of its journal.
    ShowMoreOfNugetOrg {
        /// Which.
        profile: ProfileId,
    },
    /// Open its page at nuget.org in the browser.
    OpenNugetOrgProfile {
        /// Which.
        profile: ProfileId,
    },
    /// Turn looking at nuget.org by itself on or off.
    SetWatch {
        /// On.
        on: bool,
    },
    /// The window heard that this computer's network is there again.
    NetworkReturned,
    /// Show what has to be done before a work address is lost.
    ShowLeaving {
        /// For which account.
        profile: ProfileId,
    },
    /// Keep the last day at work, for the dates of the calendar file.
    SetLastDay {
        /// The day, as `YYYY-MM-DD`; empty for none.
        day: String,
    },
    /// Save the dates as a calendar file in the folder for downloads, and show it there.
    SaveCalendar {
        /// For which account.
        profile: ProfileId,
    },
    /// Put a text of the page on the clipboard: a receipt, a record for a domain. Never a secret.
    CopyText {
        /// The text.
        text: String,
    },
}

/// Which act, and nothing of what was typed or pasted with it.
impl std::fmt::Debug for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = serde_json::to_value(self).unwrap_or_default();
        let act = value.get("do").and_then(serde_json::Value::as_str);
        write!(f, "Action({})", act.unwrap_or_default())
    }
}
