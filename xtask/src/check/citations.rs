//! The rule book and the table of scenarios are shown by tests: every rule of `docs/rules.md` is cited where a test shows it,
//! every number that is cited is in it, and every test that `docs/scenarios.md` names is there.
//!
//! A citation is `rule 1.2` or `rules 1.2, 1.4 and 2.1 to 2.3`, in a comment, or `rule_1_2` in a test's name. What stands at
//! the head of a file of tests tells what they are about and cites nothing.

mod number;
mod scenarios;
mod sources;

use crate::tree;
use anyhow::{Context, Result, bail};
use number::Number;
use sources::Source;
use std::{collections::BTreeSet, fs};

const RULES: &str = "docs/rules.md";

const SCENARIOS: &str = "docs/scenarios.md";

/// Fails where a rule is cited by no test, where something cites no rule, or where a test is named that is not there.
pub fn check() -> Result<()> {
    let read = |name: &str| fs::read_to_string(tree::root().join(name)).with_context(|| format!("reading {name}"));
    let (book, table) = (read(RULES)?, read(SCENARIOS)?);
    let sources = Source::all()?;
    let mut found = of_rules(&book, &sources);
    found.extend(scenarios::wrong(&table, &rules_of(&book), &sources));
    if found.is_empty() {
        return Ok(());
    }
    bail!(
        "what the documents and the tests say of each other does not hold:\n  {}",
        found.join("\n  ")
    );
}

/// The rules that a rule book has.
fn rules_of(book: &str) -> BTreeSet<Number> {
    let lines = book.lines().filter_map(|line| line.strip_prefix("- **"));
    lines
        .filter_map(|line| Number::parse(line.split("**").next()?))
        .collect()
}

fn of_rules(book: &str, sources: &[Source]) -> Vec<String> {
    let rules = rules_of(book);
    let shown: BTreeSet<Number> = sources
        .iter()
        .flat_map(|source| number::cited(&source.tests()))
        .collect();
    let missing = rules
        .difference(&shown)
        .map(|rule| format!("no test cites rule {rule}"));
    let unknown = sources.iter().flat_map(|source| {
        let cited = source.cited().into_iter();
        cited
            .filter(|number| !rules.contains(number))
            .map(|number| format!("{} cites rule {number}, which is none", source.path))
    });
    missing.chain(unknown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = "- **1.1** A name.\n  More of it, as by 9.9.\n- **1.2** Another.\n- **2.1** A third.\n";

    fn test(text: &str) -> Vec<Source> {
        vec![Source::new("crates/some/tests/one.rs", text)]
    }

    #[test]
    fn a_rule_that_no_test_cites_is_found() {
        let text = "//! Rule 2.1.\n#[test]\nfn rule_1_1_a_name() {}\n/// Rule 1.2.\n#[test]\nfn another() {}\n";
        assert_eq!(of_rules(BOOK, &test(text)), ["no test cites rule 2.1"]);
    }

    #[test]
    fn a_citation_of_what_is_no_rule_is_found() {
        let text = "#[test]\nfn rules_1_1_to_1_3_hold() {}\n// Rules 1.2 and\n// 2.1.\n";
        assert_eq!(
            of_rules(BOOK, &test(text)),
            ["crates/some/tests/one.rs cites rule 1.3, which is none"]
        );
    }

    #[test]
    fn a_refusal_by_what_is_no_rule_is_found() {
        let mut sources = test("fn rules_1_1_to_2_1() {}\n// rules 1.2, 2.1\n");
        let refusal = "let refusal = Refusal::new(Code::Stale, \"3.7\", \"1.10.2\");";
        sources.push(Source::new("crates/accounts/src/one.rs", refusal));
        assert_eq!(
            of_rules(BOOK, &sources),
            ["crates/accounts/src/one.rs cites rule 3.7, which is none"]
        );
    }

    #[test]
    fn what_the_documents_say_of_the_tests_holds() {
        let wrong = check().err().map(|error| error.to_string());
        assert_eq!(wrong, None);
    }
}
