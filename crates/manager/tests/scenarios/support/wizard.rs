//! A person who goes through a guided wizard.

use super::{Computer, PRACTICE, Running};
use contract::desktop::{
    Action, View,
    action::Typed,
    view::Page,
    wizard::{Choice, FieldName, Sheet, Step, WizardKind, WizardPage},
};
use practice::cast::Person as Cast;

pub fn wizard(view: &View) -> Option<&WizardPage> {
    match &view.page {
        Page::Wizard(page) => Some(page),
        _ => None,
    }
}

/// The page of this step, once nothing is being asked for it.
pub fn at(view: &View, step: Step) -> Option<&WizardPage> {
    wizard(view).filter(|page| page.sheet.step == step && !page.busy)
}

impl Running {
    /// Begins a wizard at the practice gallery for an account.
    pub async fn starts(&self, wizard: WizardKind, profile: Option<&str>) {
        self.starts_at(wizard, PRACTICE, profile).await;
    }

    /// The same at any gallery.
    pub async fn starts_at(&self, wizard: WizardKind, gallery: &str, profile: Option<&str>) {
        self.act(Action::StartWizard {
            wizard,
            gallery: gallery.to_owned(),
            profile: profile.map(str::to_owned),
            subject: None,
        })
        .await;
    }

    /// Waits for a step, and gives what stands on its page.
    pub async fn reaches(&self, step: Step) -> Sheet {
        let page = self.shows(|view| at(view, step)).await;
        page.sheet
    }

    /// Waits for a step that offers this, and chooses it.
    pub async fn answers(&self, step: Step, choice: Choice) {
        self.answers_with(step, choice, &[]).await;
    }

    /// The same, with something typed.
    pub async fn answers_with(&self, step: Step, choice: Choice, typed: &[(FieldName, &str)]) {
        let offered = |view: &View| {
            at(view, step).is_some_and(|page| page.sheet.offers.iter().any(|offer| offer.choice == choice))
        };
        self.until(offered).await;
        let typed = typed.iter().map(|(field, text)| Typed {
            field: *field,
            text: (*text).to_owned(),
        });
        self.act(Action::Choose {
            choice,
            target: None,
            typed: typed.collect(),
        })
        .await;
    }

    /// Opens the browser from this step, and comes back as somebody.
    pub async fn proves(&mut self, computer: &Computer, step: Step, who: &Cast) {
        self.answers(step, Choice::OpenBrowser).await;
        self.returns_as(computer, who).await;
    }

    /// The browser has opened; somebody signs in there.
    pub async fn returns_as(&mut self, computer: &Computer, who: &Cast) {
        let address = computer.browser.next().await;
        let link = self.person.signs_in_anyhow(&address, who.address).await;
        self.handle.offer_link(&link);
    }

    /// A whole sign-in at the practice gallery, with the second factor where one is asked for.
    pub async fn enters(&mut self, computer: &Computer, who: &Cast) -> String {
        let gallery = PRACTICE.to_owned();
        self.act(Action::StartSignIn { gallery }).await;
        self.returns_as(computer, who).await;
        self.shows(super::came_back).await;
        self.act(Action::ConfirmIdentity).await;
        self.shows(super::settled).await.row.profile
    }
}
