//! A person in a guided wizard that is about something, or whose page has lines to choose at.

use super::{Computer, PRACTICE, Running, account, wizard::at};
use contract::desktop::{
    Action, View,
    view::AccountState,
    wizard::{Block, Choice, FieldName, Line, ListName, Offer, Receipt, Sheet, Step, WizardKind},
};
use practice::cast::Person as Cast;

/// All that can be chosen on a page.
fn offers(sheet: &Sheet) -> Vec<Offer> {
    let lines = sheet.blocks.iter().flat_map(|block| match block {
        Block::Lines { items, .. } => items.iter().flat_map(|line| line.offers.clone()).collect(),
        Block::Keys { items, .. } => items.iter().flat_map(|key| key.offers.clone()).collect(),
        _ => Vec::new(),
    });
    let all = lines.chain(sheet.offers.clone()).chain(sheet.helps.clone());
    all.collect()
}

/// The lines of a list.
pub fn lines(sheet: &Sheet, list: ListName) -> Vec<Line> {
    let found = sheet.blocks.iter().find_map(|block| match block {
        Block::Lines { list: name, items } if *name == list => Some(items.clone()),
        _ => None,
    });
    found.unwrap_or_default()
}

/// The receipt on a page.
pub fn receipt(sheet: &Sheet) -> Receipt {
    let found = sheet.blocks.iter().find_map(|block| match block {
        Block::Receipt(receipt) => Some(receipt.clone()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no receipt in {sheet:#?}"))
}

impl Running {
    /// Begins a wizard about something.
    pub async fn starts_about(&self, wizard: WizardKind, profile: &str, subject: &str) {
        self.act(Action::StartWizard {
            wizard,
            gallery: PRACTICE.to_owned(),
            profile: Some(profile.to_owned()),
            subject: Some(subject.to_owned()),
        })
        .await;
    }

    /// Waits for a step that offers this, about this, and chooses it.
    pub async fn answers_about(&self, step: Step, choice: Choice, target: &str) {
        let target = Some(target.to_owned());
        let offered = |view: &View| {
            at(view, step).is_some_and(|page| {
                let mut offers = offers(&page.sheet).into_iter();
                offers.any(|offer| offer.choice == choice && offer.target == target)
            })
        };
        self.until(offered).await;
        self.act(Action::Choose {
            choice,
            target,
            typed: Vec::new(),
        })
        .await;
    }

    /// A whole sign-in from whatever page is shown. Gives the profile's id.
    pub async fn signs_in_anew(&mut self, computer: &Computer, gallery: &str, who: &str) -> String {
        self.comes_back(computer, gallery, who).await;
        self.act(Action::ConfirmIdentity).await;
        let ready = |view: &View| account(view).is_some_and(|page| page.row.state == AccountState::Ready);
        let view = self.until(ready).await;
        account(&view).unwrap().row.profile.clone()
    }

    /// Goes on with the wizard that an earlier run of the app left: once it is shown, what it looks at has begun.
    pub async fn goes_on(&self) {
        let view = self.until(|view| !view.under_way.is_empty()).await;
        let id = view.under_way[0].id.clone();
        self.act(Action::ShowWizard { id }).await;
    }

    /// A whole sign-in at the practice gallery of somebody whom Microsoft asks for a second factor.
    pub async fn signs_in_somehow(&mut self, computer: &Computer, who: &Cast) -> String {
        let address = self.begins(computer, PRACTICE).await;
        let link = self.person.signs_in_anyhow(&address, who.address).await;
        self.handle.offer_link(&link);
        self.shows(super::came_back).await;
        self.act(Action::ConfirmIdentity).await;
        self.shows(super::settled).await.row.profile
    }

    /// Waits for a step with a refusal, and gives what stands on its page.
    pub async fn is_refused(&self, step: Step) -> Sheet {
        let refused = |view: &View| at(view, step).is_some_and(|page| page.sheet.refusal.is_some());
        self.until(refused).await;
        self.reaches(step).await
    }

    /// Waits until a page of this step is as it should be.
    pub async fn sees(&self, step: Step, what: impl Fn(&Sheet) -> bool) -> Sheet {
        self.until(|view| at(view, step).is_some_and(|page| what(&page.sheet)))
            .await;
        self.reaches(step).await
    }

    /// Types into the page without answering.
    pub async fn drafts(&self, field: FieldName, text: &str) {
        let id = super::wizard(&self.view()).expect("a wizard's page").id.clone();
        let text = text.to_owned();
        self.act(Action::DraftWizard { id, field, text }).await;
    }
}
