//! A person who walks through a wizard at nuget.org, and what the pages say to them.

use crate::stage::{Run, shared};
use contract::desktop::wizard::{Block, Choice, FieldName, Line, ListName, Saying, SitePage, Step, WizardKind};
use wizards::{Answer, Input, OwnersOf, Request, SiteRequest, Want};

pub const THIS: &str = "MyNuGetAccount1";

pub const OTHER: &str = "MyNuGetAccount2";

pub fn begun(kind: WizardKind) -> Run {
    Run::at_nuget_org(kind, Some(THIS), None)
}

pub fn lines(run: &Run, list: ListName) -> Vec<Line> {
    let of_list = |block: Block| match block {
        Block::Lines { list: found, items } if found == list => Some(items),
        _ => None,
    };
    run.sheet().blocks.into_iter().find_map(of_list).unwrap_or_default()
}

pub fn says(run: &Run, list: ListName) -> Vec<Saying> {
    lines(run, list).iter().filter_map(|line| line.says).collect()
}

pub fn saying_names(of: Saying) -> String {
    serde_json::to_value(of).unwrap().as_str().unwrap().to_owned()
}

pub fn opened(run: &Run) -> Option<(SitePage, Option<String>)> {
    run.sheet().blocks.into_iter().find_map(|block| match block {
        Block::Page { page, about } => Some((page, about)),
        _ => None,
    })
}

pub fn types(run: &mut Run, field: FieldName, text: &str) {
    run.feed(Input::Typed {
        field,
        text: text.to_owned(),
    });
}

pub fn ticks(run: &mut Run) {
    for line in lines(run, ListName::GuidedAtHand) {
        run.feed(Input::Chose {
            choice: Choice::HaveIt,
            target: line.says.map(saying_names),
        });
    }
}

/// Whoever is looked at is there.
pub fn sees_everybody(run: &mut Run) {
    while let Want::Call(call) = run.wizard.wants() {
        assert!(
            matches!(call.request, Request::Site(SiteRequest::Look { .. })),
            "{call:?}"
        );
        run.feed(Input::Answered(Answer::Seen(Some(Box::new(shared())))));
    }
}

pub fn looked_at(run: &Run) -> Option<String> {
    match run.wizard.wants() {
        Want::Call(call) => match call.request {
            Request::Site(SiteRequest::Look { username }) => Some(username),
            _ => None,
        },
        _ => None,
    }
}

/// Everybody who is asked for is there, and everybody who must not be is not.
pub fn sees_what_is_hoped(run: &mut Run, absent: &[&str]) {
    while let Some(name) = looked_at(run) {
        let answer = if absent.contains(&name.as_str()) {
            None
        } else {
            Some(Box::new(shared()))
        };
        run.feed(Input::Answered(Answer::Seen(answer)));
    }
}

/// A deletion up to the page that verifies it.
pub fn requested() -> Run {
    let mut run = begun(WizardKind::DeleteAccount);
    sees_everybody(&mut run);
    ticks(&mut run);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::GuidedDeleteConfirm, "every package has another owner");
    sees_everybody(&mut run);
    types(&mut run, FieldName::Confirmation, THIS);
    run.choose(Choice::Continue);
    assert_eq!(opened(&run), Some((SitePage::Delete, None)));
    run.choose(Choice::MarkDone);
    assert_eq!(run.step(), Step::GuidedDeleteVerify);
    run
}

/// What search says of the owners of packages.
pub fn owners(said: &[(&str, Option<&[&str]>)]) -> Answer {
    let of = |(id, owners): &(&str, Option<&[&str]>)| OwnersOf {
        id: (*id).to_owned(),
        owners: owners.map(|owners| owners.iter().map(|owner| (*owner).to_owned()).collect()),
    };
    Answer::Owners(said.iter().map(of).collect())
}
