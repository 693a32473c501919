//! Opening a session with the identity that is linked to an account.

use super::{SessionRow, token};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    digest::Hash,
    entropy::Entropy,
    installation::{self, Place},
    login::{IdentityKey, Login},
    outbound::{AuditRow, EventRow},
    password::removed_by_sign_in,
    proof::{self, Completed},
    recovery::stopped_by_sign_in,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, ProofId, Purpose, Secret, SessionId, Timestamp,
    account::{AccountKind, AuditKind},
    event::EventKind,
    session::{Installation, OpenedSession, SessionKind, TwoFactorAdvice},
};

/// Open a session by spending a `sign_in` proof (rules 3.1, 3.3, 10.31). A locked account may (rule 3.8).
#[derive(Debug)]
pub struct OpenSession {
    /// Which proof.
    pub proof: ProofId,
    /// The secret that began it.
    pub attempt_secret: Secret,
    /// The session that asks, if one does; a proof is spent where it was begun.
    pub session: Option<SessionId>,
    /// Who asks.
    pub installation: Installation,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
    /// Whether the account's activity is to say that the sign-in was stopped, where it is (rule 9.27).
    pub notes_stopped: bool,
}

/// A session was opened.
#[derive(Debug)]
pub struct Opened {
    /// What the one who asked is told, with the token.
    pub answer: OpenedSession,
    /// What the token was derived from, beside the attempt secret.
    pub salt: Hash,
}

/// The session that a decision opens, with its token.
pub(crate) struct NewSession {
    pub row: SessionRow,
    pub token: Secret,
    pub salt: Hash,
}

impl NewSession {
    pub(crate) fn new(
        account: AccountId,
        attempt_secret: &Secret,
        installation: &Installation,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Self {
        let id = SessionId::new(entropy.id(now));
        let salt = entropy.bytes();
        let token = token::derive(attempt_secret, &salt, id);
        let row = SessionRow {
            id,
            // The derived token always has the form that its hash asks for.
            token_hash: token::hash(token.expose()).unwrap_or(salt),
            account,
            kind: SessionKind::Full,
            installation_id: installation.id.clone(),
            installation_name: installation.name.clone(),
            opened_at: now,
            seen_at: now,
            ended_at: None,
        };
        Self { row, token, salt }
    }

    /// What is written of it: the session, its place, audit row and event.
    pub(crate) fn changes(
        &self,
        new_place: bool,
        subject: Option<&str>,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Changes {
        let row = &self.row;
        let place = Place {
            account: row.account,
            installation_id: row.installation_id.clone(),
            seen_at: now,
        };
        let installation = row.installation_name.clone();
        let audit = AuditRow::new(
            row.account,
            AuditKind::SignedIn,
            Some(&row.installation_name),
            subject,
            now,
            entropy,
        );
        let what = EventKind::SignedIn {
            installation,
            session: row.id,
            new_place,
        };
        Changes {
            writes: vec![Write::InsertSession(row.clone()), Write::SeePlace(place)],
            audit: vec![audit],
            events: vec![EventRow::new(row.account, what, now, entropy)],
            ..Changes::default()
        }
    }
}

pub(crate) fn session_answer(new: NewSession, account: &AccountRow, login: Option<&Login>) -> Opened {
    let session = new.row.view(new.row.id);
    let answer = OpenedSession {
        token: new.token,
        session,
        account: account.view(login),
        two_factor: TwoFactorAdvice::Nothing,
    };
    Opened { answer, salt: new.salt }
}

/// The refusal of an identity that no account has. One that was replaced lately is told that its account is frozen, where
/// that is so: it may help to decide (rule 9.9).
fn not_linked(snapshot: &Snapshot, key: &IdentityKey, now: Timestamp) -> Refusal {
    let replaced = snapshot.open_change_that_replaced(key, now);
    let account = replaced.and_then(|change| snapshot.account(change.account));
    match account.map(AccountRow::must_not_be_frozen) {
        Some(Err(frozen)) => frozen,
        _ => Refusal::new(Code::IdentityNotLinked, "3.3", "no account has this identity"),
    }
}

/// Who signs in, and to which account.
struct Comer<'a> {
    completed: &'a Completed,
    login: &'a Login,
    account: &'a AccountRow,
}

impl OpenSession {
    /// Whose activity may say that this sign-in was stopped; nothing where it is not, or something else is in its way. Whoever
    /// asks for sessions bounds how often that is said.
    #[must_use]
    pub fn stopped_at(&self, snapshot: &Snapshot, now: Timestamp) -> Option<AccountId> {
        let comer = self.comer(snapshot, now).ok()?;
        self.must_be_let_in(&comer).err().map(|_| comer.account.id)
    }

    fn comer<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<Comer<'a>, Refusal> {
        let (proof, secret) = (snapshot.proof(self.proof), &self.attempt_secret);
        let completed = proof::spend(snapshot, proof, secret, Purpose::SignIn, self.session, now)?;
        let not_linked = || not_linked(snapshot, &completed.key, now);
        let login = snapshot.login(&completed.key).ok_or_else(not_linked)?;
        let account = snapshot
            .account(login.account)
            .filter(|account| account.kind == AccountKind::Individual)
            .ok_or_else(not_linked)?;
        Ok(Comer {
            completed,
            login,
            account,
        })
    }

    fn must_be_let_in(&self, comer: &Comer<'_>) -> Result<(), Refusal> {
        comer.account.must_not_be_frozen()?;
        self.two_factor.must_be_met(comer.account, &comer.completed.identity)
    }

    /// The session of who comes. Who is leaving may look, stay, or go: nothing else (rule 14.14).
    fn new_session(
        &self,
        account: &AccountRow,
        installation: &Installation,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> NewSession {
        let mut new = NewSession::new(account.id, &self.attempt_secret, installation, now, entropy);
        if account.deletion_at.is_some() {
            new.row.kind = SessionKind::Recovery;
        }
        new
    }

    /// The proof is spent, and the login is described as the provider describes the identity by now.
    fn spent(&self, comer: &Comer<'_>, now: Timestamp) -> Changes {
        let unchanged = Guard::AccountUnchanged {
            account: comer.account.id,
            version: comer.account.version,
        };
        let asking = self.session.map(Guard::SessionLive);
        Changes {
            guards: [unchanged].into_iter().chain(asking).collect(),
            writes: vec![
                Write::SpendProof {
                    proof: self.proof,
                    at: now,
                },
                Write::DescribeLogin {
                    login: comer.login.id,
                    identity: comer.completed.identity.clone(),
                },
            ],
            ..Changes::default()
        }
    }

    /// What who comes is told, with the account as it is by now.
    fn answer(&self, new: NewSession, account: &AccountRow, comer: &Comer<'_>) -> Opened {
        let login = Login {
            identity: comer.completed.identity.clone(),
            ..comer.login.clone()
        };
        let mut opened = session_answer(new, account, Some(&login));
        opened.answer.two_factor = self.two_factor.advice(account, &comer.completed.identity);
        opened
    }

    /// Who has the identity and not the second factor is seen by the account's owner (rule 9.27). The proof is left as it was.
    fn stopped(
        &self,
        refusal: Refusal,
        comer: &Comer<'_>,
        by: &Installation,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Refusal {
        if !self.notes_stopped {
            return refusal;
        }
        let (account, address) = (comer.account, comer.completed.identity.address.as_deref());
        let kind = AuditKind::SignInStopped;
        let row = AuditRow::new(account.id, kind, Some(&by.name), address, now, entropy);
        refusal.remembering(Changes {
            guards: vec![Guard::AccountUnchanged {
                account: account.id,
                version: account.version,
            }],
            audit: vec![row],
            ..Changes::default()
        })
    }
}

impl Command for OpenSession {
    type Answer = Opened;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let installation = self.installation.id.clone();
        vec![
            Need::Proof(self.proof),
            Need::LoginChangesByProof(self.proof),
            Need::PlaceByProof {
                proof: self.proof,
                installation,
            },
            Need::RecoveriesByProof(self.proof),
            Need::PasswordByProof(self.proof),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Opened> {
        let installation = installation::accept(&self.installation)?;
        let comer = self.comer(snapshot, now)?;
        self.must_be_let_in(&comer)
            .map_err(|refusal| self.stopped(refusal, &comer, &installation, now, entropy))?;
        let (account, by) = (comer.account, installation.name.as_str());
        let place = snapshot.place(account.id, &installation.id);
        let new_place = place.is_none_or(|place| place.is_forgotten(now));

        let new = self.new_session(account, &installation, now, entropy);
        let mut changes = self.spent(&comer, now);
        let stopped = stopped_by_sign_in(snapshot, account, by, now, entropy);
        changes.absorb(stopped.unwrap_or_default());
        let without_password = removed_by_sign_in(snapshot, account, by, now, entropy);
        let (removed, account) = without_password.unwrap_or_else(|| (Changes::default(), account.clone()));
        changes.absorb_what_is_new(removed);
        let address = comer.completed.identity.address.as_deref();
        changes.absorb(new.changes(new_place, address, now, entropy));
        Ok((changes, self.answer(new, &account, &comer)))
    }
}
