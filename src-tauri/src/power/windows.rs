//! The energy saver of Windows (its documentation: `Windows.System.Power`, `PowerManager.EnergySaverStatus`).

use windows::System::Power::{EnergySaverStatus, PowerManager};

/// Whether it is on. No answer is no.
pub fn is_saving() -> bool {
    PowerManager::EnergySaverStatus().is_ok_and(|status| status == EnergySaverStatus::On)
}
