use super::*;
use crate::MemoryStore;
use std::sync::{
    Mutex,
    mpsc::{Receiver, Sender, channel},
};

const TOKEN: &[u8] = b"token";

fn key() -> Key {
    Key::Session("p".to_owned())
}

fn vault(switches: impl FnOnce(&mut crate::Switches)) -> (Vault, Arc<MemoryStore>) {
    let store = Arc::new(MemoryStore::new());
    store.switch(switches);
    (Vault::with_store(store.clone()), store)
}

fn present(secret: &[u8]) -> Entry {
    Entry::Present(Zeroizing::new(secret.to_vec()))
}

#[tokio::test]
async fn a_write_that_fails_is_never_reported_as_kept() {
    let (vault, store) = vault(|switches| switches.fails_write = true);
    assert_eq!(
        vault.put(&key(), TOKEN).await,
        Kept::MemoryOnly(KeyringStatus::Unavailable)
    );
    assert_eq!(vault.get(&key()).await, present(TOKEN));
    assert!(store.users().is_empty());
}

#[tokio::test]
async fn a_keyring_that_keeps_something_else_has_not_kept_it() {
    let (vault, _) = vault(|switches| switches.corrupt = true);
    assert_eq!(vault.put(&key(), TOKEN).await, Kept::MemoryOnly(KeyringStatus::Corrupt));
    assert_eq!(vault.get(&key()).await, present(TOKEN));
    assert_eq!(vault.probe().await, KeyringStatus::Corrupt);
}

#[tokio::test]
async fn the_copy_in_memory_wins_over_an_older_value_in_the_keyring_and_goes_when_the_keyring_takes_the_next() {
    let (vault, store) = vault(|_| {});
    assert_eq!(vault.put(&key(), b"old").await, Kept::Keyring);
    store.switch(|switches| switches.fails_write = true);
    assert_eq!(
        vault.put(&key(), b"new").await,
        Kept::MemoryOnly(KeyringStatus::Unavailable)
    );
    assert_eq!(vault.get(&key()).await, present(b"new"));
    store.switch(|switches| switches.fails_write = false);
    assert_eq!(vault.put(&key(), b"newest").await, Kept::Keyring);
    store.switch(|switches| switches.unavailable = true);
    assert_eq!(vault.get(&key()).await, Entry::Unavailable, "no copy is left in memory");
}

#[tokio::test]
async fn a_probe_that_finds_the_keyring_working_moves_what_memory_held_into_it() {
    let (vault, store) = vault(|switches| switches.unavailable = true);
    assert_eq!(
        vault.put(&key(), TOKEN).await,
        Kept::MemoryOnly(KeyringStatus::Unavailable)
    );
    store.switch(|switches| switches.unavailable = false);
    assert_eq!(vault.probe().await, KeyringStatus::Working);
    assert_eq!(store.users(), ["session/p"]);
    assert_eq!(Vault::with_store(store).get(&key()).await, present(TOKEN));
}

#[tokio::test]
async fn an_entry_that_the_keyring_does_not_let_go_of_is_reported() {
    let (vault, store) = vault(|switches| switches.fails_delete = true);
    assert_eq!(vault.put(&key(), TOKEN).await, Kept::Keyring);
    assert_eq!(
        vault.remove(&key()).await,
        Removal::StillThere(KeyringStatus::Unavailable)
    );
    assert_eq!(store.users(), ["session/p"]);
}

#[tokio::test]
async fn a_person_who_declined_to_unlock_is_asked_again_only_by_a_probe() {
    let (vault, store) = vault(|switches| switches.locked = true);
    assert_eq!(vault.get(&key()).await, Entry::Locked);
    assert_eq!(vault.get(&key()).await, Entry::Locked);
    assert_eq!(vault.put(&key(), TOKEN).await, Kept::MemoryOnly(KeyringStatus::Locked));
    assert_eq!(vault.remove(&key()).await, Removal::StillThere(KeyringStatus::Locked));
    assert_eq!(store.prompts(), 1);
    store.switch(|switches| switches.unlocks_when_asked = true);
    assert_eq!(vault.probe().await, KeyringStatus::Working);
    assert_eq!(store.prompts(), 2);
    assert_eq!(vault.put(&key(), TOKEN).await, Kept::Keyring);
}

#[tokio::test]
async fn a_keyring_that_is_locked_and_cannot_ask_is_locked_and_not_gone() {
    let (vault, _) = vault(|switches| (switches.locked, switches.shows_no_prompt) = (true, true));
    assert_eq!(vault.get(&key()).await, Entry::Locked);
    assert_eq!(vault.probe().await, KeyringStatus::Locked);
}

#[tokio::test]
async fn a_keyring_that_was_unlocked_elsewhere_needs_no_prompt() {
    let (vault, store) = vault(|switches| switches.locked = true);
    assert_eq!(vault.get(&key()).await, Entry::Locked);
    store.switch(|switches| switches.locked = false);
    assert_eq!(vault.get(&key()).await, Entry::Absent);
    assert_eq!(store.prompts(), 1);
}

/// A keyring whose prompt, or whose every call, goes on until the test lets it end.
struct Hung {
    inner: MemoryStore,
    begun: Mutex<Sender<&'static str>>,
    released: Mutex<Receiver<()>>,
    prompt: bool,
}

impl Hung {
    fn vault(prompt: bool, limits: Limits) -> (Vault, Receiver<&'static str>, Sender<()>) {
        let ((begun, begins), (release, released)) = (channel(), channel());
        let inner = MemoryStore::new();
        inner.switch(|switches| (switches.locked, switches.unlocks_when_asked) = (prompt, true));
        let store = Self {
            inner,
            begun: Mutex::new(begun),
            released: Mutex::new(released),
            prompt,
        };
        (Vault::with_limits(Arc::new(store), limits), begins, release)
    }

    fn hang(&self, call: &'static str) {
        self.begun.lock().unwrap().send(call).unwrap();
        let _ = self.released.lock().unwrap().recv();
    }
}

impl Store for Hung {
    fn get(&self, user: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
        self.inner.get(user)
    }

    fn set(&self, user: &str, value: &[u8]) -> Result<(), Failure> {
        if !self.prompt {
            self.hang("set");
        }
        self.inner.set(user, value)
    }

    fn delete(&self, user: &str) -> Result<(), Failure> {
        self.inner.delete(user)
    }

    fn locked(&self) -> Result<bool, Failure> {
        self.inner.locked()
    }

    fn unlock(&self) -> Result<(), Failure> {
        self.hang("unlock");
        self.inner.unlock()
    }
}

/// Short enough to wait for, long enough for calls that do end, also on a busy machine.
fn impatient() -> Limits {
    Limits {
        call: Duration::from_secs(1),
        prompt: Duration::from_secs(2),
    }
}

#[tokio::test]
async fn a_prompt_that_nobody_answers_is_a_locked_keyring_and_the_vault_goes_on() {
    let (vault, begins, release) = Hung::vault(true, impatient());
    assert_eq!(vault.get(&key()).await, Entry::Locked);
    assert_eq!(begins.recv(), Ok("unlock"));
    assert_eq!(vault.put(&key(), TOKEN).await, Kept::MemoryOnly(KeyringStatus::Locked));
    assert_eq!(vault.get(&key()).await, present(TOKEN));
    assert_eq!(vault.probe().await, KeyringStatus::Locked);
    assert!(begins.try_recv().is_err(), "no second prompt beside the first");
    release.send(()).unwrap();
    let patient = Limits {
        call: Duration::from_secs(60),
        prompt: Duration::from_secs(60),
    };
    let patient = Vault {
        requests: vault.requests.clone(),
        limits: patient,
        asking: vault.asking(),
    };
    assert_eq!(
        patient.probe().await,
        KeyringStatus::Working,
        "the late answer to the prompt counts"
    );
}

#[tokio::test]
async fn a_call_that_does_not_end_is_an_unavailable_keyring_and_no_second_call_is_begun_beside_it() {
    let (vault, begins, release) = Hung::vault(false, impatient());
    assert_eq!(
        vault.put(&key(), b"first").await,
        Kept::MemoryOnly(KeyringStatus::Unavailable)
    );
    assert_eq!(begins.recv(), Ok("set"));
    assert_eq!(
        vault.put(&key(), b"second").await,
        Kept::MemoryOnly(KeyringStatus::Unavailable)
    );
    assert_eq!(vault.get(&key()).await, present(b"second"));
    assert_eq!(
        vault.remove(&key()).await,
        Removal::StillThere(KeyringStatus::Unavailable)
    );
    assert_eq!(vault.get(&key()).await, Entry::Unavailable);
    assert!(begins.try_recv().is_err(), "the second value was never handed over");
    drop(release);
}

#[tokio::test]
async fn a_vault_whose_every_handle_but_the_asking_one_is_gone_still_answers() {
    let (vault, _) = vault(|_| {});
    let other = vault.clone();
    drop(vault);
    assert_eq!(other.get(&key()).await, Entry::Absent);
}

#[tokio::test]
async fn who_asked_may_go_and_the_secret_is_kept_all_the_same() {
    let (vault, store) = vault(|_| {});
    let asked = vault.clone();
    let mut put = Box::pin(async move { asked.put(&key(), TOKEN).await });
    let once = std::future::poll_fn(|context| std::task::Poll::Ready(put.as_mut().poll(context).is_ready()));
    once.await;
    drop(put);
    assert_eq!(vault.get(&key()).await, present(TOKEN));
    assert_eq!(store.users(), ["session/p"]);
}

#[tokio::test]
async fn that_the_person_is_being_asked_is_told_for_as_long_as_they_are() {
    let keyring = Arc::new(MemoryStore::new());
    keyring.switch(|keyring| (keyring.locked, keyring.prompt_waits, keyring.unlocks_when_asked) = (true, true, true));
    let vault = Vault::with_store(keyring.clone());
    let mut asking = vault.asking();
    assert!(!*asking.borrow());
    let probing = tokio::spawn(async move { vault.probe().await });
    asking.wait_for(|asking| *asking).await.unwrap();
    keyring.switch(|keyring| keyring.prompt_waits = false);
    asking.wait_for(|asking| !asking).await.unwrap();
    assert_eq!(probing.await.unwrap(), KeyringStatus::Working);
}
