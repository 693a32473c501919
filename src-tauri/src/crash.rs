//! What a crash leaves behind: where it happened, and nothing that was in memory.

use std::panic;

/// Refuses core dumps, which hold session tokens, and logs of a panic its place alone, since its message may hold anything.
pub fn leave_no_secrets() {
    #[cfg(all(unix, not(debug_assertions)))]
    refuse_core_dumps();
    panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|place| format!("{}:{}", place.file(), place.line()));
        tracing::error!(place = place.unwrap_or_default(), "a part of the app failed");
    }));
}

#[cfg(all(unix, not(debug_assertions)))]
fn refuse_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Where the system does not take the limit, its own holds.
    let _ = setrlimit(
        Resource::Core,
        Rlimit {
            current: Some(0),
            maximum: Some(0),
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io::{self, Write},
        sync::{Arc, Mutex, PoisonError},
    };

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_panic_leaves_its_place_in_the_log_and_not_its_message() {
        let written = Written::default();
        let writer = written.clone();
        let log = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::with_default(log, || {
            leave_no_secrets();
            let _ = panic::catch_unwind(|| panic!("canary {}", "secret"));
            let _ = panic::take_hook();
        });
        let log = String::from_utf8_lossy(&written.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
        assert!(log.contains("crash.rs"), "{log}");
        assert!(!log.contains("canary"), "{log}");
    }
}
