//! One account gets another login: what all ways to change one have in common (rules 9.6 and 9.7).

use super::{ChangeState, Dormant, LoginChange, Means, UNDO_SECONDS, finalise};
use crate::{
    account::AccountRow,
    command::Changes,
    email,
    entropy::Entropy,
    letter::{Credential, LetterKind},
    login::{Login, in_words},
    mailed_act::{ActKind, MailedAct},
    outbound::{AuditRow, EventRow, Mail},
    proof::Completed,
    snapshot::Snapshot,
    write::Write,
};
use contract::{AccountId, SessionId, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind};
use uuid::Uuid;

/// What is to be done to one account.
pub(crate) struct Relink<'a> {
    /// The account as it is to be written, but for what this does to it.
    pub account: AccountRow,
    /// Its present login, where it has one.
    pub from: Option<&'a Login>,
    /// Who signs in from now on.
    pub to: &'a Completed,
    /// What showed that it is the caller's.
    pub means: Means,
    /// The change's id, and the other half's where it is a swap.
    pub id: Uuid,
    /// The other half.
    pub partner: Option<Uuid>,
    /// The session that goes on.
    pub except: Option<SessionId>,
    /// The installation that asks, where it is the account's own.
    pub by: Option<&'a str>,
    /// The audit row's kind and subject.
    pub audit: (AuditKind, String),
}

/// What was decided about one account.
pub(crate) struct Relinked {
    /// What has to happen before any new login is inserted: an identity is live once.
    pub first: Vec<Write>,
    /// The rest.
    pub changes: Changes,
    /// The account as it will be.
    pub account: AccountRow,
    /// Its login as it will be.
    pub login: Login,
}

impl Relinked {
    /// Adds it to what happens before. Gives the account and its login as they will be.
    pub(crate) fn follow(self, changes: &mut Changes) -> (AccountRow, Login) {
        changes.writes.extend(self.first);
        changes.absorb(self.changes);
        (self.account, self.login)
    }
}

impl Relink<'_> {
    /// Needs [`crate::Need::AddressChangesOf`], [`crate::Need::LoginChangesOf`] and [`crate::Need::SessionsOf`] the account.
    pub(crate) fn decide(self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Relinked {
        let until = now.plus_secs(UNDO_SECONDS);
        let login = Login {
            id: entropy.id(now),
            account: self.account.id,
            key: self.to.key.clone(),
            identity: self.to.identity.clone(),
            linked_at: now,
        };
        let had_password = self.account.password.is_some();
        let (guard, write, account) = self.row(until).replaced();
        let mut changes = Changes {
            guards: vec![guard],
            writes: vec![
                write,
                Write::InsertLogin(login.clone()),
                Write::InsertLoginChange(self.change(&login, now, until)),
                Write::EndSessionsOf {
                    account: account.id,
                    except: self.except,
                    since: None,
                    at: now,
                },
            ],
            ..Changes::default()
        };
        self.tell(&account, had_password, &mut changes, now, entropy);
        self.mail(snapshot, &account, had_password, &mut changes, now, entropy);
        self.foresee(snapshot, &account, had_password, &mut changes, now);
        Relinked {
            first: self.retired(snapshot, now),
            changes,
            account,
            login,
        }
    }

    /// What ended before is over, and the present login signs in no more.
    fn retired(&self, snapshot: &Snapshot, now: Timestamp) -> Vec<Write> {
        let mut writes = finalise::ended(snapshot, self.account.id, now);
        writes.extend(self.from.map(|from| Write::RetireLogin {
            login: from.id,
            at: now,
        }));
        writes
    }

    fn row(&self, until: Timestamp) -> AccountRow {
        AccountRow {
            password: None,
            failed_passwords: 0,
            failed_password_at: None,
            login_change_until: Some(until),
            ..self.account.clone()
        }
    }

    fn change(&self, login: &Login, now: Timestamp, until: Timestamp) -> LoginChange {
        LoginChange {
            id: self.id,
            account: self.account.id,
            partner: self.partner,
            made_at: now,
            ends_at: until,
            means: self.means,
            replaced: self.from.map(Dormant::of),
            login: login.id,
            state: ChangeState::Open,
        }
    }

    fn tell(
        &self,
        account: &AccountRow,
        had_password: bool,
        changes: &mut Changes,
        now: Timestamp,
        entropy: &mut Entropy,
    ) {
        let (kind, subject) = &self.audit;
        let removed = had_password.then_some((AuditKind::PasswordRemoved, None));
        for (kind, subject) in [(*kind, Some(subject.as_str()))].into_iter().chain(removed) {
            let row = AuditRow::new(account.id, kind, self.by, subject, now, entropy);
            changes.audit.push(row);
        }
        for what in [
            EventKind::LoginChanged,
            EventKind::AccountChanged,
            EventKind::SessionEnded,
        ] {
            changes.events.push(EventRow::new(account.id, what, now, entropy));
        }
    }

    fn mail(
        &self,
        snapshot: &Snapshot,
        account: &AccountRow,
        had_password: bool,
        changes: &mut Changes,
        now: Timestamp,
        entropy: &mut Entropy,
    ) {
        let until = now.plus_secs(UNDO_SECONDS);
        if account.confirmed_email.is_some() {
            let kind = ActKind::FreezeAccount;
            let (act, reference) = MailedAct::issue(kind, account.id, self.id, UNDO_SECONDS, now, entropy);
            changes.writes.push(Write::InsertMailedAct(act));
            let letter = LetterKind::LoginChanged {
                from: self.from.map(|from| in_words(&from.identity)),
                to: in_words(&self.to.identity),
                reference,
                until,
                exchanged: self.partner.is_some(),
            };
            changes
                .mails
                .extend(Mail::notices(snapshot, account, &letter, now, entropy));
        }
        if had_password {
            let letter = LetterKind::CredentialRemoved {
                what: Credential::Password,
            };
            changes
                .mails
                .extend(Mail::notices(snapshot, account, &letter, now, entropy));
        }
        self.mail_replaced(account, changes, now, entropy);
    }

    /// Nobody has shown that the address of the replaced identity is the person's: notice only.
    fn mail_replaced(&self, account: &AccountRow, changes: &mut Changes, now: Timestamp, entropy: &mut Entropy) {
        let address = self.from.and_then(|from| from.identity.address.as_deref());
        if let Some(address) = address.filter(|address| email::routable(address).is_some()) {
            let (until, exchanged) = (now.plus_secs(UNDO_SECONDS), self.partner.is_some());
            let letter = LetterKind::LoginReplaced { until, exchanged };
            let mail = Mail::new(address, account.username.as_str(), letter, now, entropy);
            changes.mails.push(mail);
        }
    }

    fn foresee(
        &self,
        snapshot: &Snapshot,
        account: &AccountRow,
        had_password: bool,
        changes: &mut Changes,
        now: Timestamp,
    ) {
        let count = live_sessions(snapshot, account.id, self.except, now);
        let replaced = Consequence::LoginReplaced {
            username: account.username.as_str().to_owned(),
            from: self.from.map(|from| from.identity.clone()),
            to: self.to.identity.clone(),
        };
        changes.consequences.push(replaced);
        if count > 0 {
            changes.consequences.push(Consequence::SessionsEnd { count });
        }
        if had_password {
            changes.consequences.push(Consequence::PasswordRemoved);
        }
        let at = now.plus_secs(UNDO_SECONDS);
        changes.consequences.push(Consequence::UndoUntil { at });
    }
}

/// How many live sessions an account has, but for one.
pub(crate) fn live_sessions(snapshot: &Snapshot, account: AccountId, except: Option<SessionId>, now: Timestamp) -> u32 {
    let live = snapshot
        .sessions
        .iter()
        .filter(|session| session.account == account && Some(session.id) != except && session.is_live(now));
    u32::try_from(live.count()).unwrap_or(u32::MAX)
}
