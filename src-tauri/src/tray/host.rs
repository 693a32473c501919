//! Whether a Linux desktop has a place for tray icons: a StatusNotifier watcher on the session bus, or an XEmbed tray.

use std::{thread, time::Duration};
use x11rb::protocol::xproto::ConnectionExt;
use zbus::blocking::{
    Connection,
    fdo::{DBusProxy, NameOwnerChangedIterator},
};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// How long a panel that went away may take to come back, as it does when it is only started again.
const RESTART: Duration = Duration::from_secs(5);

/// Tells whether there is one, now and whenever that changes: a panel may start after the app, and may end before it.
/// Does not return where the session bus is there.
///
/// A panel that has only an XEmbed tray is asked about when the bus says something, and before the window is hidden.
pub fn follow(tell: impl Fn(bool)) {
    let changes = changes();
    let mut there = exists();
    tell(there);
    let Ok(changes) = changes else { return };
    for _ in changes {
        if there && !exists() {
            thread::sleep(RESTART);
        }
        let now = exists();
        if now != there {
            there = now;
            tell(now);
        }
    }
}

fn changes() -> zbus::Result<NameOwnerChangedIterator> {
    DBusProxy::new(&Connection::session()?)?.receive_name_owner_changed_with_args(&[(0, WATCHER)])
}

/// Whether there is one now.
pub fn exists() -> bool {
    has_watcher().unwrap_or(false) || has_xembed_tray().unwrap_or(false)
}

fn has_watcher() -> zbus::Result<bool> {
    let bus = Connection::session()?;
    let watcher = zbus::names::BusName::try_from(WATCHER)?;
    Ok(DBusProxy::new(&bus)?.name_has_owner(watcher)?)
}

fn has_xembed_tray() -> Option<bool> {
    let (connection, screen) = x11rb::connect(None).ok()?;
    let name = format!("_NET_SYSTEM_TRAY_S{screen}");
    let atom = connection.intern_atom(false, name.as_bytes()).ok()?.reply().ok()?.atom;
    let owner = connection.get_selection_owner(atom).ok()?.reply().ok()?.owner;
    Some(owner != x11rb::NONE)
}
