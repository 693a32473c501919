//! What the provider remembers: people, consents and open codes, in one file that is written with every change.

use super::{directory::Directory, folder::Folder, grant::Grants, lock};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, sync::Mutex};

const FILE: &str = "sign-in.json";

/// Everything that survives a restart, but for the keys.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct State {
    pub(super) directory: Directory,
    /// Who consented, by object id: there is one client.
    pub(super) consents: BTreeSet<String>,
    pub(super) grants: Grants,
}

/// The state, and its file.
pub(super) struct Store {
    folder: Folder,
    state: Mutex<State>,
}

impl Store {
    /// Reads what an earlier run left.
    pub(super) fn open(folder: Folder) -> anyhow::Result<Self> {
        let state = folder.read(FILE)?.unwrap_or_default();
        Ok(Self {
            folder,
            state: Mutex::new(state),
        })
    }

    /// Looks something up.
    pub(super) fn read<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&lock(&self.state))
    }

    /// Changes the state. The change holds only once it is on disk; where writing fails, nothing has changed. The write
    /// is short and done in place: this provider serves the one person at this computer.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> anyhow::Result<T> {
        let mut state = lock(&self.state);
        let mut next = state.clone();
        let answer = change(&mut next);
        self.folder.write(FILE, &next)?;
        *state = next;
        Ok(answer)
    }
}
