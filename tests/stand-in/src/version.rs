//! The order of versions (Semantic Versioning 2.0.0, 11), as far as a stand-in needs it.

/// What a version is compared by: its numbers, then whether it is a release, then the words before one.
pub(crate) fn order(version: &str) -> (Vec<u64>, bool, String) {
    let bare = version.split('+').next().unwrap_or_default();
    let (numbers, words) = bare.split_once('-').unwrap_or((bare, ""));
    let numbers = numbers.split('.').map(|number| number.parse().unwrap_or(0)).collect();
    (numbers, words.is_empty(), words.to_ascii_lowercase())
}

/// Whether clients that do not know Semantic Versioning 2.0.0 are not told of it.
pub(crate) fn is_semver_2(version: &str) -> bool {
    let words = version.split('+').next().unwrap_or_default().split_once('-');
    version.contains('+') || words.is_some_and(|(_, words)| words.contains('.'))
}
