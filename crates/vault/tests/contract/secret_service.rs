//! The suite on the real Secret Service.

use crate::{
    bench::Bench,
    session::{self, Daemon, Session},
    suite,
};
use contract::desktop::view::KeyringStatus;
use secret_service::{EncryptionType, blocking::SecretService};
use std::{
    collections::HashMap,
    io,
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};
use tracing_subscriber::fmt::MakeWriter;
use vault::{Entry, Kept, Key, Limits, Removal, Vault};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

pub const PASSWORD: &[u8] = b"the password of the login collection";
const SERVICE: &str = "io.github.nuget-accounts.contract";

/// The daemon on this process's bus.
struct Real(Mutex<Option<Daemon>>);

impl Real {
    fn start_aside() -> Self {
        Self(Mutex::new(Some(aside(Daemon::start))))
    }
}

/// Blocking calls to the bus would panic on the test's own runtime thread.
fn aside<T: Send>(call: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| scope.spawn(call).join().unwrap())
}

fn service() -> SecretService<'static> {
    SecretService::connect(EncryptionType::Plain).unwrap()
}

impl Bench for Real {
    fn vault(&self) -> Vault {
        Vault::system(SERVICE)
    }

    fn lock(&self) {
        aside(|| service().get_default_collection().unwrap().lock().unwrap());
    }

    fn unlock(&self) {
        aside(unlock_with_password);
    }

    fn take_away(&self) {
        aside(|| drop(self.0.lock().unwrap().take()));
    }

    fn bring_back(&self) {
        aside(|| *self.0.lock().unwrap() = Some(Daemon::start()));
    }

    fn overwrite(&self, user: &str, bytes: &[u8]) {
        aside(|| {
            let attributes = HashMap::from([("service", SERVICE), ("username", user)]);
            let service = service();
            let found = service.search_items(attributes).unwrap();
            found.unlocked[0].set_secret(bytes, "text/plain").unwrap();
        });
    }

    fn users(&self) -> Vec<String> {
        aside(|| {
            let service = service();
            let found = service.search_items(HashMap::from([("service", SERVICE)])).unwrap();
            let user = |item: &secret_service::blocking::Item<'_>| item.get_attributes().unwrap()["username"].clone();
            let mut users: Vec<String> = found.unlocked.iter().map(user).collect();
            users.sort();
            users
        })
    }
}

/// As a login manager does it: the daemon's own call, which takes the password in place of a prompt.
fn unlock_with_password() {
    let bus = zbus::blocking::Connection::session().unwrap();
    let secrets = Some("org.freedesktop.secrets");
    let path = "/org/freedesktop/secrets";
    let opened = bus
        .call_method(
            secrets,
            path,
            Some("org.freedesktop.Secret.Service"),
            "OpenSession",
            &("plain", Value::from("")),
        )
        .unwrap();
    let (_, session): (OwnedValue, OwnedObjectPath) = opened.body().deserialize().unwrap();
    let default = "/org/freedesktop/secrets/aliases/default";
    let collection = OwnedObjectPath::try_from(default).unwrap();
    let secret = (session, Vec::<u8>::new(), PASSWORD.to_vec(), "text/plain");
    let interface = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface";
    bus.call_method(
        secrets,
        path,
        Some(interface),
        "UnlockWithMasterPassword",
        &(collection, secret),
    )
    .unwrap();
}

/// Runs `name` inside a session, where there can be one.
#[expect(clippy::print_stderr, reason = "who runs the tests reads that this one did nothing")]
fn inside(name: &str) {
    if session::possible() {
        Session::start().run(&format!("secret_service::inside::{name}"));
    } else {
        eprintln!("not run: dbus-daemon or gnome-keyring-daemon is not installed");
    }
}

#[test]
fn the_secret_service_gives_back_what_it_was_given() {
    inside("gives_back_what_it_was_given");
}

#[test]
fn the_secret_service_says_absent_only_where_nothing_is() {
    inside("says_absent_only_where_nothing_is");
}

#[test]
fn the_secret_service_deletes_nothing_that_cannot_be_read() {
    inside("deletes_nothing_that_cannot_be_read");
}

#[test]
fn the_secret_service_tells_locked() {
    inside("tells_locked");
}

#[test]
fn the_secret_service_tells_unavailable_and_comes_back() {
    inside("tells_unavailable_and_comes_back");
}

#[test]
fn a_probe_of_the_secret_service_leaves_nothing_behind() {
    inside("a_probe_leaves_nothing_behind");
}

#[test]
fn a_prompt_of_the_secret_service_that_nobody_answers_does_not_hold_up_the_vault() {
    inside("a_prompt_that_nobody_answers_does_not_hold_up_the_vault");
}

#[test]
fn services_do_not_see_each_other_s_entries() {
    inside("services_do_not_see_each_other_s_entries");
}

#[test]
fn doubles_are_corrupt_and_writing_leaves_one_of_them() {
    inside("doubles_are_corrupt_and_writing_leaves_one_of_them");
}

#[test]
fn no_secret_is_logged_on_its_way_through_the_secret_service() {
    inside("no_secret_is_logged");
}

#[test]
fn without_a_default_collection_the_secret_service_is_unavailable() {
    inside("without_a_default_collection_it_is_unavailable");
}

#[test]
fn a_bus_without_a_secret_service_has_no_keyring() {
    inside("nothing_is_there");
}

#[test]
fn a_computer_without_a_session_bus_has_no_keyring() {
    Session::nowhere("secret_service::inside::nothing_is_there");
}

/// The tests themselves. Each runs in a process and a session of its own, started by its namesake above.
mod inside {
    use super::*;

    macro_rules! of_the_suite {
        ($($name:ident)*) => {$(
            #[tokio::test]
            #[ignore = "started inside a session by the tests above"]
            async fn $name() {
                suite::$name(&Real::start_aside()).await;
            }
        )*};
    }

    of_the_suite! {
        gives_back_what_it_was_given
        says_absent_only_where_nothing_is
        deletes_nothing_that_cannot_be_read
        tells_locked
        tells_unavailable_and_comes_back
        a_probe_leaves_nothing_behind
    }

    fn key() -> Key {
        Key::Session("p".to_owned())
    }

    #[tokio::test]
    #[ignore = "started inside a session by the tests above"]
    async fn nothing_is_there() {
        let vault = Vault::system(SERVICE);
        assert_eq!(vault.probe().await, KeyringStatus::Unavailable);
        assert_eq!(vault.get(&key()).await, Entry::Unavailable);
        assert_eq!(
            vault.put(&key(), b"token").await,
            Kept::MemoryOnly(KeyringStatus::Unavailable)
        );
        assert_eq!(vault.get(&key()).await, Entry::Present(b"token".to_vec().into()));
        assert_eq!(
            vault.remove(&key()).await,
            Removal::StillThere(KeyringStatus::Unavailable)
        );
    }

    /// A prompter that is asked to show a prompt and never says anything again.
    struct Silent(Mutex<mpsc::Sender<()>>);

    #[zbus::interface(name = "org.gnome.keyring.internal.Prompter")]
    impl Silent {
        fn begin_prompting(&self, _callback: OwnedObjectPath) {
            let _ = self.0.lock().unwrap().send(());
        }

        fn stop_prompting(&self, _callback: OwnedObjectPath) {}
    }

    #[tokio::test]
    #[ignore = "started inside a session by the tests above"]
    async fn a_prompt_that_nobody_answers_does_not_hold_up_the_vault() {
        let real = Real::start_aside();
        assert_eq!(real.vault().put(&key(), b"token").await, Kept::Keyring);
        real.lock();
        let (asked, prompts) = mpsc::channel();
        let _prompter = aside(|| {
            let builder = zbus::blocking::connection::Builder::session().unwrap();
            let builder = builder
                .serve_at("/org/gnome/keyring/Prompter", Silent(Mutex::new(asked)))
                .unwrap();
            builder
                .name("org.gnome.keyring.SystemPrompter")
                .unwrap()
                .build()
                .unwrap()
        });
        let limits = Limits {
            call: Duration::from_secs(10),
            prompt: Duration::from_secs(3),
        };
        let vault = Vault::with_limits(vault::system_store(SERVICE), limits);
        assert_eq!(vault.probe().await, KeyringStatus::Locked);
        assert!(prompts.try_recv().is_ok(), "the person was asked");
        assert_eq!(vault.get(&key()).await, Entry::Locked);
        assert_eq!(vault.put(&key(), b"new").await, Kept::MemoryOnly(KeyringStatus::Locked));
        real.unlock();
        assert_eq!(
            vault.put(&key(), b"newer").await,
            Kept::Keyring,
            "the open prompt is in nobody's way"
        );
        assert!(prompts.try_recv().is_err(), "and was the only one");
    }

    #[tokio::test]
    #[ignore = "started inside a session by the tests above"]
    async fn services_do_not_see_each_other_s_entries() {
        let real = Real::start_aside();
        assert_eq!(real.vault().put(&key(), b"token").await, Kept::Keyring);
        let other = Vault::system("io.github.nuget-accounts.other");
        assert_eq!(other.get(&key()).await, Entry::Absent);
        assert_eq!(other.remove(&key()).await, Removal::Gone);
        assert_eq!(real.users(), ["session/p"]);
    }

    #[tokio::test]
    #[ignore = "started inside a session by the tests above"]
    async fn doubles_are_corrupt_and_writing_leaves_one_of_them() {
        let real = Real::start_aside();
        let double = || {
            aside(|| {
                let service = service();
                let collection = service.get_default_collection().unwrap();
                let attributes = HashMap::from([("service", SERVICE), ("username", "session/p")]);
                collection
                    .create_item("double", attributes, b"foreign", false, "text/plain")
                    .unwrap();
            });
        };
        double();
        double();
        let vault = real.vault();
        assert_eq!(vault.get(&key()).await, Entry::Corrupt);
        assert_eq!(real.users().len(), 2, "reading deletes nothing");
        assert_eq!(vault.put(&key(), b"token").await, Kept::Keyring);
        assert_eq!(real.users(), ["session/p"]);
        double();
        assert_eq!(vault.remove(&key()).await, Removal::Gone);
        assert!(real.users().is_empty());
    }

    #[tokio::test]
    #[ignore = "started inside a session by the tests above"]
    async fn without_a_default_collection_it_is_unavailable() {
        let real = Real::start_aside();
        aside(|| {
            let service = service();
            service.get_default_collection().unwrap().delete().unwrap();
        });
        assert_eq!(real.vault().probe().await, KeyringStatus::Unavailable);
        assert_eq!(real.vault().get(&key()).await, Entry::Unavailable);
    }

    /// Everything that any crate logs, at the finest level.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl<'a> MakeWriter<'a> for Log {
        type Writer = Self;

        fn make_writer(&'a self) -> Self {
            self.clone()
        }
    }

    #[tokio::test]
    #[ignore = "started inside a session by the tests above"]
    async fn no_secret_is_logged() {
        let log = Log::default();
        let level = tracing_subscriber::filter::LevelFilter::TRACE;
        tracing_subscriber::fmt()
            .with_max_level(level)
            .with_ansi(false)
            .with_writer(log.clone())
            .init();
        let real = Real::start_aside();
        let (secret, encoded) = ("canary-canary-canary", "Y2FuYXJ5LWNhbmFyeS1jYW5hcnk");
        for _ in 0..2 {
            let vault = real.vault();
            let _ = vault.put(&key(), secret.as_bytes()).await;
            let _ = vault.get(&key()).await;
            let _ = vault.remove(&key()).await;
            real.lock();
        }
        let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
        assert!(text.contains("kept in memory"), "the log is being caught");
        let numbers = |text: &str| format!("{:?}", text.as_bytes()).trim_matches(['[', ']']).to_owned();
        for trace in [secret, encoded, &numbers(secret), &numbers(encoded)] {
            assert!(!text.contains(trace), "{trace} was logged");
        }
    }
}
