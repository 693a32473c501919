//! What is stored and what the model has, both as lines of text, so that a difference can be read.

use super::{
    NAMES, PACKAGES, PASSWORDS,
    plain::{DAY, HOUR, Plain},
    world::{World, address, hash_of, key_of},
};
use accounts::{Snapshot, email::EmailAddress, login::IdentityKey, recovery::RecoveryKind};
use contract::{AccountId, Timestamp, account::AccountKind, session::SessionKind};
use std::collections::BTreeSet;

/// One line for each thing that holds now.
pub type Lines = BTreeSet<String>;

/// Panics, with what differs, where the model has something else than what is stored.
pub fn same(stored: &Lines, plain: &Plain, story: &str) {
    let expected = of_model(plain);
    let only = |these: &Lines, those: &Lines| these.difference(those).cloned().collect::<Vec<_>>().join("\n  ");
    assert!(
        *stored == expected,
        "only stored:\n  {}\nonly in the model:\n  {}\nafter\n{story}",
        only(stored, &expected),
        only(&expected, stored),
    );
}

/// Panics where somebody else was mailed, or something else. What happens by itself is not looked at here.
pub fn same_letters(world: &World, plain: &Plain, story: &str) {
    let expected = plain.letters.iter();
    let expected: BTreeSet<_> = expected.map(|(kind, to)| ((*kind).to_owned(), to.clone())).collect();
    assert_eq!(
        world.letters, expected,
        "on the right who the model says is mailed, after\n{story}"
    );
}

/// Panics where somebody's apps were told something else. That an account changed or a session ended is looked at by the
/// invariants, beside what has changed.
pub fn same_events(world: &World, plain: &Plain, story: &str) {
    let expected = plain.events.iter();
    let expected: BTreeSet<_> = expected.map(|(kind, who)| ((*kind).to_owned(), *who)).collect();
    let told = world.events.iter();
    let told: BTreeSet<_> = told
        .filter(|(kind, _)| !["AccountChanged", "SessionEnded"].contains(&kind.as_str()))
        .cloned()
        .collect();
    assert_eq!(
        told, expected,
        "on the right what the model says that apps hear, after\n{story}"
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
        lines.insert(format!(
            "safety of {who} two-factor {} password {:?} wish {:?} declines {:?}",
            row.two_factor, row.password, row.wish, row.declines
        ));
        lines.insert(format!("failed {who} {}", row.failures.0));
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
        lines.extend(open.map(|row| {
            let (to, made, due) = (row.administrator, row.made, row.due);
            format!("conversion of {who} to {to} made {made} due {due:?}")
        }));
    }
    for ((for_password, _), row) in plain.recoveries.iter().filter(|(_, row)| plain.is_open_recovery(row)) {
        let Some(who) = row.account else { continue };
        lines.insert(format!(
            "recovery of {who} for password {for_password} made {} code {} tries {} confirmed {} until {:?} session {:?}",
            row.made, row.code_made, row.tries, row.confirmed, row.waits_until, row.session
        ));
    }
    for ((who, _), code) in plain.decisions.iter().filter(|(_, code)| now < code.made + HOUR / 4) {
        lines.insert(format!(
            "decision code of {who} made {} tries {}",
            code.made, code.tries
        ));
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
            "change of {} from {:?} made {} {:?} swap {swap}",
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
            "key {number} of {} for {} made {} until {}",
            key.holder, key.owner, key.made, key.ends
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
        lines.insert(format!("failed {} {}", who(row.id), row.failed_passwords));
        let wish = found.rename_requests.iter().find(|request| request.account == row.id);
        let wish = wish.map(|request| NAMES.iter().position(|name| *name == request.wanted.as_str()).unwrap());
        let password = (0..PASSWORDS).find(|number| row.password == Some(hash_of(*number)));
        lines.insert(format!(
            "safety of {} two-factor {} password {password:?} wish {wish:?} declines {:?}",
            who(row.id),
            row.two_factor,
            (!row.mail.from_others, !row.mail.package_published)
        ));
    }
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
            row.waits_until.map(at)
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
        let (made, due) = (at(row.made_at), row.effective_at.map(at));
        lines.insert(format!("conversion of {account} to {to} made {made} due {due:?}"));
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
        let from = row.replaced.as_ref().map(|dormant| identity_of(&dormant.key).unwrap());
        let (swap, made) = (row.partner.is_some(), at(row.made_at));
        let (account, state) = (who(row.account), row.state);
        lines.insert(format!(
            "change of {account} from {from:?} made {made} {state:?} swap {swap}"
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
        let (made, until) = (at(row.made_at), at(row.expires_at));
        lines.insert(format!("key {number} of {of} for {owner} made {made} until {until}"));
    }
    lines
}
