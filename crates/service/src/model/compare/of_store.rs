//! What a store has, one line for each thing, in the model's numbers.

use super::Lines;
use crate::model::{
    ADDRESSES, IDENTITIES, NAMES, PACKAGES, PASSWORDS,
    plain::{HOUR, Shown},
    world::{World, address, hash_of, key_of, provider, tenant},
};
use accounts::{Snapshot, email::EmailAddress, login::IdentityKey, proof::Freshness, recovery::RecoveryKind};
use contract::{AccountId, ProofId, Timestamp, account::AccountKind, session::SessionKind};

/// What a store has.
pub fn of_store(found: &Snapshot, world: &World) -> Lines {
    let mut lines = Lines::new();
    accounts(found, world, &mut lines);
    sessions(found, world, &mut lines);
    organizations(found, world, &mut lines);
    recoveries(found, world, &mut lines);
    changes(found, world, &mut lines);
    packages(found, world, &mut lines);
    proofs(found, world, &mut lines);
    operator(found, world, &mut lines);
    lines
}

fn proofs(found: &Snapshot, world: &World, lines: &mut Lines) {
    let (who, at) = numbers(world);
    let number = |id: ProofId| world.kept.iter().position(|kept| kept.proof == id).unwrap();
    for row in &found.proofs {
        let completed = row.completed.as_ref().map(|completed| {
            let shown = match completed.freshness {
                Freshness::Shown => Shown::Told,
                Freshness::CodeWanted => Shown::Wanted,
                Freshness::CodeTyped(account) => Shown::Typed(who(account)),
            };
            (identity_of(&completed.key).unwrap(), shown)
        });
        let (number, wrong, spent) = (number(row.id), row.wrong_tokens, row.spent_at.is_some());
        lines.insert(format!(
            "proof {number} wrong {wrong} completed {completed:?} spent {spent}"
        ));
    }
    for row in &found.proof_codes {
        let (proof, who, made, tries) = (number(row.proof), who(row.account), at(row.made_at), row.tries_left);
        lines.insert(format!("code of {who} for proof {proof} made {made} tries {tries}"));
    }
}

fn operator(found: &Snapshot, world: &World, lines: &mut Lines) {
    let listed = found.listed.iter();
    lines.extend(listed.map(|(list, text)| format!("listed {list:?} {text}")));
    let seen = found.provider(&provider());
    lines.extend(seen.map(|seen| {
        let at = |time: Timestamp| world.since(time);
        let seen = (
            at(seen.checked_at),
            seen.sends_sign_in_time,
            seen.second_factor_at.map(at),
        );
        format!("provider {seen:?}")
    }));
}

/// The number of an account, and the time since the beginning.
fn numbers(world: &World) -> (impl Fn(AccountId) -> usize, impl Fn(Timestamp) -> i64) {
    let who = |id: AccountId| world.accounts.iter().position(|known| *known == id).unwrap();
    (who, |time: Timestamp| world.since(time))
}

fn number_of(own: Option<&EmailAddress>) -> Option<usize> {
    let own = own?;
    (0..ADDRESSES).find(|number| address(*number) == own.as_str())
}

fn identity_of(key: &IdentityKey) -> Option<usize> {
    (0..IDENTITIES).find(|number| key_of(*number) == *key)
}

fn accounts(found: &Snapshot, world: &World, lines: &mut Lines) {
    let now = world.gallery.now();
    let (who, at) = numbers(world);
    for row in &found.accounts {
        let login = found.login_of(row.id).map(|login| identity_of(&login.key).unwrap());
        let until = row.login_change_until.filter(|until| now < *until).map(&at);
        let (confirmed, pending) = (
            number_of(row.confirmed_email.as_ref()),
            number_of(row.pending_email.as_ref()),
        );
        lines.insert(format!(
            "account {} {} organization {} confirmed {confirmed:?} pending {pending:?} login {login:?} codes {} until \
             {until:?} locked {} frozen {} due {:?}",
            who(row.id),
            row.username.as_str(),
            row.kind == AccountKind::Organization,
            row.recovery_codes_left,
            row.locked,
            row.frozen_at.is_some(),
            row.deletion_at.map(&at)
        ));
        lines.insert(format!("failed {} {}", who(row.id), row.failed_passwords));
        let wish = found.rename_requests.iter().find(|request| request.account == row.id);
        let wish = wish.map(|request| NAMES.iter().position(|name| *name == request.wanted.as_str()).unwrap());
        let demands = row.required_tenant.as_ref();
        let demands = demands.map(|text| (0..10).find(|number| tenant(*number) == *text).unwrap());
        let password = (0..PASSWORDS).find(|number| row.password == Some(hash_of(*number)));
        lines.insert(format!(
            "safety of {} two-factor {} password {password:?} wish {wish:?} declines {:?} demands {demands:?}",
            who(row.id),
            row.two_factor,
            (!row.mail.from_others, !row.mail.package_published)
        ));
    }
    let names = found.names.iter();
    lines.extend(names.map(|name| format!("name {} is {:?}", name.username.as_str(), name.account.map(&who))));
}

fn sessions(found: &Snapshot, world: &World, lines: &mut Lines) {
    let now = world.gallery.now();
    let (who, _) = numbers(world);
    for row in found.sessions.iter().filter(|row| row.is_live(now)) {
        let number = world.sessions.iter().position(|(id, ..)| *id == row.id).unwrap();
        let full = row.kind == SessionKind::Full;
        lines.insert(format!("session {number} of {} full {full}", who(row.account)));
    }
}

fn organizations(found: &Snapshot, world: &World, lines: &mut Lines) {
    let now = world.gallery.now();
    let (who, at) = numbers(world);
    for row in &found.members {
        let (of, who, administrator) = (who(row.organization), who(row.account), row.administrator);
        lines.insert(format!("member {who} of {of} administrator {administrator}"));
    }
    for row in found.invitations.iter().filter(|row| row.is_open(now)) {
        let (of, who, until) = (who(row.organization), who(row.account), at(row.expires_at));
        lines.insert(format!(
            "invited {who} to {of} administrator {} until {until}",
            row.administrator
        ));
    }
    for row in found.conversions.iter().filter(|row| row.is_open(now)) {
        let (account, to) = (who(row.account), who(row.administrator));
        let (made, due) = (at(row.made_at), row.effective_at.map(&at));
        lines.insert(format!("conversion of {account} to {to} made {made} due {due:?}"));
    }
}

fn recoveries(found: &Snapshot, world: &World, lines: &mut Lines) {
    let now = world.gallery.now();
    let (who, at) = numbers(world);
    for row in found.recoveries.iter().filter(|row| row.is_open(now)) {
        let whose = who(row.account.unwrap());
        let session = row
            .session
            .map(|session| world.sessions.iter().position(|(id, ..)| *id == session).unwrap());
        lines.insert(format!(
            "recovery of {whose} for password {} made {} code {} tries {} confirmed {} until {:?} session {session:?}",
            row.kind == RecoveryKind::Password,
            at(row.made_at),
            at(row.code_made_at),
            row.tries_left,
            row.confirmed_at.is_some(),
            row.waits_until.map(&at)
        ));
    }
    for row in found
        .decision_codes
        .iter()
        .filter(|row| now < row.made_at.plus_secs(HOUR / 4))
    {
        let (made, tries) = (at(row.made_at), row.tries_left);
        lines.insert(format!(
            "decision code of {} made {made} tries {tries}",
            who(row.account)
        ));
    }
}

fn changes(found: &Snapshot, world: &World, lines: &mut Lines) {
    let now = world.gallery.now();
    let (who, at) = numbers(world);
    for row in found
        .address_changes
        .iter()
        .filter(|row| row.can_be_put_back(found, now))
    {
        let previous = number_of(Some(&row.previous)).unwrap();
        lines.insert(format!(
            "address {previous} of {} since {} until {}",
            who(row.account),
            at(row.made_at),
            at(row.ends_at)
        ));
    }
    for row in found.login_changes.iter().filter(|row| row.is_open(now)) {
        let from = row.replaced.as_ref().map(|dormant| identity_of(&dormant.key).unwrap());
        let (swap, made) = (row.partner.is_some(), at(row.made_at));
        let (account, state) = (who(row.account), row.state);
        lines.insert(format!(
            "change of {account} from {from:?} made {made} {state:?} swap {swap}"
        ));
    }
}

fn packages(found: &Snapshot, world: &World, lines: &mut Lines) {
    let now = world.gallery.now();
    let (who, at) = numbers(world);
    for row in &found.packages {
        let mut owners: Vec<_> = found
            .owners_of(&row.folded)
            .map(|row| (who(row.account), at(row.since)))
            .collect();
        owners.sort_unstable();
        let (id, listed, versions) = (&row.id, row.listed, row.has_versions);
        lines.insert(format!(
            "package {id} listed {listed} versions {versions} owners {owners:?}"
        ));
    }
    for row in found.ownership_offers.iter().filter(|row| row.is_open(now)) {
        let id = PACKAGES
            .iter()
            .find(|id| id.to_ascii_lowercase() == row.package)
            .unwrap();
        let (to, by, transfer) = (who(row.account), who(row.offered_by), row.transfer);
        lines.insert(format!(
            "offer of {id} to {to} by {by} transfer {transfer} made {}",
            at(row.made_at)
        ));
    }
    for row in found.keys.iter().filter(|row| row.revoked_at.is_none()) {
        let number = world.keys.iter().position(|(id, _)| *id == row.id).unwrap();
        let (of, owner) = (who(row.holder), who(row.owner.unwrap()));
        let (made, until) = (at(row.made_at), at(row.expires_at));
        lines.insert(format!("key {number} of {of} for {owner} made {made} until {until}"));
    }
}
