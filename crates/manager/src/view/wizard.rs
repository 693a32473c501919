//! A guided wizard's page.

use super::{account_row, gallery_of, site_page, waiting};
use crate::model::Model;
use contract::{
    Timestamp,
    desktop::wizard::{Block, Step, WizardPage},
};
use wizards::Wizard;

pub(super) fn page(model: &Model, wizard: &Wizard, now: Timestamp) -> WizardPage {
    let profile = wizard.profile.as_deref().and_then(|profile| model.profile(profile));
    // An id is only needed for a decision, and none is taken by drawing.
    let mut sheet = wizard.sheet(&model.scene(&wizard.id, now, String::new()));
    // Beside a page that does not show them they have no business in the window.
    let shown = sheet
        .blocks
        .contains(&Block::Codes)
        .then(|| model.codes.get(&wizard.id));
    let codes = shown.flatten().map(Vec::as_slice).unwrap_or_default();
    let seen = |block: &Block| matches!(block, Block::NewKey { shown: true, .. });
    let key_text = sheet.blocks.iter().any(seen).then(|| model.key_texts.get(&wizard.id));
    let address = site_page::address_of(model, &sheet).map(String::from);
    sheet.refusal = model.form(&wizard.id).refusal.or(sheet.refusal);
    // The browser's page would stand in the place of the answers to "Stop here?".
    let in_browser = (sheet.step != Step::Stop).then(|| model.sign_in_for(&wizard.id));
    WizardPage {
        id: wizard.id.clone(),
        kind: wizard.state.kind(),
        gallery: gallery_of(model, &wizard.gallery),
        account: profile.map(|profile| account_row(model, profile)),
        sheet,
        sign_in: in_browser.flatten().map(|sign_in| waiting(model, sign_in)),
        codes: codes.iter().map(|code| code.expose().to_owned()).collect(),
        key_text: key_text.flatten().map(|text| text.expose().to_owned()),
        busy: model.form(&wizard.id).busy,
        address,
    }
}
