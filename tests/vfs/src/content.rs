//! A file's bytes: as programs see them, and as they would be found after a power cut.

use crate::{chance::Chance, disk::PowerCut};
use std::sync::Arc;

/// What a disk writes as a whole or not at all, in bytes.
const SECTOR: usize = 512;

#[derive(Clone, Debug)]
enum Change {
    Write { offset: usize, bytes: Vec<u8> },
    Truncate(usize),
}

/// The bytes of one file. Clones share them until they are written to.
#[derive(Clone, Debug, Default)]
pub struct Content {
    seen: Arc<Vec<u8>>,
    synced: Arc<Vec<u8>>,
    /// What happened since the last sync, in order.
    changes: Vec<Change>,
}

impl Content {
    /// What programs see.
    pub fn seen(&self) -> &[u8] {
        &self.seen
    }

    /// Writes, growing the file where it is too short.
    pub fn write(&mut self, offset: usize, bytes: &[u8]) {
        self.change(Change::Write {
            offset,
            bytes: bytes.to_vec(),
        });
    }

    /// Cuts or grows the file to this size.
    pub fn truncate(&mut self, size: usize) {
        self.change(Change::Truncate(size));
    }

    fn change(&mut self, change: Change) {
        apply(Arc::make_mut(&mut self.seen), &change);
        self.changes.push(change);
    }

    /// Everything so far is kept.
    pub fn sync(&mut self) {
        for change in self.changes.drain(..) {
            apply(Arc::make_mut(&mut self.synced), &change);
        }
    }

    /// A sync failed: programs go on seeing what was written, but it will not be kept, however often they sync again.
    pub fn lose(&mut self) {
        self.changes.clear();
    }

    /// The file as it is found after the power was cut.
    pub fn after(&self, cut: PowerCut, chance: &mut Chance) -> Self {
        let left = match cut {
            PowerCut::KeepsAll => Arc::clone(&self.seen),
            PowerCut::LosesAll => Arc::clone(&self.synced),
            PowerCut::KeepsSome(_) => Arc::new(self.some_of(chance)),
        };
        Self {
            seen: Arc::clone(&left),
            synced: left,
            changes: Vec::new(),
        }
    }

    fn some_of(&self, chance: &mut Chance) -> Vec<u8> {
        let mut left = self.synced.to_vec();
        for change in &self.changes {
            match change {
                Change::Truncate(_) if chance.flip() => apply(&mut left, change),
                Change::Truncate(_) => {}
                Change::Write { offset, bytes } => {
                    for (start, part) in sectors(*offset, bytes) {
                        if chance.flip() {
                            put(&mut left, start, part);
                        }
                    }
                }
            }
        }
        left
    }
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write { offset, bytes: written } => put(bytes, *offset, written),
        Change::Truncate(size) => bytes.resize(*size, 0),
    }
}

fn put(bytes: &mut Vec<u8>, offset: usize, written: &[u8]) {
    let end = offset + written.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[offset..end].copy_from_slice(written);
}

/// A write, cut at the borders of sectors.
fn sectors(offset: usize, bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut rest = (offset, bytes);
    std::iter::from_fn(move || {
        let (start, left) = rest;
        if left.is_empty() {
            return None;
        }
        let (part, more) = left.split_at(left.len().min(SECTOR - start % SECTOR));
        rest = (start + part.len(), more);
        Some((start, part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(content: &Content, cut: PowerCut) -> Vec<u8> {
        content.after(cut, &mut Chance::new(7)).seen().to_vec()
    }

    #[test]
    fn what_was_not_synced_is_gone_when_the_power_is_cut() {
        let mut content = Content::default();
        content.write(0, b"old");
        content.sync();
        content.write(0, b"newer");
        assert_eq!(content.seen(), b"newer");
        assert_eq!(after(&content, PowerCut::LosesAll), b"old");
        assert_eq!(after(&content, PowerCut::KeepsAll), b"newer");
    }

    #[test]
    fn a_failed_sync_is_not_made_good_by_the_next() {
        let mut content = Content::default();
        content.write(0, b"old");
        content.sync();
        content.write(0, b"new");
        content.lose();
        content.sync();
        assert_eq!(content.seen(), b"new");
        assert_eq!(after(&content, PowerCut::LosesAll), b"old");
    }

    #[test]
    fn a_write_is_torn_at_sectors_only() {
        let mut content = Content::default();
        content.write(0, &[1; 4 * SECTOR]);
        content.sync();
        content.write(100, &[2; 3 * SECTOR]);
        let found = |seed| content.after(PowerCut::KeepsSome(seed), &mut Chance::new(seed));
        let torn: Vec<_> = (0..20).map(|seed| found(seed).seen().to_vec()).collect();
        assert!(torn.iter().any(|bytes| bytes.contains(&1) && bytes[100..].contains(&2)));
        for bytes in torn {
            for sector in bytes[SECTOR..3 * SECTOR].chunks(SECTOR) {
                assert!(sector.iter().all(|byte| *byte == sector[0]));
            }
        }
    }
}
