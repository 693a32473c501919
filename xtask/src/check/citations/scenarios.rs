//! The table of scenarios: in each row numbers, words, rules, and the tests that show it.

use super::{number::Number, sources::Source};
use std::collections::BTreeSet;

/// Where the files that the table names are.
const FOLDER: &str = "crates/";

/// What of the table does not hold, row by row.
pub fn wrong(table: &str, rules: &BTreeSet<Number>, sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let rows = table.lines().map(|line| line.trim().trim_matches('|'));
    for row in rows {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let [numbers, .., tests] = cells[..] else { continue };
        if !numbers.starts_with(|first: char| first.is_ascii_digit()) {
            continue;
        }
        for number in numbers.split(' ') {
            if !number.parse::<u32>().is_ok_and(|number| seen.insert(number)) {
                found.push(format!("scenario {number}: no number, or for the second time"));
            }
        }
        let say = |what: String| format!("scenario {numbers}: {what}");
        found.extend(unknown_rules(cells.get(2).copied().unwrap_or_default(), rules).map(say));
        found.extend(missing_tests(tests, sources).map(say));
    }
    found
}

fn unknown_rules(cell: &str, rules: &BTreeSet<Number>) -> impl Iterator<Item = String> {
    let words = cell.split_whitespace();
    let unknown = words.filter(|word| Number::parse(word).is_none_or(|number| !rules.contains(&number)));
    unknown.map(|word| format!("{word} is no rule"))
}

fn missing_tests(cell: &str, sources: &[Source]) -> impl Iterator<Item = String> {
    let named: Vec<_> = cell.split('`').map(str::trim).filter(|text| !text.is_empty()).collect();
    let none = named.is_empty().then(|| "no test is named".to_owned());
    let missing = named.into_iter().filter(|test| !is_there(test, sources));
    let missing: Vec<_> = missing.map(|test| format!("there is no test {test}")).collect();
    none.into_iter().chain(missing)
}

/// Whether `file::test` is in the tree.
fn is_there(test: &str, sources: &[Source]) -> bool {
    let Some((file, name)) = test.split_once("::") else {
        return false;
    };
    let path = format!("{FOLDER}{file}");
    let source = sources.iter().find(|source| source.path == path);
    source.is_some_and(|source| source.has_function(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rows: &str) -> Vec<String> {
        let rules = ["1.1", "1.2"].into_iter().filter_map(Number::parse).collect();
        let sources = [Source::new("crates/a/tests/b.rs", "fn it_holds() {}")];
        wrong(
            &format!("| No. | Words | Rules | Tests |\n|---|---|---|---|\n{rows}"),
            &rules,
            &sources,
        )
    }

    #[test]
    fn a_row_names_its_rules_and_tests() {
        assert_eq!(
            found("| 1 2 | Words. | 1.1 1.2 | `a/tests/b.rs::it_holds` |\n| 3 | More. | | `a/tests/b.rs::it_holds` |"),
            [""; 0]
        );
    }

    #[test]
    fn what_is_not_there_is_found() {
        assert_eq!(
            found("| 1 | Words. | 1.3 | `a/tests/b.rs::it_hold` `a/tests/c.rs::it_holds` |\n| 1 | Words. | 1.1 | |"),
            [
                "scenario 1: 1.3 is no rule",
                "scenario 1: there is no test a/tests/b.rs::it_hold",
                "scenario 1: there is no test a/tests/c.rs::it_holds",
                "scenario 1: no number, or for the second time",
                "scenario 1: no test is named",
            ]
        );
    }
}
