//! Which test programs there are. They are named to cargo one by one, because leaving out a package would select other
//! features and compile the dependencies again.

use crate::tree;
use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand, TargetKind};

/// The package whose tests drive the whole product.
const WHOLE: &str = "tests";

/// The names of the integration tests.
pub struct Targets {
    parts: Vec<String>,
    whole: Vec<String>,
}

impl Targets {
    /// Asks cargo.
    pub fn read() -> Result<Self> {
        let mut command = MetadataCommand::new();
        let metadata = command.manifest_path(tree::root().join("Cargo.toml")).no_deps().exec();
        Ok(Self::of(&metadata.context("reading the workspace")?))
    }

    fn of(metadata: &Metadata) -> Self {
        let mut targets = Self {
            parts: Vec::new(),
            whole: Vec::new(),
        };
        for package in metadata.workspace_packages() {
            let tests = package
                .targets
                .iter()
                .filter(|target| target.kind.contains(&TargetKind::Test));
            let names = tests.map(|target| target.name.clone());
            match package.name.as_str() {
                WHOLE => targets.whole.extend(names),
                // Another selection of packages; it is tested by itself.
                "xtask" => {}
                _ => targets.parts.extend(names),
            }
        }
        targets
    }

    /// The options that select the integration tests of the parts.
    pub fn of_parts(&self) -> Vec<&str> {
        options(&self.parts)
    }

    /// The options that select the tests of the whole product.
    pub fn of_whole(&self) -> Vec<&str> {
        options(&self.whole)
    }
}

fn options(names: &[String]) -> Vec<&str> {
    names.iter().flat_map(|name| ["--test", name]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_of_a_part_and_one_of_the_whole_never_share_a_name() {
        let targets = Targets::read().unwrap();
        assert!(!targets.whole.is_empty());
        let shared: Vec<&String> = targets
            .whole
            .iter()
            .filter(|name| targets.parts.contains(name))
            .collect();
        assert!(shared.is_empty(), "these would run without their session: {shared:?}");
    }
}
