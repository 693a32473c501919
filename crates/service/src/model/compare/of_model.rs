//! What a model has, one line for each thing.

use super::Lines;
use crate::model::{
    NAMES, PACKAGES,
    plain::{DAY, HOUR, Plain},
    world::text_on,
};

/// What a model has.
pub fn of_model(plain: &Plain) -> Lines {
    let mut lines = Lines::new();
    accounts(plain, &mut lines);
    sessions(plain, &mut lines);
    organizations(plain, &mut lines);
    recoveries(plain, &mut lines);
    changes(plain, &mut lines);
    packages(plain, &mut lines);
    proofs(plain, &mut lines);
    operator(plain, &mut lines);
    lines
}

fn proofs(plain: &Plain, lines: &mut Lines) {
    for (number, row) in plain.proofs.iter().enumerate().filter(|(_, row)| !row.gone) {
        let completed = row.completed.map(|completed| (completed.identity, completed.shown));
        lines.insert(format!(
            "proof {number} wrong {} completed {completed:?} spent {}",
            row.wrong, row.spent
        ));
    }
    for row in &plain.proof_codes {
        let (proof, who, made, tries) = (row.proof, row.account, row.made, row.tries);
        lines.insert(format!("code of {who} for proof {proof} made {made} tries {tries}"));
    }
}

fn operator(plain: &Plain, lines: &mut Lines) {
    let listed = plain.listed.iter().map(|text| text_on(*text));
    lines.extend(listed.map(|(list, text)| format!("listed {list:?} {text}")));
    lines.extend(plain.provider.map(|seen| format!("provider {seen:?}")));
}

fn accounts(plain: &Plain, lines: &mut Lines) {
    let now = plain.now;
    for (who, row) in plain.all() {
        let until = plain.change_until(who).filter(|until| now < *until);
        let due = row.deletion.as_ref().map(|deletion| deletion.due);
        lines.insert(format!(
            "account {who} {} organization {} confirmed {:?} pending {:?} login {:?} codes {} until {until:?} \
             locked {} frozen {} due {due:?}",
            NAMES[row.name], row.organization, row.confirmed, row.pending, row.login, row.codes, row.locked, row.frozen
        ));
        lines.insert(format!(
            "safety of {who} two-factor {} password {:?} wish {:?} declines {:?} demands {:?}",
            row.two_factor, row.password, row.wish, row.declines, row.demands
        ));
        lines.insert(format!("failed {who} {}", row.failures.0));
    }
    lines.extend(
        plain
            .names
            .iter()
            .map(|(name, whose)| format!("name {} is {whose:?}", NAMES[*name])),
    );
}

fn sessions(plain: &Plain, lines: &mut Lines) {
    for number in (0..plain.sessions.len()).filter(|number| plain.is_live(*number)) {
        let session = &plain.sessions[number];
        lines.insert(format!("session {number} of {} full {}", session.account, session.full));
    }
}

fn organizations(plain: &Plain, lines: &mut Lines) {
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
}

fn recoveries(plain: &Plain, lines: &mut Lines) {
    let now = plain.now;
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
}

fn changes(plain: &Plain, lines: &mut Lines) {
    for change in plain
        .address_changes
        .iter()
        .filter(|change| plain.can_be_put_back(change))
    {
        lines.insert(format!(
            "address {} of {} since {} until {}",
            change.previous, change.account, change.made, change.ends
        ));
    }
    for change in plain.login_changes.iter().filter(|change| plain.is_undoable(change)) {
        let swap = change.partner.is_some();
        lines.insert(format!(
            "change of {} from {:?} made {} {:?} swap {swap}",
            change.account, change.from, change.made, change.state
        ));
    }
}

fn packages(plain: &Plain, lines: &mut Lines) {
    for (id, row) in &plain.packages {
        let owners: Vec<_> = row.owners.iter().collect();
        lines.insert(format!(
            "package {} listed {} versions {} owners {owners:?}",
            PACKAGES[*id], row.listed, row.versions
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
}
