//! Opening an account (rules 4.1 to 4.5).

use crate::{
    account::{AccountRow, ClaimedName},
    command::{Changes, Command, Decision},
    contact::Confirmation,
    email::EmailAddress,
    entropy::Entropy,
    installation,
    login::Login,
    login_change::must_not_be_replaced,
    outbound::AuditRow,
    proof::{self, Completed},
    refusal::Refusal,
    session::{NewSession, Opened, session_answer},
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    username::Username,
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, ProofId, Purpose, Secret, SessionId, Timestamp,
    account::{AccountKind, AuditKind},
    session::Installation,
};

/// Open an account by spending a `register` proof, or a `sign_in` proof of an identity that no account has. A refusal
/// leaves the proof as it was, so that another name can be tried (rule 4.5).
#[derive(Debug)]
pub struct RegisterAccount {
    /// Which proof.
    pub proof: ProofId,
    /// The secret that began it.
    pub attempt_secret: Secret,
    /// The session that asks, if one does; a proof is spent where it was begun.
    pub session: Option<SessionId>,
    /// The username as it was typed.
    pub username: String,
    /// The contact e-mail as it was typed.
    pub email: String,
    /// Who asks.
    pub installation: Installation,
    /// Whether the gallery takes new accounts.
    pub registration_open: bool,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

impl RegisterAccount {
    fn check_free(
        &self,
        snapshot: &Snapshot,
        completed: &Completed,
        name: &Username,
        email: &EmailAddress,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if snapshot.login(&completed.key).is_some() {
            return Err(Refusal::new(
                Code::IdentityAlreadyLinked,
                "2.9",
                "the identity is the login of an account",
            ));
        }
        must_not_be_replaced(snapshot, &completed.key, now)?;
        if snapshot.name(&name.folded()).is_some() {
            return Err(Refusal::new(Code::UsernameTaken, "1.4", "the name is taken or was once").about("username"));
        }
        if snapshot.holder_of(&email.folded()).is_some() {
            let refusal = Refusal::new(Code::EmailTaken, "5.3", "another account has confirmed this address");
            return Err(refusal.about("email"));
        }
        Ok(())
    }

    fn new_login(&self, account: AccountId, completed: &Completed, now: Timestamp, entropy: &mut Entropy) -> Login {
        Login {
            id: entropy.id(now),
            account,
            key: completed.key.clone(),
            identity: completed.identity.clone(),
            linked_at: now,
        }
    }

    /// The account's rows. Its name was looked at before.
    fn opened(&self, account: &AccountRow, login: &Login, now: Timestamp) -> Changes {
        Changes {
            guards: self.session.map(Guard::SessionLive).into_iter().collect(),
            writes: vec![
                Write::SpendProof {
                    proof: self.proof,
                    at: now,
                },
                Write::InsertAccount(account.clone()),
                Write::ClaimName(ClaimedName {
                    username: account.username.clone(),
                    account: Some(account.id),
                }),
                Write::InsertLogin(login.clone()),
            ],
            ..Changes::default()
        }
    }
}

impl Command for RegisterAccount {
    type Answer = Opened;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let name = Username::parse(&self.username)
            .ok()
            .map(|name| Need::Name(name.folded()));
        let email = EmailAddress::parse(&self.email)
            .ok()
            .map(|email| Need::HolderOfAddress(email.folded()));
        let proof = [Need::Proof(self.proof), Need::LoginChangesByProof(self.proof)];
        proof.into_iter().chain(name).chain(email).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Opened> {
        if !self.registration_open {
            return Err(Refusal::new(
                Code::RegistrationClosed,
                "4.1",
                "the gallery takes no new accounts",
            ));
        }
        let installation = installation::accept(&self.installation)?;
        let username = Username::parse(&self.username)?;
        let email = EmailAddress::parse(&self.email)?;
        let proof = snapshot.proof(self.proof);
        let completed = proof::spend(
            snapshot,
            proof,
            &self.attempt_secret,
            Purpose::Register,
            self.session,
            now,
        )?;
        self.two_factor.must_be_met_by_new(&completed.identity)?;
        self.check_free(snapshot, completed, &username, &email, now)?;

        let id = AccountId::new(entropy.id(now));
        let account = AccountRow {
            pending_email: Some(email.clone()),
            ..AccountRow::new(id, AccountKind::Individual, username, now)
        };
        let login = self.new_login(account.id, completed, now, entropy);
        let confirmation = Confirmation::issue(&account, &email, None, now, entropy)?;
        let mut changes = self.opened(&account, &login, now);
        let (by, subject) = (Some(installation.name.as_str()), Some(email.as_str()));
        let row = AuditRow::new(account.id, AuditKind::Registered, by, subject, now, entropy);
        changes.audit.push(row);
        changes.absorb(confirmation);
        let new = NewSession::new(account.id, &self.attempt_secret, &installation, now, entropy);
        // The first place of an account is where it was opened: nobody has to be warned about it (rule 3.6).
        changes.absorb(new.changes(false, completed.identity.address.as_deref(), now, entropy));
        Ok((changes, session_answer(new, &account, Some(&login))))
    }
}
