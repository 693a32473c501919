//! What a plan is made of: a table of pages, each of which asks, checks, leads through one step in the browser, or
//! verifies.

mod make;

use contract::desktop::wizard::{Choice, FieldName, ListName, Saying, SitePage, Step, WizardKind};
use serde::{Deserialize, Serialize};

/// The way through one wizard.
pub(super) struct Plan {
    /// Whether it is for an account, which is asked for where none is known.
    pub for_account: bool,
    /// Where what it was begun about goes; without one it is the account.
    pub subject: Option<FieldName>,
    /// Its pages, the first first, the receipt last.
    pub pages: &'static [Page],
}

/// A page.
pub(super) struct Page {
    /// Its name.
    pub step: Step,
    /// What happens there.
    pub does: Does,
    /// Where it leads, if not to the page that stands after it.
    pub then: Option<Step>,
    /// Whether it is passed by where search shows that every package has another owner besides.
    pub unless_shared: bool,
}

/// What happens on a page.
pub(super) enum Does {
    /// Something is typed.
    Ask(&'static [FieldName]),
    /// One of several ways is chosen.
    Choose(Ways),
    /// What can be seen is looked up, and what must be at hand is ticked off.
    Check(Check),
    /// One step, outside this app.
    Task(Task),
    /// What can be seen of the outcome.
    Verify(Verify),
    /// What was done and seen, and the wizards that may come next.
    Done(&'static [WizardKind]),
}

/// Several ways.
pub(super) struct Ways {
    /// Each with the page that it leads to.
    pub ways: &'static [(Choice, Step)],
    /// Wizards that are ways too.
    pub starts: &'static [WizardKind],
    /// What there is to know before.
    pub notes: &'static [ListName],
}

/// What is checked before anything is done.
pub(super) struct Check {
    /// What is looked up.
    pub sees: &'static [Sees],
    /// What must be at hand, and the wizard that helps where it is not.
    pub at_hand: &'static [(Saying, Option<WizardKind>)],
    /// What it means.
    pub means: &'static [Saying],
    /// What there is to know besides.
    pub notes: &'static [ListName],
    /// Whose name is typed to confirm.
    pub confirms: Option<Who>,
    /// Whether the masked contact address can be asked for.
    pub mask: bool,
}

/// One step, outside this app.
pub(super) struct Task {
    /// The page that is opened for it.
    pub page: Option<Opens>,
    /// A text to copy.
    pub texts: &'static [ListName],
    /// What there is to know besides.
    pub notes: &'static [ListName],
    /// What the page may say instead, and the wizard that helps against that.
    pub refusals: &'static [(Saying, Option<WizardKind>)],
    /// Wizards that the step can lead to.
    pub starts: &'static [WizardKind],
    /// Whether it is about the packages that nobody else owns.
    pub sole: bool,
    /// Who acts next once it is marked done, for the list of what is under way.
    pub waits: Waits,
}

/// A page that is opened.
#[derive(Clone, Copy)]
pub(super) struct Opens {
    /// Which.
    pub page: SitePage,
    /// Whose, where there is one for each account.
    pub of: Option<Who>,
    /// Which instead, where nobody is named.
    pub or: Option<SitePage>,
}

/// Who acts while the page waits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    /// The person.
    Person,
    /// The people who run nuget.org, or the administrators of a directory.
    Operator,
    /// Another person.
    Somebody(Who),
    /// A mail.
    Mail,
}

/// The outcome, as far as it can be seen.
pub(super) struct Verify {
    /// What is looked up.
    pub sees: &'static [Sees],
    /// Whether the person looks too, signed in, since not all of it is public.
    pub own: bool,
    /// Whether the masked contact address tells.
    pub mask: bool,
    /// Whether search names the account no more for the packages that it had.
    pub owners: bool,
    /// Whether the people who run nuget.org act meanwhile.
    pub by_operator: bool,
    /// What there is to know besides.
    pub notes: &'static [ListName],
    /// Wizards that help to see, or to mend.
    pub starts: &'static [WizardKind],
}

/// What is looked up of whom.
#[derive(Clone, Copy)]
pub(super) struct Sees {
    /// Of whom.
    pub who: Who,
    /// What is hoped for.
    pub hope: Hope,
    /// Whether the packages that nobody else owns are told too.
    pub sole: bool,
}

/// What is hoped for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hope {
    /// A live account.
    Live,
    /// None of this name.
    NotLive,
}

/// Whose profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Who {
    /// The account that the wizard is for.
    Account,
    /// Another one.
    Other,
    /// An organization.
    Organization,
    /// The account under its next name.
    NewName,
}
