//! Whether this computer saves its battery, as far as its desktop says.

#[cfg(target_os = "linux")]
mod linux;

use futures::future::BoxFuture;
use manager::ports::Power;

/// The system's own word. Where it has none, nothing is saved.
pub struct SystemPower;

impl Power for SystemPower {
    fn saves_battery(&self) -> BoxFuture<'static, bool> {
        #[cfg(target_os = "linux")]
        return Box::pin(linux::saves_battery());
        #[cfg(not(target_os = "linux"))]
        Box::pin(std::future::ready(false))
    }
}
