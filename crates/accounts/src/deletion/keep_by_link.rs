//! Keeping an account that is being deleted, by the mailed link.

use super::{
    Deletion,
    cancel::{ended, ended_but_for_row, is_without_login, kept, login_moved, pending},
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    digest::Hash,
    entropy::Entropy,
    letter::LetterKind,
    login::in_words,
    login_change::{Means, Relink, settle_elsewhere},
    mailed_act::ActKind,
    outbound::told,
    proof,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    write::Write,
};
use contract::{AccountId, Code, ProofId, Purpose, Secret, Timestamp, account::AuditKind, consequence::Consequence};
use uuid::Uuid;

/// Keep the account with the link that was mailed (rules 14.16, 14.17). Takes no session. Where the account's login was
/// moved to another account, it takes a proof of an identity that no account has, which becomes the login; not where
/// two-factor is on, as no link alone opens such an account.
#[derive(Debug)]
pub struct KeepByLink {
    /// The hash of the link's reference.
    pub act: Hash,
    /// The account that the link is about.
    pub account: AccountId,
    /// The deletion that the link is about.
    pub deletion: Uuid,
    /// The proof, and the secret that began it.
    pub proof: Option<(ProofId, Secret)>,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

impl KeepByLink {
    fn is_open(&self, snapshot: &Snapshot, now: Timestamp) -> bool {
        let mut acts = snapshot.mailed_acts.iter();
        acts.any(|act| {
            act.hash == self.act
                && act.kind == ActKind::KeepAccount
                && act.account == self.account
                && act.about == self.deletion
                && act.is_open(now)
        })
    }

    /// The deletion that the link stops, and how the account stands.
    fn stands<'a>(
        &self,
        snapshot: &'a Snapshot,
        now: Timestamp,
    ) -> Result<(&'a AccountRow, &'a Deletion, Stands), Refusal> {
        if !self.is_open(snapshot, now) {
            return Err(Refusal::new(
                Code::NotFound,
                "14.16",
                "no such link, or one whose time has passed",
            ));
        }
        let (account, deletion) = pending(snapshot, self.account)?;
        let stands = match (is_without_login(snapshot, deletion), account.two_factor) {
            (false, _) => Stands::HasLogin,
            (true, false) => Stands::NeedsIdentity,
            (true, true) => Stands::NeedsRecovery,
        };
        Ok((account, deletion, stands))
    }

    /// The login that takes the place of the one that was moved: a link like any other, which is mailed, can be undone, and
    /// removes the password (rules 9.6, 9.7). Gives what has to happen, and the account as it will be.
    fn link(
        &self,
        account: &AccountRow,
        snapshot: &Snapshot,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<(Changes, AccountRow), Refusal> {
        let (id, secret) = self.proof.as_ref().ok_or_else(login_moved)?;
        let purpose = Purpose::CancelDeletion;
        let completed = proof::spend(snapshot, snapshot.proof(*id), secret, purpose, None, now)?;
        // It is a link like any other (rule 9.30). Where two-factor is on nothing is linked at all.
        self.two_factor.must_be_met_by_new(&completed.identity)?;
        if snapshot.login(&completed.key).is_some() {
            let detail = "the identity is the login of an account";
            return Err(Refusal::new(Code::IdentityAlreadyLinked, "2.9", detail));
        }
        let mut changes = settle_elsewhere(snapshot, &completed.key, now, entropy)?;
        let relink = Relink {
            account: kept(account),
            from: None,
            to: completed,
            means: Means::Recovery,
            id: entropy.id(now),
            partner: None,
            except: None,
            by: None,
            audit: (AuditKind::LoginChanged, in_words(&completed.identity)),
        };
        let relinked = relink.decide(snapshot, now, entropy);
        changes.writes.push(Write::SpendProof { proof: *id, at: now });
        let (account, _) = relinked.follow(&mut changes);
        Ok((changes, account))
    }
}

impl Command for KeepByLink {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let proof = self
            .proof
            .iter()
            .flat_map(|(proof, _)| [Need::Proof(*proof), Need::LoginChangesByProof(*proof)]);
        let own = [
            Need::MailedAct(self.act),
            Need::Account(self.account),
            Need::Deletion(self.account),
            Need::AddressChangesOf(self.account),
            Need::LoginChangesOf(self.account),
            Need::SessionsOf(self.account),
            Need::KeysOf(self.account),
        ];
        own.into_iter().chain(proof).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let (account, deletion, stands) = self.stands(snapshot, now)?;
        let mut changes = if stands == Stands::NeedsIdentity {
            let (mut changes, account) = self.link(account, snapshot, now, entropy)?;
            let letter = LetterKind::DeletionEnded {
                stopped: false,
                login_missing: false,
            };
            let rest = ended_but_for_row(&account, deletion, &letter, None, snapshot, now, entropy);
            changes.absorb(rest);
            changes
        } else {
            ended(account, deletion, false, None, snapshot, now, entropy).0
        };
        let linked = std::mem::take(&mut changes.consequences);
        changes.consequences = foreseen(account, linked, stands == Stands::NeedsRecovery, snapshot, now);
        changes.consequences.extend(told(&changes.mails));
        Ok((changes, ()))
    }
}

/// How an account that is being deleted stands with its login.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// It has it.
    HasLogin,
    /// It was moved: keeping the account takes another.
    NeedsIdentity,
    /// The same, and two-factor is on: the link keeps the account and links nothing.
    NeedsRecovery,
}

/// What keeping the account changes; `linked` is what linking another login does.
pub(super) fn foreseen(
    account: &AccountRow,
    linked: Vec<Consequence>,
    recovery: bool,
    snapshot: &Snapshot,
    now: Timestamp,
) -> Vec<Consequence> {
    let username = account.username.as_str().to_owned();
    let missing = recovery.then(|| Consequence::LoginMissing {
        username: username.clone(),
        recovery,
    });
    let keys = snapshot.keys.iter();
    let keys = keys.filter(|key| key.holder == account.id && key.is_live(now)).count();
    let resume = (keys > 0).then(|| Consequence::KeysResume {
        count: u32::try_from(keys).unwrap_or(u32::MAX),
    });
    let kept = Consequence::AccountKept { username };
    [kept].into_iter().chain(missing).chain(resume).chain(linked).collect()
}

/// What [`KeepByLink`] would change, also before anybody has signed in for it (rule 14.22).
#[derive(Debug)]
pub struct ForeseeKeep(pub KeepByLink);

impl Command for ForeseeKeep {
    type Answer = ();

    fn needs(&self, now: Timestamp) -> Vec<Need> {
        self.0.needs(now)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let (account, _, stands) = self.0.stands(snapshot, now)?;
        if self.0.proof.is_some() || stands != Stands::NeedsIdentity {
            return self.0.decide(snapshot, now, entropy);
        }
        let missing = Consequence::LoginMissing {
            username: account.username.as_str().to_owned(),
            recovery: false,
        };
        let changes = Changes {
            consequences: foreseen(account, vec![missing], false, snapshot, now),
            ..Changes::default()
        };
        Ok((changes, ()))
    }
}
