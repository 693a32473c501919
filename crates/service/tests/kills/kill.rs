//! When the program is killed, and what it left.

use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Decisions that look random and are the same in each run (SplitMix64).
pub fn decision(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A copy of the database as a kill left it, to look at, so that the program itself starts on what the kill left.
pub fn copied(folder: &Path) -> (TempDir, PathBuf) {
    let copied = tempfile::tempdir().unwrap();
    let copy = copied.path().join("copy.db");
    for ending in ["", "-wal"] {
        let from = folder.join(format!("accounts.db{ending}"));
        if from.exists() {
            std::fs::copy(from, format!("{}{ending}", copy.display())).unwrap();
        }
    }
    (copied, copy)
}
