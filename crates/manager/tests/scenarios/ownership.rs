//! Offers of ownership, told and answered.

use crate::{
    support::{Computer, PRACTICE, Running, account, lines, settled},
    told::{has, shown},
};
use contract::desktop::{
    Action,
    view::{AccountTab, NoticeKind},
    wizard::{Choice, FieldName, ListName, Step, WizardKind},
};
use practice::cast::ANA;

/// Maya, who deletes her account, has offered a package to Ana.
struct Offered {
    /// Maya's, which has to go on.
    _desk: Computer,
    /// Ana's.
    laptop: Computer,
    maya: Running,
    ana: Running,
    /// Ana's profile.
    theirs: String,
    /// How many packages Maya would leave without an owner before.
    left: usize,
}

async fn offered() -> Offered {
    offered_to("ana.contoso").await
}

/// The same, offered to Ana or to her organization.
async fn offered_to(whom: &str) -> Offered {
    let desk = Computer::with_cast().await;
    let laptop = desk.another();
    let (mut maya, mut ana) = (desk.start(), laptop.start());
    let profile = maya.signs_in_as_account1(&desk).await;
    let theirs = ana.signs_in(&laptop, PRACTICE, ANA.address).await;
    maya.starts(WizardKind::DeleteAccount, Some(&profile)).await;
    maya.answers(Step::DeleteAccountIntro, Choice::Continue).await;
    let before = maya.reaches(Step::DeleteAccountPackages).await;
    let left = lines(&before, ListName::Orphans).len();
    maya.answers_about(Step::DeleteAccountPackages, Choice::HandOver, "Okafor.Text")
        .await;
    let typed = [(FieldName::Username, whom)];
    maya.answers_with(Step::DeleteAccountHandOver, Choice::OfferOwnership, &typed)
        .await;
    maya.reaches(Step::DeleteAccountPackages).await;
    Offered {
        _desk: desk,
        laptop,
        maya,
        ana,
        theirs,
        left,
    }
}

#[tokio::test]
async fn an_offer_of_ownership_is_told_accepted_and_then_stands_in_nobody_s_way() {
    let offered = offered().await;
    let Offered { laptop, maya, ana, .. } = &offered;

    // A card on the account's page, a notice, and a notification that leads to the answer.
    ana.until(|view| {
        account(view).is_some_and(|page| page.standing.offers.iter().any(|offer| offer.package == "Okafor.Text"))
            && has(
                view,
                |what| matches!(what, NoticeKind::OwnershipOffered { package, .. } if package == "Okafor.Text"),
            )
    })
    .await;
    ana.act(shown(laptop).pop().unwrap().opens).await;
    let sheet = ana.reaches(Step::AnswerOffer).await;
    assert_eq!(sheet.facts.other.as_deref(), Some("MyNuGetAccount1"));
    ana.answers(Step::AnswerOffer, Choice::AcceptOffer).await;
    ana.reaches(Step::AnswerOfferAccepted).await;
    assert!(!has(&ana.view(), |what| matches!(
        what,
        NoticeKind::OwnershipOffered { .. }
    )));
    let tab = AccountTab::Overview;
    let profile = offered.theirs.clone();
    ana.act(Action::ShowAccount { profile, tab }).await;
    ana.until(|view| settled(view).is_some_and(|page| page.standing.offers.is_empty()))
        .await;

    // The one who hands over goes on: one package less would be left without an owner.
    let after = maya
        .sees(Step::DeleteAccountPackages, |sheet| {
            lines(sheet, ListName::Orphans).len() < offered.left
        })
        .await;
    assert!(
        lines(&after, ListName::Orphans)
            .iter()
            .all(|line| line.facts.word.as_deref() != Some("Okafor.Text"))
    );
}

#[tokio::test]
async fn an_offer_to_an_organization_is_told_with_its_name_and_leads_to_the_answer_for_it() {
    let offered = offered_to("contoso-labs").await;
    let Offered { laptop, ana, .. } = &offered;
    ana.until(|view| {
        let to = |what: &NoticeKind| match what {
            NoticeKind::OwnershipOffered { to, .. } => to.clone(),
            _ => None,
        };
        has(view, |what| to(what).as_deref() == Some("contoso-labs"))
    })
    .await;
    let notification = shown(laptop).pop().unwrap();
    assert_eq!(
        notification.title,
        "An offer of Okafor.Text to contoso-labs waits for ana.contoso"
    );
    ana.act(notification.opens).await;
    let sheet = ana.reaches(Step::AnswerOffer).await;
    assert_eq!(sheet.facts.organization.as_deref(), Some("contoso-labs"));
    ana.answers(Step::AnswerOffer, Choice::DeclineOffer).await;
    ana.reaches(Step::AnswerOfferDeclined).await;
    assert!(!has(&ana.view(), |what| matches!(
        what,
        NoticeKind::OwnershipOffered { .. }
    )));
}

#[tokio::test]
async fn an_offer_is_declined_and_one_that_was_never_there_is_said_to_be_gone() {
    let Offered { ana, theirs, .. } = &offered().await;
    ana.starts_about(WizardKind::AnswerOffer, theirs, "Okafor.Text/ana.contoso")
        .await;
    ana.answers(Step::AnswerOffer, Choice::DeclineOffer).await;
    ana.reaches(Step::AnswerOfferDeclined).await;
    ana.starts_about(WizardKind::AnswerOffer, theirs, "Nobody.Offers.This")
        .await;
    ana.reaches(Step::AnswerOfferGone).await;
}
