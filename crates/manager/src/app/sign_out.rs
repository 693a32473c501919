//! Leaving: signing out, and forgetting an account.

use super::App;
use crate::{
    model::{PageKey, Profile},
    view::account_row,
};
use cache::ProfileRecord;
use contract::{
    Code, Problem,
    desktop::view::{NoticeKind, SignedOut},
};
use vault::{Key, Removal};

impl App {
    /// Ends the session at the gallery, removes the token, looks whether it is gone, and reports each part.
    pub(super) fn sign_out(&mut self, id: &str) {
        let Some(profile) = self.model.profile_mut(id) else {
            return;
        };
        if profile.busy || !profile.record.signed_in {
            return;
        }
        // What is under way for this session says nothing any more: that it is ended is no news to whoever ends it.
        profile.next_session();
        profile.busy = true;
        profile.leaving = true;
        let session = profile.session;
        self.stop_listening(id);
        let (access, profile) = (self.access(id), id.to_owned());
        self.spawn(async move {
            let revoked = async {
                let (client, token) = access.await?;
                client.sign_out(&token).await
            };
            let revoked = revoked.await;
            move |app: &mut App| app.remove_token(&profile, session, revoked)
        });
    }

    fn remove_token(&mut self, id: &str, session: u64, revoked: Result<(), Problem>) {
        // Who signed in again meanwhile has another token, which stays.
        if self.session_of(id) != Some(session) {
            return;
        }
        self.tokens.remove(id);
        let (vault, id) = (self.ports.vault.clone(), id.to_owned());
        self.in_keyring(async move {
            let removal = vault.remove(&Key::Session(id.clone())).await;
            move |app: &mut App| app.on_signed_out(&id, session, revoked, removal)
        });
    }

    fn on_signed_out(&mut self, id: &str, session: u64, revoked: Result<(), Problem>, removal: Removal) {
        if self.session_of(id) != Some(session) {
            return;
        }
        self.stop_listening(id);
        self.tokens.remove(id);
        self.clear(id);
        let Some(profile) = self.model.profile(id) else { return };
        let removed = matches!(removal, Removal::Gone);
        // A session that had ended already is as good as one that was ended now.
        let refusal = revoked.err().filter(|problem| problem.code != Code::SessionRequired);
        let report = SignedOut {
            row: account_row(&self.model, profile),
            revoked_at_gallery: refusal.is_none(),
            removed_from_keyring: removed,
            refusal: refusal.or_else(|| (!removed).then(|| Code::KeyringNotCleared.into())),
        };
        self.report(id, report);
    }

    /// Whoever went on to another page while it was done is not called back from there.
    fn report(&mut self, id: &str, report: SignedOut) {
        if matches!(&self.model.page, PageKey::Account(shown, _) if shown == id) {
            return self.go(PageKey::SignedOut(Box::new(report)));
        }
        let what = NoticeKind::SignedOut {
            username: report.row.username,
            revoked_at_gallery: report.revoked_at_gallery,
            removed_from_keyring: report.removed_from_keyring,
        };
        self.tell(what, Some(id.to_owned()));
    }

    /// Leaves of an account only that it is known here.
    fn clear(&mut self, id: &str) {
        let Some(profile) = self.model.profile_mut(id) else {
            return;
        };
        let record = ProfileRecord {
            signed_in: false,
            session_ended: false,
            event_cursor: None,
            ..profile.record.clone()
        };
        *profile = Profile {
            session: profile.session + 1,
            ..Profile::new(record)
        };
        self.save_profile(id);
        self.saved(self.ports.cache.forget(id));
        self.scrub();
    }

    /// Removes an account without a session from the list.
    pub(super) fn forget_account(&mut self, id: &str) {
        let profile = self.model.profile(id);
        if profile.is_none_or(|profile| profile.is_signed_in() || profile.busy) {
            return;
        }
        self.drop_profile(id);
        let home = self.model.home();
        self.go(home);
    }

    /// Removes a profile with everything that is kept of it here.
    pub(super) fn drop_profile(&mut self, id: &str) {
        // At nuget.org there never was a session, so the keyring, which might ask for its password, is left alone.
        let guided = self.is_guided(id);
        self.stop_listening(id);
        self.tokens.remove(id);
        self.saved(self.ports.state.remove_profile(id));
        self.saved(self.ports.cache.forget(id));
        self.drop_wizards(|wizard| wizard.profile.as_deref() == Some(id));
        if guided {
            self.keep_posted();
        }
        self.model.profiles.retain(|profile| profile.record.id != id);
        self.model
            .notices
            .retain(|notice| notice.profile.as_deref() != Some(id));
        if !guided {
            self.remove_from_keyring(Key::Session(id.to_owned()));
        }
        // Last, so that it finds everything removed.
        self.scrub();
    }
}
