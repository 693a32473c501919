//! What a person does on an account's page.

use super::App;
use crate::gallery::GalleryClient;
use contract::{Code, Problem, Secret, SessionId, account::Account, desktop::view::NoticeKind};

impl App {
    pub(super) fn confirm_email(&mut self, id: &str, code: String) {
        self.call(
            id,
            "code",
            move |client, token| async move { client.confirm_email(&token, Secret::new(code)).await },
            |app, id, account: Account| {
                if let Some(address) = account.confirmed_email.clone() {
                    app.tell(NoticeKind::EmailConfirmed { address }, Some(id.to_owned()));
                }
                // A pasted link may be an organization's: then it is not this account that came back.
                let known = app.model.profile(id).and_then(|profile| profile.account.as_ref());
                if known.is_none_or(|known| known.id == account.id) {
                    app.take_account(id, account);
                } else {
                    app.refresh(id);
                }
            },
        );
    }

    pub(super) fn resend_confirmation(&mut self, id: &str) {
        self.call(
            id,
            "code",
            |client, token| async move { client.resend_confirmation(&token).await },
            |app, id, ()| {
                let account = app.model.profile(id).and_then(|profile| profile.account.as_ref());
                if let Some(address) = account.and_then(|account| account.pending_email.clone()) {
                    app.tell(NoticeKind::ConfirmationSent { address }, Some(id.to_owned()));
                }
            },
        );
    }

    pub(super) fn revoke_session(&mut self, id: &str, session: SessionId) {
        self.call(
            id,
            "session",
            move |client, token| async move { client.revoke_session(&token, session).await },
            move |app, id, ()| app.on_revoked(id, session),
        );
    }

    fn on_revoked(&mut self, id: &str, session: SessionId) {
        let Some(profile) = self.model.profile_mut(id) else {
            return;
        };
        let known = profile.sessions.iter().find(|known| known.id == session);
        let installation = known.map(|known| known.installation.clone());
        profile.sessions.retain(|known| known.id != session);
        if let Some(installation) = installation {
            self.tell(NoticeKind::SessionEnded { installation }, Some(id.to_owned()));
        }
    }

    /// Stops who is getting into the account by mail. That nobody does any more is what was wanted.
    pub(super) fn stop_recovery(&mut self, id: &str) {
        self.call(
            id,
            "recovery",
            |client, token| async move {
                match client.stop_recovery(&token).await {
                    Err(problem) if problem.code == Code::RecoveryInvalid => Ok(()),
                    stopped => stopped,
                }
            },
            |app, id, ()| {
                let Some(profile) = app.model.profile_mut(id) else {
                    return;
                };
                profile.standing.recoveries.clear();
                let username = profile.record.username.clone();
                app.dismiss_notices(|notice| {
                    notice.profile.as_deref() == Some(id) && matches!(notice.what, NoticeKind::RecoveryStarted { .. })
                });
                app.tell(NoticeKind::RecoveryStopped { username }, Some(id.to_owned()));
            },
        );
    }

    /// One act of the person on an account: called, and then either done or shown with its reason. `about` is the part
    /// of the page that a refusal belongs to.
    fn call<A, F, D>(
        &mut self,
        id: &str,
        about: &'static str,
        call: impl FnOnce(GalleryClient, Secret) -> F + Send + 'static,
        done: D,
    ) where
        A: Send + 'static,
        F: Future<Output = Result<A, Problem>> + Send,
        D: FnOnce(&mut App, &str, A) + Send + 'static,
    {
        let Some(profile) = self.model.profile_mut(id).filter(|profile| !profile.busy) else {
            return;
        };
        profile.busy = true;
        profile.refusal = None;
        let (session, access, profile) = (profile.session, self.access(id), id.to_owned());
        self.spawn(async move {
            let answer = match access.await {
                Ok((client, token)) => call(client, token).await,
                Err(problem) => Err(problem),
            };
            move |app: &mut App| {
                if !app.end_call(&profile, session) {
                    return;
                }
                match answer {
                    Ok(answer) => {
                        done(app, &profile, answer);
                        app.refresh(&profile);
                    }
                    Err(problem) => app.refuse_call(&profile, problem, about),
                }
            }
        });
    }

    /// Whether the answer still concerns somebody.
    fn end_call(&mut self, id: &str, session: u64) -> bool {
        let profile = self.model.profile_mut(id).filter(|profile| profile.session == session);
        profile.map(|profile| profile.busy = false).is_some()
    }

    fn refuse_call(&mut self, id: &str, mut problem: Problem, about: &str) {
        self.take_problem(id, &problem);
        if problem.field.is_none() {
            problem = problem.about(about);
        }
        if let Some(profile) = self.model.profile_mut(id) {
            profile.refusal = Some(problem);
        }
    }
}
