//! API keys, turn by turn.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod change;
mod list;
mod make;
#[path = "../stage/mod.rs"]
mod stage;
mod text;

use contract::{
    Code, Problem,
    account::Account,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, Deed, FieldName, KeyCard, ListName, OfferStyle, Receipt, Step, WizardKind},
    key::{Key, KeyList, KeyScope},
    organization::{Membership, OrganizationList, Role},
};
use stage::{Run, account, answers::keys::key, begin, now};
use wizards::{Answer, Input, Request, Want, call::KeyRequest};

const OWN: Option<&str> = Some("MyNuGetAccount1");

fn list(keys: Vec<Key>) -> Answer {
    let allowed_days = Vec::new();
    Answer::Keys(Box::new(KeyList {
        keys,
        max_days: 365,
        allowed_days,
    }))
}

fn keys() -> Vec<Key> {
    vec![
        key(1, "Build server", OWN, 200),
        key(2, "Laptop", Some("contoso"), 12),
        key(3, "From 2017", None, 5),
        key(4, "Old one", OWN, -3),
    ]
}

fn organizations(names: &[(&str, bool)]) -> Answer {
    let of = |(name, confirmed): &(&str, bool)| Membership {
        organization: (*name).to_owned(),
        role: Role::Collaborator,
        since: now(),
        confirmed: *confirmed,
        members: 2,
        administrators: 1,
        required_tenant: None,
    };
    Answer::Organizations(OrganizationList {
        organizations: names.iter().map(of).collect(),
        invitations: Vec::new(),
    })
}

/// The gallery tells all that is read before the list.
fn read(mut run: Run, keys: Vec<Key>, account: Account, names: &[(&str, bool)]) -> Run {
    run.answers(list(keys));
    run.answers(Answer::Account(Box::new(account)));
    run.answers(organizations(names));
    run
}

fn of(keys: Vec<Key>) -> Run {
    let run = Run::of(begin(WizardKind::ApiKeys, None), Some(account("MyNuGetAccount1", 1)));
    read(run, keys, account("MyNuGetAccount1", 1), &[])
}

fn begun() -> Run {
    of(keys())
}

fn id(number: u8) -> String {
    key(number, "", None, 1).id.to_string()
}

fn about(run: &mut Run, choice: Choice, target: impl ToString) {
    let target = Some(target.to_string());
    run.feed(Input::Chose { choice, target });
}

fn types(run: &mut Run, field: FieldName, text: &str) {
    let text = text.to_owned();
    run.feed(Input::Typed { field, text });
}

fn request(run: &Run) -> KeyRequest {
    match run.request() {
        Request::Keys(request) => request,
        other => panic!("{other:?}"),
    }
}

fn cards(run: &Run) -> Vec<(ListName, Vec<KeyCard>)> {
    let blocks = run.sheet().blocks.into_iter();
    let keys = blocks.filter_map(|block| match block {
        Block::Keys { list, items } => Some((list, items)),
        _ => None,
    });
    keys.collect()
}

fn has_note(run: &Run, wanted: ListName) -> bool {
    let is = |block: &Block| matches!(block, Block::Note { list, .. } if *list == wanted);
    run.sheet().blocks.iter().any(is)
}

fn offered(card: &KeyCard) -> Vec<Choice> {
    card.offers.iter().map(|offer| offer.choice).collect()
}

fn receipt(run: &Run) -> Receipt {
    let blocks = run.sheet().blocks.into_iter();
    let mut receipts = blocks.filter_map(|block| match block {
        Block::Receipt(receipt) => Some(receipt),
        _ => None,
    });
    receipts.next().unwrap()
}

/// As far as the check page, and what it will change.
fn described() -> Run {
    let mut run = begun();
    run.choose(Choice::ChooseMakeKey);
    types(&mut run, FieldName::Description, " Build agent ");
    run.choose(Choice::Continue);
    run
}

fn checked() -> Run {
    let mut run = described();
    about(&mut run, Choice::AllowScope, "unlist");
    run.choose(Choice::Continue);
    types(&mut run, FieldName::Packages, "Contoso.*, Okafor.Text contoso.*");
    run.choose(Choice::Continue);
    about(&mut run, Choice::ChooseLife, 90);
    let addresses = vec!["account1@outlook.com".to_owned()];
    run.answers(Answer::Consequences(vec![Consequence::Told { addresses }]));
    run
}

fn made() -> Run {
    let mut run = checked();
    run.choose(Choice::MakeKey);
    run.answers(Answer::KeyMade(Box::new(key(5, "Build agent", OWN, 90))));
    run
}
