//! How the plans say what is on their pages, in as few words as possible.

use super::{Check, Does, Hope, Opens, Page, Sees, Task, Verify, Waits, Ways, Who};
use contract::desktop::wizard::{FieldName, SitePage, Step, WizardKind};

impl Page {
    const fn of(step: Step, does: Does) -> Self {
        Self {
            step,
            does,
            then: None,
            unless_shared: false,
        }
    }

    pub const fn ask(step: Step, fields: &'static [FieldName]) -> Self {
        Self::of(step, Does::Ask(fields))
    }

    pub const fn choose(step: Step, ways: Ways) -> Self {
        Self::of(step, Does::Choose(ways))
    }

    pub const fn check(step: Step, check: Check) -> Self {
        Self::of(step, Does::Check(check))
    }

    pub const fn task(step: Step, task: Task) -> Self {
        Self::of(step, Does::Task(task))
    }

    pub const fn verify(step: Step, verify: Verify) -> Self {
        Self::of(step, Does::Verify(verify))
    }

    pub const fn done(step: Step, starts: &'static [WizardKind]) -> Self {
        Self::of(step, Does::Done(starts))
    }

    /// The same, leading elsewhere.
    pub const fn then(self, step: Step) -> Self {
        Self {
            then: Some(step),
            ..self
        }
    }

    /// The same, passed by where search shows that every package has another owner besides.
    pub const fn unless_shared(self) -> Self {
        Self {
            unless_shared: true,
            ..self
        }
    }

    /// What is looked up there.
    pub fn sees(&self) -> &'static [Sees] {
        match &self.does {
            Does::Check(check) => check.sees,
            Does::Verify(verify) => verify.sees,
            Does::Task(task) if task.sole => OF_ACCOUNT,
            Does::Ask(_) | Does::Choose(_) | Does::Task(_) | Does::Done(_) => &[],
        }
    }

    /// Whether the masked contact address can be asked for there.
    pub fn has_mask(&self) -> bool {
        match &self.does {
            Does::Check(check) => check.mask,
            Does::Verify(verify) => verify.mask,
            _ => false,
        }
    }
}

impl Ways {
    pub const NONE: Self = Self {
        ways: &[],
        starts: &[],
        notes: &[],
    };
}

impl Check {
    pub const NONE: Self = Self {
        sees: &[],
        at_hand: &[],
        means: &[],
        notes: &[],
        confirms: None,
        mask: false,
    };
}

impl Task {
    pub const NONE: Self = Self {
        page: None,
        texts: &[],
        notes: &[],
        refusals: &[],
        starts: &[],
        sole: false,
        waits: Waits::Person,
    };

    /// A step on a page that there is once.
    pub const fn on(page: SitePage) -> Self {
        Self {
            page: Some(Opens {
                page,
                of: None,
                or: None,
            }),
            ..Self::NONE
        }
    }

    /// A step on a page that there is for each account.
    pub const fn on_page_of(page: SitePage, who: Who) -> Self {
        Self {
            page: Some(Opens {
                page,
                of: Some(who),
                or: None,
            }),
            ..Self::NONE
        }
    }

    /// A step on the page of the organization that is named, or else on this one.
    pub const fn on_organization_or(page: SitePage) -> Self {
        Self {
            page: Some(Opens {
                page: SitePage::Organization,
                of: Some(Who::Organization),
                or: Some(page),
            }),
            ..Self::NONE
        }
    }
}

impl Verify {
    pub const NONE: Self = Self {
        sees: &[],
        own: false,
        mask: false,
        owners: false,
        by_operator: false,
        notes: &[],
        starts: &[],
    };

    /// Nothing of it is public: the person looks.
    pub const OWN: Self = Self {
        own: true,
        ..Self::NONE
    };
}

impl Sees {
    pub const fn live(who: Who) -> Self {
        Self {
            who,
            hope: Hope::Live,
            sole: false,
        }
    }

    pub const fn not_live(who: Who) -> Self {
        Self {
            who,
            hope: Hope::NotLive,
            sole: false,
        }
    }

    pub const fn with_sole(self) -> Self {
        Self { sole: true, ..self }
    }
}

/// The account, with the packages that nobody else owns.
const OF_ACCOUNT: &[Sees] = &[Sees::live(Who::Account).with_sole()];
