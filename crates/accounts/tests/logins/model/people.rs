//! Who is in the gallery, and what they ask with: accounts, sessions, proofs.

use super::{Model, OFFERED, id, identity, key};
use accounts::{
    account::{AccountRow, ClaimedName},
    digest,
    email::EmailAddress,
    login::Login,
    login_change::{ChangeLogin, Current},
    organization::Member,
    proof::{Binding, Completed, Freshness, Presented, Proof},
    session::{Caller, SessionRow},
    username::Username,
};
use contract::{ProofId, Purpose, Secret, SessionId, account::AccountKind, identity::Identity, session::SessionKind};
use uuid::Uuid;

impl Model {
    /// One with the accounts `anna` (1) and `ben` (2), confirmed, signed in to by identities of the same names.
    pub fn with_anna_and_ben() -> Self {
        let mut model = Self::new();
        model.open(1, "anna");
        model.open(2, "ben");
        model
    }

    /// An account with a confirmed address, a login of its name and a session of its number.
    pub fn open(&mut self, number: u8, name: &str) {
        let username = Username::parse(name).unwrap();
        let row = AccountRow {
            confirmed_email: Some(EmailAddress::parse(&format!("{name}@contact.example")).unwrap()),
            ..AccountRow::new(id(number), AccountKind::Individual, username.clone(), self.now)
        };
        self.all.names.push(ClaimedName {
            username,
            account: Some(row.id),
        });
        self.all.accounts.push(row);
        self.all.logins.push(Login {
            id: Uuid::from_bytes([number; 16]),
            account: id(number),
            key: key(name),
            identity: identity(name),
            linked_at: self.now,
        });
        self.session(number, number);
    }

    /// A session of an account.
    pub fn session(&mut self, number: u8, account: u8) {
        self.all.sessions.push(SessionRow {
            id: SessionId::from_bytes([number; 16]),
            token_hash: [number; 32],
            account: id(account),
            kind: SessionKind::Full,
            installation_id: "laptop".to_owned(),
            installation_name: "Laptop".to_owned(),
            opened_at: self.now,
            seen_at: self.now,
            ended_at: None,
        });
    }

    /// An organization of which an account is the administrator.
    pub fn organization(&mut self, number: u8, administrator: u8, tenant: Option<&str>) {
        let username = Username::parse(&format!("org{number}")).unwrap();
        self.all.accounts.push(AccountRow {
            required_tenant: tenant.map(str::to_owned),
            ..AccountRow::new(id(number), AccountKind::Organization, username, self.now)
        });
        self.all.members.push(Member {
            organization: id(number),
            account: id(administrator),
            administrator: true,
            since: self.now,
        });
    }

    pub fn caller(&self, number: u8) -> Caller {
        let session = self.all.session(SessionId::from_bytes([number; 16])).unwrap();
        Caller {
            session: session.id,
            account: session.account,
            kind: session.kind,
            installation: session.installation_name.clone(),
        }
    }

    /// A completed proof of an identity, begun in this session or in none.
    pub fn proof(&mut self, purpose: Purpose, who: &str, session: Option<u8>) -> Presented {
        self.proof_with(purpose, who, session, identity(who))
    }

    pub fn proof_with(&mut self, purpose: Purpose, who: &str, session: Option<u8>, identity: Identity) -> Presented {
        self.count += 1;
        let proof = ProofId::from_bytes([self.count; 16]);
        let attempt_secret = Secret::new(format!("secret {}", self.count));
        let bound_to = session.map(|number| {
            let caller = self.caller(number);
            Binding {
                session: caller.session,
                account: caller.account,
            }
        });
        self.all.proofs.push(Proof {
            id: proof,
            purpose,
            attempt_hash: digest::of_text(attempt_secret.expose()),
            challenge: [0; 32],
            bound_to,
            caller: [0; 32],
            begun_at: self.now,
            wrong_tokens: 0,
            completed: Some(Completed {
                at: self.now,
                key: key(who),
                identity,
                linked: false,
                freshness: Freshness::Shown,
            }),
            spent_at: None,
        });
        Presented { proof, attempt_secret }
    }

    /// The command that links another identity, with proofs of both.
    pub fn change(&mut self, session: u8, current: &str, new: &str) -> ChangeLogin {
        ChangeLogin {
            caller: self.caller(session),
            current: Current::Proof(self.proof(Purpose::ChangeLogin, current, Some(session))),
            new: self.proof(Purpose::ChangeLogin, new, Some(session)),
            two_factor: OFFERED,
        }
    }
}
