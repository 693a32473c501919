//! The suite on the fake.

use crate::{bench::Bench, suite};
use std::sync::Arc;
use vault::{MemoryStore, Store, Vault};

struct Fake(Arc<MemoryStore>);

impl Bench for Fake {
    fn vault(&self) -> Vault {
        Vault::with_store(self.0.clone())
    }

    fn lock(&self) {
        self.0.switch(|switches| switches.locked = true);
    }

    fn unlock(&self) {
        self.0.switch(|switches| switches.locked = false);
    }

    fn take_away(&self) {
        self.0.switch(|switches| switches.unavailable = true);
    }

    fn bring_back(&self) {
        self.0.switch(|switches| switches.unavailable = false);
    }

    fn overwrite(&self, user: &str, bytes: &[u8]) {
        self.0.set(user, bytes).unwrap();
    }

    fn users(&self) -> Vec<String> {
        self.0.users()
    }
}

fn fake() -> Fake {
    Fake(Arc::new(MemoryStore::new()))
}

#[tokio::test]
async fn the_fake_gives_back_what_it_was_given() {
    suite::gives_back_what_it_was_given(&fake()).await;
}

#[tokio::test]
async fn the_fake_says_absent_only_where_nothing_is() {
    suite::says_absent_only_where_nothing_is(&fake()).await;
}

#[tokio::test]
async fn the_fake_deletes_nothing_that_cannot_be_read() {
    suite::deletes_nothing_that_cannot_be_read(&fake()).await;
}

#[tokio::test]
async fn the_fake_tells_locked() {
    suite::tells_locked(&fake()).await;
}

#[tokio::test]
async fn the_fake_tells_unavailable_and_comes_back() {
    suite::tells_unavailable_and_comes_back(&fake()).await;
}

#[tokio::test]
async fn a_probe_of_the_fake_leaves_nothing_behind() {
    suite::a_probe_leaves_nothing_behind(&fake()).await;
}
