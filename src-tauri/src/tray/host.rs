//! Whether a Linux desktop has a place for tray icons: a StatusNotifier watcher on the session bus, or an XEmbed tray.

use x11rb::protocol::xproto::ConnectionExt;

/// Whether there is one now.
pub fn exists() -> bool {
    has_watcher().unwrap_or(false) || has_xembed_tray().unwrap_or(false)
}

fn has_watcher() -> zbus::Result<bool> {
    let bus = zbus::blocking::Connection::session()?;
    let names = zbus::blocking::fdo::DBusProxy::new(&bus)?;
    let watcher = zbus::names::BusName::try_from("org.kde.StatusNotifierWatcher")?;
    Ok(names.name_has_owner(watcher)?)
}

fn has_xembed_tray() -> Option<bool> {
    let (connection, screen) = x11rb::connect(None).ok()?;
    let name = format!("_NET_SYSTEM_TRAY_S{screen}");
    let atom = connection.intern_atom(false, name.as_bytes()).ok()?.reply().ok()?.atom;
    let owner = connection.get_selection_owner(atom).ok()?.reply().ok()?.owner;
    Some(owner != x11rb::NONE)
}
