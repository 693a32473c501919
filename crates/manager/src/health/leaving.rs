//! "I am leaving my job": what has to be done before a work address is lost. The order is that in which the gallery lets
//! it be done: while a change of the login can be undone, it changes neither the contact address nor recovery codes
//! (rules 5.32 and 9.8).

use super::{
    Known, administered_alone, domain, key_name, named, owned_alone, owners_are_known, public_alone, work_identity,
};
use contract::desktop::{
    leaving::{LeavingState, LeavingStep, LeavingStepKind},
    nuget_org::PublicAccount,
    wizard::WizardKind,
};

/// The steps for an account of a gallery with an account API.
#[must_use]
pub fn of_account(known: Known<'_>) -> Vec<LeavingStep> {
    let mut steps = vec![contact(&known), codes(&known), login(&known)];
    steps.extend(undo_window(&known));
    let alone = owned_alone(known.belongings);
    steps.extend([administrators(&known), owners(alone, known.extent.packages)]);
    steps.extend([keys(&known), sessions(&known)]);
    steps
}

/// The steps for an account at nuget.org: of most only the person knows how they stand. `whole` is whether the last look
/// read everything.
#[must_use]
pub fn of_public(account: Option<&PublicAccount>, whole: bool) -> Vec<LeavingStep> {
    let unknown = |what, mends| step(what, LeavingState::Unknown, Vec::new(), mends);
    let owners = match account {
        Some(account) => owners(public_alone(account), whole && owners_are_known(account)),
        None => unknown(LeavingStepKind::Owners, Some(WizardKind::Organization)),
    };
    vec![
        unknown(LeavingStepKind::ContactAddress, Some(WizardKind::ContactEmail)),
        unknown(LeavingStepKind::Login, Some(WizardKind::ChangeLogin)),
        unknown(LeavingStepKind::Administrators, Some(WizardKind::Members)),
        owners,
        unknown(LeavingStepKind::Keys, None),
    ]
}

/// Whether the contact address stays. With a personal login nothing says whose the address is, so the person is asked.
fn contact(known: &Known<'_>) -> LeavingStep {
    let address = known.account.confirmed_email.as_deref();
    let work = work_identity(known.account).and_then(|identity| identity.address.as_deref());
    let state = match (address, work) {
        (None, _) => LeavingState::Open,
        (Some(address), Some(work)) if domain(address) == domain(work) => LeavingState::Open,
        (Some(_), Some(_)) => LeavingState::Done,
        (Some(_), None) => LeavingState::Unknown,
    };
    let subjects = address.map(str::to_owned).into_iter().collect();
    step(
        LeavingStepKind::ContactAddress,
        state,
        subjects,
        Some(WizardKind::ContactEmail),
    )
}

fn codes(known: &Known<'_>) -> LeavingStep {
    let state = done_if(known.account.recovery_codes_left > 0);
    step(
        LeavingStepKind::RecoveryCodes,
        state,
        Vec::new(),
        Some(WizardKind::RecoveryCodes),
    )
}

fn login(known: &Known<'_>) -> LeavingStep {
    let identity = known.account.login.as_ref().map(|login| &login.identity);
    let state = done_if(identity.is_some() && work_identity(known.account).is_none());
    let person = identity.and_then(|identity| identity.address.clone().or_else(|| identity.name.clone()));
    let subjects = person.into_iter().collect();
    step(LeavingStepKind::Login, state, subjects, Some(WizardKind::ChangeLogin))
}

fn undo_window(known: &Known<'_>) -> Option<LeavingStep> {
    let until = known.account.login_change_until.filter(|until| *until > known.now)?;
    Some(LeavingStep {
        until: Some(until),
        ..step(LeavingStepKind::UndoWindow, LeavingState::Waits, Vec::new(), None)
    })
}

fn administrators(known: &Known<'_>) -> LeavingStep {
    let alone = administered_alone(known.standing);
    let state = none_left(&alone, known.extent.organizations);
    step(LeavingStepKind::Administrators, state, alone, Some(WizardKind::Members))
}

fn owners(alone: Vec<String>, read: bool) -> LeavingStep {
    let state = none_left(&alone, read);
    step(LeavingStepKind::Owners, state, alone, Some(WizardKind::Organization))
}

/// Where a key is used only the person knows.
fn keys(known: &Known<'_>) -> LeavingStep {
    let live = known.belongings.keys.iter().filter(|key| key.expires_at > known.now);
    let names: Vec<String> = live.map(key_name).collect();
    let state = done_or_unknown(names.is_empty() && known.extent.keys);
    let mends = (!names.is_empty()).then_some(WizardKind::ApiKeys);
    step(LeavingStepKind::Keys, state, names, mends)
}

fn sessions(known: &Known<'_>) -> LeavingStep {
    let others = known.sessions.iter().filter(|session| !session.current);
    let names: Vec<String> = others.map(|session| session.installation.clone()).collect();
    let state = done_or_unknown(names.is_empty() && known.extent.sessions);
    step(LeavingStepKind::Sessions, state, names, None)
}

/// Nothing is left to do only where everything was read: what was not may be anything.
fn none_left(left: &[String], read: bool) -> LeavingState {
    match (left.is_empty(), read) {
        (false, _) => LeavingState::Open,
        (true, true) => LeavingState::Done,
        (true, false) => LeavingState::Unknown,
    }
}

fn done_or_unknown(done: bool) -> LeavingState {
    if done {
        LeavingState::Done
    } else {
        LeavingState::Unknown
    }
}

fn done_if(done: bool) -> LeavingState {
    if done { LeavingState::Done } else { LeavingState::Open }
}

/// What is done needs no wizard.
fn step(what: LeavingStepKind, state: LeavingState, subjects: Vec<String>, mends: Option<WizardKind>) -> LeavingStep {
    let (subjects, more) = named(subjects);
    LeavingStep {
        what,
        state,
        subjects,
        more,
        until: None,
        mends: mends.filter(|_| state != LeavingState::Done),
    }
}
