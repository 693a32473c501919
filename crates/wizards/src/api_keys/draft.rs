//! What a key is to be, answer by answer.

use accounts::key::Terms;
use contract::{
    Problem,
    key::{Key, KeyList, KeyScope},
};
use serde::{Deserialize, Serialize};

/// The lives that are offered where the operator lists none, in days.
const LIVES: [u32; 4] = [30, 90, 180, 365];

/// One question about a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Question {
    /// What for.
    Description,
    /// For whose packages.
    Owner,
    /// What it may do.
    Scopes,
    /// For which packages.
    Packages,
    /// How long.
    Life,
}

impl Question {
    /// The member of a request that answers it, which a refusal names.
    fn field(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Owner => "owner",
            Self::Scopes => "scopes",
            Self::Packages => "packages",
            Self::Life => "expires_in_days",
        }
    }

    /// The question whose answer is refused.
    pub(super) fn of(problem: &Problem) -> Option<Self> {
        let all = [Self::Description, Self::Owner, Self::Scopes, Self::Packages, Self::Life];
        let field = problem.field.as_deref()?;
        all.into_iter().find(|question| question.field() == field)
    }
}

/// The answers so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    pub(super) description: String,
    /// By username; empty before it was asked.
    pub(super) owner: String,
    pub(super) scopes: Vec<KeyScope>,
    /// As it is typed.
    pub(super) packages: String,
    pub(super) days: Option<u32>,
}

impl Default for Draft {
    /// The least that most people make a key for, and for all packages.
    fn default() -> Self {
        Self {
            description: String::new(),
            owner: String::new(),
            scopes: vec![KeyScope::PushVersion],
            packages: "*".to_owned(),
            days: None,
        }
    }
}

impl Draft {
    /// A key as it is.
    pub(super) fn of(key: &Key) -> Self {
        Self {
            description: key.description.clone(),
            owner: key.owner.clone().unwrap_or_default(),
            scopes: key.scopes.clone(),
            packages: key.packages.join(", "),
            days: None,
        }
    }

    /// The ids and patterns that were typed, each once.
    pub(super) fn patterns(&self) -> Vec<String> {
        let typed = self.packages.split([',', ';', ' ', '\t', '\n']);
        let mut patterns: Vec<String> = Vec::new();
        for pattern in typed.filter(|pattern| !pattern.is_empty()) {
            if !patterns.iter().any(|known| known.eq_ignore_ascii_case(pattern)) {
                patterns.push(pattern.to_owned());
            }
        }
        patterns
    }

    /// Lets it do something, or not any more. Who registers new packages pushes versions of them too.
    pub(super) fn allow(&mut self, scope: KeyScope, allowed: bool) {
        self.scopes.retain(|known| *known != scope);
        if allowed {
            self.scopes.push(scope);
            self.scopes.sort_unstable();
        }
    }

    /// What is wrong with the answer to a question.
    pub(super) fn judge(&self, question: Question) -> Option<Problem> {
        let terms = Terms {
            description: self.description.clone(),
            scopes: self.scopes.clone(),
            packages: self.patterns(),
        };
        let problem = Problem::from(terms.judge().err()?);
        (Question::of(&problem) == Some(question)).then_some(problem)
    }
}

/// For how many days a key can be made.
pub(super) fn lives(list: &KeyList) -> Vec<u32> {
    let mut lives: Vec<u32> = if list.allowed_days.is_empty() {
        LIVES.into_iter().chain([list.max_days]).collect()
    } else {
        list.allowed_days.clone()
    };
    lives.retain(|days| (1..=list.max_days).contains(days));
    lives.sort_unstable();
    lives.dedup();
    lives
}
