//! Each act as its command, with what whoever does it knows.

use super::{Done, NAMES, Plain, World, address, installation};
use crate::model::act::{Act, Area, By};
use accounts::{
    register::RegisterAccount,
    session::{Caller, EndSession, OpenSession},
};
use contract::Purpose;

impl World {
    /// Does it, one second after whatever was before. Nothing where nobody is there to do it.
    pub async fn run(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        self.advance(1);
        self.letters.clear();
        self.events.clear();
        match act.area() {
            Area::Session => self.run_session(act, plain).await,
            Area::Proof => self.run_proof(act, plain).await,
            Area::Address => self.run_address(act, plain).await,
            Area::Member => self.run_member(act, plain).await,
            Area::Request => self.run_request(act, plain).await,
            Area::Operator => self.run_operator(act, plain).await,
            Area::Login => self.run_login(act, plain).await,
            Area::Recovery => self.run_recovery(act, plain).await,
            Area::Package => self.run_package(act, plain).await,
        }
    }

    /// The session that asks.
    pub(super) fn by(&self, plain: &Plain, by: By) -> Option<Caller> {
        plain.session(by).map(|session| self.caller(session))
    }

    async fn run_session(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        Some(match *act {
            Act::Wait { seconds } => {
                self.advance(seconds);
                self.gallery.run_housekeeping().await;
                Ok(())
            }
            // Who has a second factor at hand is the model's to know.
            Act::HaveSecondFactor { .. } => Ok(()),
            Act::Enforce { enforced } => {
                self.two_factor.enforced = enforced;
                Ok(())
            }
            Act::Register {
                identity,
                name,
                address,
            } => self.register(plain, identity, name, address).await,
            Act::SignIn { identity } => self.sign_in(plain, identity).await,
            Act::EndSession { by, first } => {
                let caller = self.by(plain, by)?;
                let session = self.sessions[plain.meant(by, first)].0;
                self.did(EndSession { caller, session }).await
            }
            _ => unreachable!(),
        })
    }

    async fn register(&mut self, plain: &Plain, identity: usize, name: usize, at: usize) -> Done {
        let proof = self.proof(plain, Purpose::Register, identity, None).await;
        self.did(RegisterAccount {
            proof: proof.proof,
            attempt_secret: proof.attempt_secret,
            session: None,
            username: NAMES[name].to_owned(),
            email: address(at),
            installation: installation(),
            registration_open: true,
            two_factor: self.two_factor,
        })
        .await
    }

    async fn sign_in(&mut self, plain: &Plain, identity: usize) -> Done {
        let proof = self.proof(plain, Purpose::SignIn, identity, None).await;
        self.did(OpenSession {
            notes_stopped: true,
            proof: proof.proof,
            attempt_secret: proof.attempt_secret,
            session: None,
            installation: installation(),
            two_factor: self.two_factor,
        })
        .await
    }
}
