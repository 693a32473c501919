//! What was begun and not finished.

use super::gallery_of;
use crate::{
    model::{Model, PageKey},
    sign_in::{SignInWizard, Stage},
};
use contract::{
    Timestamp,
    desktop::{
        view::{UnderWay, UnderWayKind},
        wizard::WaitsFor,
    },
};
use wizards::Wizard;

/// The sign-ins that are nobody's part, and the guided wizards. One that ended while another page was shown stays until it
/// is looked at: what became of it stands nowhere else.
pub(super) fn all(model: &Model, now: Timestamp) -> Vec<UnderWay> {
    let sign_ins = model.sign_ins.iter().filter_map(|sign_in| of_sign_in(model, sign_in));
    let shown = |wizard: &Wizard| model.page == PageKey::Wizard(wizard.id.clone());
    let unseen = |wizard: &Wizard| wizard.is_over() && !shown(wizard);
    let wizards = model
        .wizards
        .iter()
        .filter(|wizard| !wizard.is_idle() || unseen(wizard));
    sign_ins
        .chain(wizards.map(|wizard| of_wizard(model, wizard, now)))
        .collect()
}

fn of_sign_in(model: &Model, sign_in: &SignInWizard) -> Option<UnderWay> {
    let kind = match sign_in.stage {
        _ if sign_in.for_wizard.is_some() => return None,
        Stage::Preparing | Stage::Waiting { .. } | Stage::Completing { .. } => UnderWayKind::SignIn,
        Stage::CameBack(_) => UnderWayKind::IdentityFound,
        Stage::Registering(_) => UnderWayKind::Registration,
        Stage::Ended { .. } => return None,
    };
    Some(UnderWay {
        id: sign_in.id.clone(),
        kind,
        wizard: None,
        waits_for: None,
        profile: None,
        gallery: gallery_of(model, &sign_in.gallery),
        started_at: sign_in.started_at,
    })
}

fn of_wizard(model: &Model, wizard: &Wizard, now: Timestamp) -> UnderWay {
    UnderWay {
        id: wizard.id.clone(),
        kind: UnderWayKind::Wizard,
        wizard: Some(wizard.state.kind()),
        waits_for: Some(waits_for(model, wizard, now)),
        profile: wizard.profile.clone(),
        gallery: gallery_of(model, &wizard.gallery),
        started_at: wizard.started_at,
    }
}

/// What it waits for. A sign-in that ended in the browser waits for nobody there any more, and a time that has come is not
/// waited for, whether or not the gallery has told yet what it brought.
fn waits_for(model: &Model, wizard: &Wizard, now: Timestamp) -> WaitsFor {
    let there = model.time_at(&wizard.gallery, now);
    let ended = |sign_in: &SignInWizard| matches!(sign_in.stage, Stage::Ended { .. });
    match wizard.waits_for() {
        WaitsFor::Browser if model.sign_in_for(&wizard.id).is_some_and(ended) => WaitsFor::Answer,
        WaitsFor::Time { until } if until <= there => WaitsFor::Look,
        waits_for => waits_for,
    }
}
