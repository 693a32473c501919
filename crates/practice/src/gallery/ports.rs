//! The two ports of the practice: those of the last time where they are free, others where they are not.

use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::{fs, net::TcpListener, path::Path};

/// Both listeners, bound.
pub struct Ports {
    pub gallery: TcpListener,
    pub sign_in: TcpListener,
}

#[derive(Default, Serialize, Deserialize)]
struct Remembered {
    gallery: u16,
    sign_in: u16,
}

impl Ports {
    /// Binds both on `127.0.0.1` and remembers them. They are bound once and stay bound.
    pub fn bind(folder: &Path) -> anyhow::Result<Self> {
        let file = folder.join("ports.json");
        let last: Remembered = fs::read(&file)
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
            .unwrap_or_default();
        let ports = Self {
            gallery: listen(last.gallery)?,
            sign_in: listen(last.sign_in)?,
        };
        let now = Remembered {
            gallery: ports.gallery.local_addr()?.port(),
            sign_in: ports.sign_in.local_addr()?.port(),
        };
        fs::write(&file, serde_json::to_vec(&now)?).context("the practice's ports cannot be remembered")?;
        Ok(ports)
    }
}

/// The port, or any free one where it is taken; port 0 is any free one.
fn listen(port: u16) -> anyhow::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port))
        .or_else(|_| TcpListener::bind(("127.0.0.1", 0)))
        .context("no port of this computer can be bound")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(ports: &Ports) -> [u16; 2] {
        [&ports.gallery, &ports.sign_in].map(|listener| listener.local_addr().unwrap().port())
    }

    #[test]
    fn the_ports_of_the_last_time_are_taken_again() {
        let folder = tempfile::tempdir().unwrap();
        let first = numbers(&Ports::bind(folder.path()).unwrap());
        assert_eq!(numbers(&Ports::bind(folder.path()).unwrap()), first);
    }

    #[test]
    fn taken_ports_are_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let first = Ports::bind(folder.path()).unwrap();
        let second = Ports::bind(folder.path()).unwrap();
        assert_ne!(numbers(&second), numbers(&first));
    }

    #[test]
    fn a_damaged_file_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("ports.json"), "{").unwrap();
        assert!(Ports::bind(folder.path()).is_ok());
    }
}
