//! A wizard at nuget.org, beside a stand-in for it.

use crate::support::{ANA, Computer, Running, Site, lines, wizard};
use contract::desktop::{
    Action,
    nuget_org::NUGET_ORG,
    wizard::{Choice, ListName, Saying, Sheet, Step, WizardKind},
};

/// Ana's account in the app, and a wizard for it begun.
pub async fn begun(kind: WizardKind) -> (Computer, Site, Running) {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    app.starts_at(kind, NUGET_ORG, Some(&profile)).await;
    (computer, site, app)
}

pub fn says(sheet: &Sheet, list: ListName) -> Vec<Saying> {
    lines(sheet, list).iter().filter_map(|line| line.says).collect()
}

impl Running {
    /// Waits until a page says this of what was seen.
    pub async fn is_told(&self, step: Step, said: Saying) -> Sheet {
        let view = self
            .until(|view| {
                let page = wizard(view).filter(|page| page.sheet.step == step);
                page.is_some_and(|page| says(&page.sheet, ListName::GuidedSeen).contains(&said))
            })
            .await;
        wizard(&view).unwrap().sheet.clone()
    }

    /// Ticks off everything that must be at hand.
    pub async fn has_it_all(&self, step: Step) {
        let sheet = self.reaches(step).await;
        for line in lines(&sheet, ListName::GuidedAtHand) {
            let offer = line.offers.first().unwrap();
            self.act(Action::Choose {
                choice: Choice::HaveIt,
                target: offer.target.clone(),
                typed: Vec::new(),
            })
            .await;
        }
    }
}
