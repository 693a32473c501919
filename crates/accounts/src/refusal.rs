//! Why a command is refused.

use crate::command::Changes;
use contract::{Code, Problem, problem::TenantDemand};

/// A refusal: one code, the rule that it follows, and what has to be remembered about it.
#[derive(Debug)]
pub struct Refusal {
    /// Why, for programs.
    pub code: Code,
    /// The rule's number in `docs/rules.md`.
    pub rule: &'static str,
    /// Why, for people who read logs. No personal data.
    pub detail: &'static str,
    /// The field of the request that it is about.
    pub field: Option<&'static str>,
    /// How often a code may still be typed.
    pub tries_left: Option<u32>,
    /// After how many seconds it is worth trying again.
    pub retry_after: Option<u32>,
    /// The organizations that keep the account from it, and the tenant that each demands. For the caller, and no log.
    pub demands: Vec<TenantDemand>,
    /// The ids of the packages that stand in the way.
    pub packages: Box<[String]>,
    /// What must be committed although the command is refused, such as a wrong try that counts.
    pub remember: Option<Box<Changes>>,
}

impl Refusal {
    /// A refusal by a rule.
    #[must_use]
    pub fn new(code: Code, rule: &'static str, detail: &'static str) -> Self {
        Self {
            code,
            rule,
            detail,
            field: None,
            tries_left: None,
            retry_after: None,
            demands: Vec::new(),
            packages: Box::default(),
            remember: None,
        }
    }

    /// The same, about a field of the request.
    #[must_use]
    pub fn about(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// The same, with the number of tries that are left.
    #[must_use]
    pub fn with_tries_left(mut self, tries: u32) -> Self {
        self.tries_left = Some(tries);
        self
    }

    /// The same, with the seconds after which to try again.
    #[must_use]
    pub fn retry_after(mut self, seconds: i64) -> Self {
        self.retry_after = Some(u32::try_from(seconds.max(1)).unwrap_or(u32::MAX));
        self
    }

    /// The same, with the organizations that demand a tenant.
    #[must_use]
    pub fn demanded_by(mut self, demands: Vec<TenantDemand>) -> Self {
        self.demands = demands;
        self
    }

    /// The same, naming the packages that stand in the way.
    #[must_use]
    pub fn naming(mut self, packages: Vec<String>) -> Self {
        self.packages = packages.into_boxed_slice();
        self
    }

    /// The same, with changes that are committed although the command is refused.
    #[must_use]
    pub fn remembering(mut self, changes: Changes) -> Self {
        self.remember = Some(Box::new(changes));
        self
    }

    /// The same, with nothing to remember: what was only asked for.
    #[must_use]
    pub fn forgetting(self) -> Self {
        Self { remember: None, ..self }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let mut problem = Self::new(refusal.code, format!("{} (rule {})", refusal.detail, refusal.rule));
        problem.field = refusal.field.map(str::to_owned);
        problem.tries_left = refusal.tries_left;
        problem.retry_after = refusal.retry_after;
        problem.demands = (!refusal.demands.is_empty()).then(|| refusal.demands.into_boxed_slice());
        problem.packages = refusal.packages;
        problem
    }
}
