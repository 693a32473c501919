//! Which act of the person does what.

use super::App;
use crate::model::PageKey;
use contract::desktop::Action;
use wizards::Input;

impl App {
    pub(super) fn act(&mut self, action: Action) {
        let Some(action) = self.unless_early(action) else {
            return;
        };
        match action {
            Action::ShowWelcome => self.go(PageKey::Welcome),
            Action::ShowAddGallery => self.go(PageKey::AddGallery),
            Action::DraftGallery { address } => self.draft_gallery(address),
            Action::AddGallery { address } => self.add_gallery(address),
            Action::RemoveGallery { gallery } => self.remove_gallery(&gallery),
            Action::StartSignIn { gallery } => self.start_sign_in(&gallery),
            Action::ShowSignIn { id } => self.show_sign_in(id),
            Action::OpenBrowserAgain => self.with_sign_in(Self::open_browser_again),
            Action::CopyAddress => self.with_sign_in(Self::copy_address),
            Action::ReturnOverLoopback => self.with_sign_in(Self::return_over_loopback),
            Action::PasteAddress { text } => self.with_sign_in(|app, wizard| app.paste_address(wizard, &text)),
            Action::CancelSignIn => self.with_sign_in(Self::cancel_sign_in),
            Action::ConfirmIdentity => self.with_sign_in(Self::confirm_identity),
            Action::UseAnotherIdentity => self.with_sign_in(Self::use_another_identity),
            Action::ShowRegister => self.with_sign_in(Self::show_register),
            Action::BackToIdentity => self.with_sign_in(Self::back_to_identity),
            Action::DraftRegister { id, username, email } => self.draft_register(&id, username, email),
            Action::CheckUsername { id, username } => self.check_username(&id, username),
            Action::Register { username, email } => self.with_sign_in(|app, id| app.register(id, username, email)),
            other => self.act_on_account(other),
        }
    }

    /// The act, unless it needs an attempt that may still be in the keyring; then it is done once that was read.
    fn unless_early(&mut self, action: Action) -> Option<Action> {
        let Some(id) = self.shown_sign_in() else {
            return Some(action);
        };
        let unread = self.run_of(&id) == 0 && !self.attempts.contains_key(&id);
        let Some(early) = self.early.as_mut().filter(|_| unread && needs_attempt(&action)) else {
            return Some(action);
        };
        early.act = Some((id.clone(), action.clone()));
        if let Action::Register { username, email } = action {
            self.draft_register(&id, username, email);
        }
        None
    }

    fn act_on_account(&mut self, action: Action) {
        match action {
            Action::ShowAccount { profile, tab } => self.show_account(&profile, tab),
            Action::RefreshAccount { profile } => self.refresh(&profile),
            Action::ConfirmEmail { profile, code } => self.confirm_email(&profile, code),
            Action::ResendConfirmation { profile } => self.resend_confirmation(&profile),
            Action::RevokeSession { profile, session } => self.revoke_session(&profile, session),
            Action::SignOut { profile } => self.sign_out(&profile),
            Action::ForgetAccount { profile } => self.forget_account(&profile),
            Action::ShowMailbox => self.show_mailbox(),
            Action::OpenMailedLink { mail } => self.open_mailed_link(&mail),
            Action::LetTimePass { until } => self.let_time_pass(until),
            Action::StartOver => self.start_over(),
            Action::ShowSettings => self.show_settings(),
            Action::SetLanguage { language } => self.set_language(language),
            Action::SetTheme { theme } => self.set_theme(theme),
            Action::SetZoom { percent } => self.set_zoom(percent),
            Action::SetNotifications { on } => self.set_notifications(on),
            Action::SetKeepsRunning { on } => self.set_keeps_running(on),
            Action::StopRecovery { profile } => self.stop_recovery(&profile),
            Action::ProbeKeyring => self.probe_keyring(),
            Action::RepairLinks => self.repair_links(),
            Action::DismissNotice { id } => self.dismiss_notice(&id),
            other => self.act_on_wizard(other),
        }
    }

    fn act_on_wizard(&mut self, action: Action) {
        match action {
            Action::StartWizard {
                wizard,
                gallery,
                profile,
                subject,
            } => self.start_wizard(wizard, &gallery, profile, subject),
            Action::ShowWizard { id } => self.show_wizard(&id),
            Action::DraftWizard { id, field, text } => self.draft_wizard(&id, field, text),
            Action::CheckWizard { id, field, text } => self.check_in_wizard(&id, field, text),
            Action::Choose { choice, target, typed } => {
                self.dismiss_read_notices();
                self.with_wizard(|app, id| app.choose(id, choice, target, typed))
            }
            Action::ShowTrouble => self.go(PageKey::Trouble),
            Action::Diagnose { text } => self.diagnose(text),
            Action::CopyText { text } => self.copy_text(text),
            Action::BackWizard => self.with_wizard(|app, id| app.feed(id, Input::Back)),
            other => self.act_on_nuget_org(other),
        }
    }

    fn act_on_nuget_org(&mut self, action: Action) {
        match action {
            Action::ShowAddNugetOrg => self.go(PageKey::AddNugetOrg),
            Action::DraftNugetOrg { username } => self.draft_nuget_org(username),
            Action::AddNugetOrg { username } => self.add_nuget_org(username),
            Action::ShowNugetOrg { profile, tab } => self.show_nuget_org(&profile, tab),
            Action::ShowMoreOfNugetOrg { profile } => self.show_more_of_nuget_org(&profile),
            Action::OpenNugetOrgProfile { profile } => self.open_nuget_org_profile(&profile),
            Action::SetWatch { on } => self.set_watch(on),
            Action::NetworkReturned => self.network_returned(),
            Action::ShowLeaving { profile } => self.show_leaving(&profile),
            Action::SetLastDay { day } => self.set_last_day(&day),
            Action::SaveCalendar { profile } => self.save_calendar(&profile),
            _ => {}
        }
    }

    /// Does something with the guided wizard whose page is shown; nothing where another page is.
    fn with_wizard(&mut self, act: impl FnOnce(&mut Self, &str)) {
        if let PageKey::Wizard(id) = self.model.page.clone() {
            act(self, &id);
        }
    }

    /// Does something with the sign-in whose page is shown, or that the guided wizard waits for whose page is shown;
    /// nothing where another page is.
    fn with_sign_in(&mut self, act: impl FnOnce(&mut Self, &str)) {
        if let Some(id) = self.shown_sign_in() {
            act(self, &id);
        }
    }

    pub(super) fn shown_sign_in(&self) -> Option<String> {
        match &self.model.page {
            PageKey::SignIn(id) => Some(id.clone()),
            PageKey::Wizard(id) => self.model.sign_in_for(id).map(|sign_in| sign_in.id.clone()),
            _ => None,
        }
    }
}

/// Whether an act on a wizard's page takes the secrets of its attempt.
fn needs_attempt(action: &Action) -> bool {
    matches!(
        action,
        Action::OpenBrowserAgain
            | Action::CopyAddress
            | Action::ReturnOverLoopback
            | Action::PasteAddress { .. }
            | Action::ConfirmIdentity
            | Action::Register { .. }
    )
}
