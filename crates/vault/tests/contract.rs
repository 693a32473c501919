//! One suite for every keyring: the fake that other tests use, and the real Secret Service in a session of its own.
//!
//! The real one needs `dbus-daemon` and `gnome-keyring-daemon`; where they are missing its tests say so and do nothing.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "contract/bench.rs"]
mod bench;
#[path = "contract/memory.rs"]
mod memory;
#[cfg(target_os = "linux")]
#[path = "contract/secret_service.rs"]
mod secret_service;
#[cfg(target_os = "linux")]
#[path = "contract/session.rs"]
mod session;
#[path = "contract/suite.rs"]
mod suite;
