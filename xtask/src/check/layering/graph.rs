//! The dependencies, as far as the layering asks about them.

use cargo_metadata::{DependencyKind, Metadata};
use std::collections::{BTreeMap, BTreeSet};

/// Packages by name, and which uses which. Versions of one package count as one.
pub struct Graph {
    members: BTreeSet<String>,
    /// For each package what it uses, and whether only its tests do.
    uses: BTreeMap<String, BTreeMap<String, bool>>,
}

impl Graph {
    /// A graph of members and of edges: user, used, and whether only the user's tests use it.
    pub fn new<'a>(
        members: impl IntoIterator<Item = &'a str>,
        edges: impl IntoIterator<Item = (&'a str, &'a str, bool)>,
    ) -> Self {
        let mut graph = Self {
            members: members.into_iter().map(str::to_owned).collect(),
            uses: BTreeMap::new(),
        };
        for (from, to, by_tests_only) in edges {
            let uses = graph.uses.entry(from.to_owned()).or_default();
            let before = uses.entry(to.to_owned()).or_insert(true);
            *before &= by_tests_only;
        }
        graph
    }

    /// What cargo says of the workspace. Every target's dependencies count, also those of other systems than this.
    pub fn of(metadata: &Metadata) -> Self {
        let members = metadata
            .workspace_packages()
            .into_iter()
            .map(|package| package.name.as_str())
            .collect::<Vec<_>>();
        let edges = metadata.packages.iter().flat_map(|package| {
            let is_member = members.contains(&package.name.as_str());
            package
                .dependencies
                .iter()
                .filter(move |used| is_member || (!used.optional && used.kind == DependencyKind::Normal))
                .map(|used| {
                    (
                        package.name.as_str(),
                        used.name.as_str(),
                        used.kind == DependencyKind::Development,
                    )
                })
        });
        Self::new(members.iter().copied(), edges)
    }

    /// The packages of the workspace.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(String::as_str)
    }

    /// Whether a package is one of the workspace's.
    pub fn is_member(&self, name: &str) -> bool {
        self.members.contains(name)
    }

    /// What a package uses directly, and whether only its tests do.
    pub fn direct(&self, name: &str) -> impl Iterator<Item = (&str, bool)> {
        self.uses
            .get(name)
            .into_iter()
            .flatten()
            .map(|(used, by_tests_only)| (used.as_str(), *by_tests_only))
    }

    /// What a package's own code leads to, directly or not.
    pub fn reached(&self, name: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            for (used, by_tests_only) in self.direct(name) {
                if !by_tests_only && reached.insert(used) {
                    open.push(used);
                }
            }
        }
        reached
    }
}
