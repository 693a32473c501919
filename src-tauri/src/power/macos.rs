//! The low power mode of macOS (its documentation: `NSProcessInfo`, `isLowPowerModeEnabled`).

use objc2_foundation::{NSOperatingSystemVersion, NSProcessInfo};

/// The first version that can be asked; an earlier one would end the app.
const SINCE: NSOperatingSystemVersion = NSOperatingSystemVersion {
    majorVersion: 12,
    minorVersion: 0,
    patchVersion: 0,
};

/// Whether it is on. An earlier version has none.
pub fn is_saving() -> bool {
    let process = NSProcessInfo::processInfo();
    process.isOperatingSystemAtLeastVersion(SINCE) && process.isLowPowerModeEnabled()
}
