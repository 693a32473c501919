//! The battery of a Linux desktop: the power profile that was chosen, and what UPower says of the battery's charge.

use zbus::{blocking::Connection, zvariant::OwnedValue};

/// A property on the system bus: service, path, interface, name.
type Property = (&'static str, &'static str, &'static str, &'static str);

/// The profile that was chosen, under the daemon's present name and the one before.
const PROFILES: [Property; 2] = [
    (
        "org.freedesktop.UPower.PowerProfiles",
        "/org/freedesktop/UPower/PowerProfiles",
        "org.freedesktop.UPower.PowerProfiles",
        "ActiveProfile",
    ),
    (
        "net.hadess.PowerProfiles",
        "/net/hadess/PowerProfiles",
        "net.hadess.PowerProfiles",
        "ActiveProfile",
    ),
];

/// How urgent the battery's charge is.
const WARNING: Property = (
    "org.freedesktop.UPower",
    "/org/freedesktop/UPower/devices/DisplayDevice",
    "org.freedesktop.UPower.Device",
    "WarningLevel",
);

/// UPower's `WarningLevel` from which a battery is low.
const LOW: u32 = 3;

/// Whether somebody chose to save power, or the battery is low. Nobody's answer is no.
pub fn is_saving() -> bool {
    Connection::system().is_ok_and(|bus| is_said_by(&bus))
}

fn is_said_by(bus: &Connection) -> bool {
    let chosen = |property| read(bus, property).and_then(|value| String::try_from(value).ok());
    let low = || read(bus, WARNING).and_then(|value| u32::try_from(value).ok());
    PROFILES
        .into_iter()
        .find_map(chosen)
        .is_some_and(|profile| profile == "power-saver")
        || low().is_some_and(|level| level >= LOW)
}

/// A property's value, without waking a service that does not run.
fn read(bus: &Connection, (service, path, interface, name): Property) -> Option<OwnedValue> {
    let properties = zbus::blocking::fdo::PropertiesProxy::builder(bus)
        .destination(service)
        .ok()?
        .path(path)
        .ok()?
        .build()
        .ok()?;
    properties
        .get(zbus::names::InterfaceName::try_from(interface).ok()?, name)
        .ok()
}
