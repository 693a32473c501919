//! What is stored and what the model has, both as lines of text, so that a difference can be read.

use super::{
    NAMES, PACKAGES,
    act::Act,
    plain::{DAY, Plain},
    world::{World, address, key_of},
};
use accounts::{Snapshot, email::EmailAddress, login::IdentityKey};
use contract::{AccountId, Timestamp, account::AccountKind, session::SessionKind};
use std::collections::BTreeSet;

/// One line for each thing that holds now.
pub type Lines = BTreeSet<String>;

/// Panics, with what differs, where the model has something else than what is stored.
pub fn same(stored: &Lines, plain: &Plain, step: usize, act: &Act) {
    let expected = of_model(plain);
    let only = |these: &Lines, those: &Lines| these.difference(those).cloned().collect::<Vec<_>>().join("\n  ");
    assert!(
        *stored == expected,
        "step {step}, {act:?}\nonly stored:\n  {}\nonly in the model:\n  {}",
        only(stored, &expected),
        only(&expected, stored),
    );
}

/// What a model has.
pub fn of_model(plain: &Plain) -> Lines {
    let now = plain.now;
    let mut lines = Lines::new();
    for (who, row) in plain.all() {
        let until = plain.change_until(who).filter(|until| now < *until);
        let due = row.deletion.as_ref().map(|deletion| deletion.due);
        lines.insert(format!(
            "account {who} {} organization {} confirmed {:?} pending {:?} login {:?} codes {} until {until:?} \
             locked {} frozen {} due {due:?}",
            NAMES[row.name], row.organization, row.confirmed, row.pending, row.login, row.codes, row.locked, row.frozen
        ));
    }
    lines.extend(
        plain
            .names
            .iter()
            .map(|(name, whose)| format!("name {} is {whose:?}", NAMES[*name])),
    );
    for number in (0..plain.sessions.len()).filter(|number| plain.is_live(*number)) {
        let session = &plain.sessions[number];
        lines.insert(format!("session {number} of {} full {}", session.account, session.full));
    }
    let members = plain.members.iter();
    lines.extend(
        members.map(|((of, who), administrator)| format!("member {who} of {of} administrator {administrator}")),
    );
    for ((of, who), row) in plain.invitations.iter().filter(|(_, row)| plain.is_open(row)) {
        let until = row.made + 30 * DAY;
        lines.insert(format!(
            "invited {who} to {of} administrator {} until {until}",
            row.administrator
        ));
    }
    for who in plain.conversions.keys() {
        let open = plain.open_conversion(*who);
        lines.extend(open.map(|row| format!("conversion of {who} to {} made {}", row.administrator, row.made)));
    }
    for change in plain
        .address_changes
        .iter()
        .filter(|change| plain.can_be_put_back(change))
    {
        lines.insert(format!(
            "address {} of {} since {}",
            change.previous, change.account, change.made
        ));
    }
    for change in plain.login_changes.iter().filter(|change| plain.is_undoable(change)) {
        let swap = change.partner.is_some();
        lines.insert(format!(
            "change of {} from {} made {} {:?} swap {swap}",
            change.account, change.from, change.made, change.state
        ));
    }
    for (id, row) in &plain.packages {
        let owners: Vec<_> = row.owners.iter().collect();
        lines.insert(format!(
            "package {} listed {} owners {owners:?}",
            PACKAGES[*id], row.listed
        ));
    }
    for ((package, to), row) in plain.offers.iter().filter(|(_, row)| plain.is_open_offer(row)) {
        let (by, transfer, made) = (row.by, row.transfer, row.made);
        lines.insert(format!(
            "offer of {} to {to} by {by} transfer {transfer} made {made}",
            PACKAGES[*package]
        ));
    }
    for (number, key) in plain
        .keys
        .iter()
        .enumerate()
        .filter(|(_, key)| !key.revoked && !key.gone)
    {
        lines.insert(format!(
            "key {number} of {} for {} made {}",
            key.holder, key.owner, key.made
        ));
    }
    lines
}

fn number_of(own: Option<&EmailAddress>) -> Option<usize> {
    let own = own?;
    (0..super::ADDRESSES).find(|number| address(*number) == own.as_str())
}

fn identity_of(key: &IdentityKey) -> Option<usize> {
    (0..super::IDENTITIES).find(|number| key_of(*number) == *key)
}

/// What a store has.
pub fn of_store(found: &Snapshot, world: &World) -> Lines {
    let now = world.gallery.now();
    let who = |id: AccountId| world.accounts.iter().position(|known| *known == id).unwrap();
    let at = |time: Timestamp| world.since(time);
    let mut lines = Lines::new();
    for row in &found.accounts {
        let login = found.login_of(row.id).map(|login| identity_of(&login.key).unwrap());
        let until = row.login_change_until.filter(|until| now < *until).map(at);
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
            row.deletion_at.map(at)
        ));
    }
    let names = found.names.iter();
    lines.extend(names.map(|name| format!("name {} is {:?}", name.username.as_str(), name.account.map(who))));
    for row in found.sessions.iter().filter(|row| row.is_live(now)) {
        let number = world.sessions.iter().position(|(id, ..)| *id == row.id).unwrap();
        let full = row.kind == SessionKind::Full;
        lines.insert(format!("session {number} of {} full {full}", who(row.account)));
    }
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
        lines.insert(format!("conversion of {account} to {to} made {}", at(row.made_at)));
    }
    for row in found.address_changes.iter().filter(|row| row.is_open(now)) {
        let previous = number_of(Some(&row.previous)).unwrap();
        lines.insert(format!(
            "address {previous} of {} since {}",
            who(row.account),
            at(row.made_at)
        ));
    }
    for row in found.login_changes.iter().filter(|row| row.is_open(now)) {
        let from = identity_of(&row.replaced.as_ref().unwrap().key).unwrap();
        let (swap, made) = (row.partner.is_some(), at(row.made_at));
        let (account, state) = (who(row.account), row.state);
        lines.insert(format!(
            "change of {account} from {from} made {made} {state:?} swap {swap}"
        ));
    }
    for row in &found.packages {
        let mut owners: Vec<_> = found
            .owners_of(&row.folded)
            .map(|row| (who(row.account), at(row.since)))
            .collect();
        owners.sort_unstable();
        lines.insert(format!("package {} listed {} owners {owners:?}", row.id, row.listed));
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
        lines.insert(format!("key {number} of {of} for {owner} made {}", at(row.made_at)));
    }
    lines
}
