//! Answering an offer of ownership.

use super::support::{Run, at};
use contract::{
    Code, OfferId,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, Deed, Receipt, Step, WizardKind},
    package::Offer,
};
use wizards::{Answer, Input, Machine, Request, answer_offer::AnswerOffer, call::PackageRequest};

fn offer(number: u8, to: &str) -> Offer {
    Offer {
        id: OfferId::from_bytes([number; 16]),
        package: "Okafor.Text".to_owned(),
        to: to.to_owned(),
        offered_by: "Ben".to_owned(),
        transfer: false,
        made_at: at(0),
        expires_at: at(1000),
    }
}

fn begins() -> Consequence {
    Consequence::OwnershipBegins {
        package: "Okafor.Text".to_owned(),
        owner: "ana".to_owned(),
    }
}

fn about(subject: &str, offers: Vec<Offer>) -> Run<AnswerOffer> {
    let mut run = Run::of(AnswerOffer::of(subject.to_owned()));
    run.answers(Answer::Offers(offers));
    run
}

fn receipt(run: &Run<AnswerOffer>) -> Receipt {
    let blocks = run.sheet().blocks.into_iter();
    let mut receipts = blocks.filter_map(|block| match block {
        Block::Receipt(receipt) => Some(receipt),
        _ => None,
    });
    receipts.next().unwrap()
}

fn offered() -> Run<AnswerOffer> {
    let mut run = about("okafor.text", vec![offer(1, "ana")]);
    run.foresees(&[begins()]);
    run
}

#[test]
fn an_offer_is_accepted_after_its_consequences_were_shown() {
    let mut run = offered();
    let facts = run.sheet().facts;
    assert_eq!(
        (facts.word.as_deref(), facts.other.as_deref(), facts.organization),
        (Some("Okafor.Text"), Some("Ben"), None)
    );
    run.chooses(Choice::AcceptOffer);
    let accept = PackageRequest::Accept {
        offer: OfferId::from_bytes([1; 16]),
    };
    assert_eq!(run.request(), Request::Packages(accept));
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::AnswerOfferAccepted);
    assert_eq!(receipt(&run).changed, [begins()]);
}

#[test]
fn an_offer_is_declined_even_before_its_consequences_are_known() {
    let mut run = about("Okafor.Text", vec![offer(1, "ana")]);
    run.chooses(Choice::DeclineOffer).answers(Answer::Done);
    assert_eq!(run.step(), Step::AnswerOfferDeclined);
    let package = "Okafor.Text".to_owned();
    let receipt = receipt(&run);
    assert_eq!(
        (receipt.deed, receipt.changed),
        (Some(Deed::OfferDeclined { package }), Vec::new())
    );
}

#[test]
fn of_several_offers_of_a_package_it_is_the_one_that_was_begun_for_or_else_ones_own() {
    let both = || vec![offer(2, "contoso"), offer(1, "ana")];
    let run = about("Okafor.Text", both());
    assert_eq!(run.sheet().facts.organization, None);
    let run = about("Okafor.Text/contoso", both());
    assert_eq!(run.sheet().facts.organization.as_deref(), Some("contoso"));
}

#[test]
fn an_offer_that_is_gone_is_looked_for_once_more_and_then_said_to_be_gone() {
    let mut run = offered();
    run.chooses(Choice::AcceptOffer)
        .refuses(Code::OwnershipRequestNotFound)
        .answers(Answer::Offers(Vec::new()));
    assert_eq!(run.step(), Step::AnswerOfferGone);
    assert!(run.machine.is_over());
    let mut run = about("Okafor.Text", Vec::new());
    assert_eq!(run.step(), Step::AnswerOfferGone);
    run.chooses(Choice::Finish);
}

#[test]
fn a_lost_answer_is_asked_for_again_under_the_same_key_and_the_other_answer_is_not_offered_meanwhile() {
    let mut run = offered();
    run.chooses(Choice::AcceptOffer);
    let key = run.call().key;
    run.loses_the_answer();
    assert!(run.offers().iter().all(|offer| offer.choice != Choice::DeclineOffer));
    run.chooses(Choice::TryAgain);
    assert_eq!(run.call().key, key);
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::AnswerOfferAccepted);
}

#[test]
fn what_stands_in_the_way_is_said_with_what_helps_and_the_offer_can_be_declined_all_the_same() {
    let mut run = about("Okafor.Text", vec![offer(1, "ana")]);
    run.refuses(Code::EmailUnconfirmed);
    assert_eq!(run.refusal().unwrap().code, Code::EmailUnconfirmed);
    assert_eq!(run.sheet().helps[0].starts, Some(WizardKind::ContactEmail));
    run.chooses(Choice::DeclineOffer).refuses(Code::TooManyRequests);
    run.chooses(Choice::TryAgain).foresees(&[begins()]);
    run.chooses(Choice::AcceptOffer).answers(Answer::Done);
    assert_eq!(run.step(), Step::AnswerOfferAccepted);
}

#[test]
fn an_offer_that_was_made_anew_is_foreseen_anew() {
    let mut run = offered();
    run.feed(Input::AccountChanged);
    run.answers(Answer::Offers(vec![offer(9, "ana")]));
    assert!(run.offers().iter().all(|offer| offer.choice != Choice::AcceptOffer));
    run.foresees(&[begins()]).chooses(Choice::AcceptOffer);
    let accept = PackageRequest::Accept {
        offer: OfferId::from_bytes([9; 16]),
    };
    assert_eq!(run.request(), Request::Packages(accept));
}
