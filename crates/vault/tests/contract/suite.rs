//! The contract, as one function for each part of it.

use crate::bench::Bench;
use contract::desktop::view::KeyringStatus;
use vault::{Entry, Kept, Key, MAX_SECRET, Removal};

fn session(id: &str) -> Key {
    Key::Session(id.to_owned())
}

fn attempt(id: &str) -> Key {
    Key::Attempt(id.to_owned())
}

fn present(secret: &[u8]) -> Entry {
    Entry::Present(secret.to_vec().into())
}

pub async fn gives_back_what_it_was_given(bench: &impl Bench) {
    let vault = bench.vault();
    let every_byte: Vec<u8> = (0..=255).collect();
    let longest = vec![0xa5; MAX_SECRET];
    for secret in [
        &every_byte[..],
        &longest,
        b"",
        b"\0",
        "\u{feff}née 🗝\n\r\t\"'`$(x)".as_bytes(),
    ] {
        assert_eq!(vault.put(&session("a"), secret).await, Kept::Keyring);
        assert_eq!(vault.get(&session("a")).await, present(secret));
        assert_eq!(
            bench.vault().get(&session("a")).await,
            present(secret),
            "after a restart of the app"
        );
    }
    assert_eq!(vault.put(&session("a"), &[0; MAX_SECRET + 1]).await, Kept::TooLarge);
    assert_eq!(
        vault.get(&session("a")).await,
        present("\u{feff}née 🗝\n\r\t\"'`$(x)".as_bytes())
    );
    assert_eq!(vault.put(&attempt("a"), b"verifier").await, Kept::Keyring);
    assert_eq!(vault.put(&session("A"), b"other case").await, Kept::Keyring);
    assert_eq!(bench.users(), ["attempt/a", "session/A", "session/a"]);
    let hostile = session("x'; DROP--\n/../\u{202e}é\" ${HOME} %s");
    assert_eq!(vault.put(&hostile, b"hostile").await, Kept::Keyring);
    assert_eq!(bench.vault().get(&hostile).await, present(b"hostile"));
}

pub async fn says_absent_only_where_nothing_is(bench: &impl Bench) {
    let vault = bench.vault();
    assert_eq!(vault.get(&session("a")).await, Entry::Absent);
    assert_eq!(
        vault.remove(&session("a")).await,
        Removal::Gone,
        "removing what is not there succeeds"
    );
    assert_eq!(vault.put(&session("a"), b"token").await, Kept::Keyring);
    assert_eq!(vault.put(&attempt("a"), b"verifier").await, Kept::Keyring);
    assert_eq!(vault.remove(&session("a")).await, Removal::Gone);
    assert_eq!(vault.get(&session("a")).await, Entry::Absent);
    assert_eq!(bench.vault().get(&session("a")).await, Entry::Absent);
    assert_eq!(
        vault.get(&attempt("a")).await,
        present(b"verifier"),
        "its neighbour stays"
    );
}

pub async fn deletes_nothing_that_cannot_be_read(bench: &impl Bench) {
    let vault = bench.vault();
    assert_eq!(vault.put(&session("a"), b"token").await, Kept::Keyring);
    for foreign in [&b"another program's password"[..], b"", &[0xff, 0x00, 0xfe]] {
        bench.overwrite("session/a", foreign);
        assert_eq!(vault.get(&session("a")).await, Entry::Corrupt);
        assert_eq!(
            bench.vault().get(&session("a")).await,
            Entry::Corrupt,
            "it is still there"
        );
    }
    assert_eq!(bench.users(), ["session/a"]);
    assert_eq!(
        vault.put(&session("a"), b"again").await,
        Kept::Keyring,
        "writing replaces it"
    );
    assert_eq!(vault.get(&session("a")).await, present(b"again"));
    bench.overwrite("session/a", b"foreign");
    assert_eq!(vault.remove(&session("a")).await, Removal::Gone, "removing removes it");
}

pub async fn tells_locked(bench: &impl Bench) {
    let vault = bench.vault();
    assert_eq!(vault.put(&session("a"), b"old").await, Kept::Keyring);
    bench.lock();
    let after_restart = bench.vault();
    assert_eq!(after_restart.probe().await, KeyringStatus::Locked);
    assert_eq!(after_restart.get(&session("a")).await, Entry::Locked);
    assert_eq!(
        after_restart.get(&session("b")).await,
        Entry::Locked,
        "not absent: nobody can know"
    );
    assert_eq!(
        vault.put(&session("b"), b"new").await,
        Kept::MemoryOnly(KeyringStatus::Locked)
    );
    assert_eq!(vault.get(&session("b")).await, present(b"new"));
    assert_eq!(
        vault.remove(&session("a")).await,
        Removal::StillThere(KeyringStatus::Locked)
    );
    bench.unlock();
    assert_eq!(after_restart.get(&session("a")).await, present(b"old"));
    assert_eq!(
        after_restart.get(&session("b")).await,
        Entry::Absent,
        "memory is each app's own"
    );
    assert_eq!(vault.probe().await, KeyringStatus::Working);
    assert_eq!(
        after_restart.get(&session("b")).await,
        present(b"new"),
        "moved into the keyring"
    );
    assert_eq!(vault.remove(&session("a")).await, Removal::Gone);
}

pub async fn tells_unavailable_and_comes_back(bench: &impl Bench) {
    let vault = bench.vault();
    assert_eq!(vault.put(&session("a"), b"old").await, Kept::Keyring);
    bench.take_away();
    let after_restart = bench.vault();
    for vault in [&vault, &after_restart] {
        assert_eq!(vault.probe().await, KeyringStatus::Unavailable);
        assert_eq!(vault.get(&session("a")).await, Entry::Unavailable);
        assert_eq!(
            vault.remove(&session("a")).await,
            Removal::StillThere(KeyringStatus::Unavailable)
        );
    }
    assert_eq!(
        vault.put(&session("b"), b"new").await,
        Kept::MemoryOnly(KeyringStatus::Unavailable)
    );
    assert_eq!(vault.get(&session("b")).await, present(b"new"));
    bench.bring_back();
    assert_eq!(
        vault.get(&session("a")).await,
        present(b"old"),
        "a vault that outlives the keyring finds it again"
    );
    assert_eq!(
        after_restart.get(&session("a")).await,
        present(b"old"),
        "and so does one that began without it"
    );
    assert_eq!(vault.put(&session("b"), b"newer").await, Kept::Keyring);
    assert_eq!(after_restart.get(&session("b")).await, present(b"newer"));
}

pub async fn a_probe_leaves_nothing_behind(bench: &impl Bench) {
    assert_eq!(bench.vault().probe().await, KeyringStatus::Working);
    assert!(bench.users().is_empty());
    assert_eq!(bench.vault().put(&session("a"), b"token").await, Kept::Keyring);
    assert_eq!(bench.vault().probe().await, KeyringStatus::Working);
    assert_eq!(bench.users(), ["session/a"]);
}
