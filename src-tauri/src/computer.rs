//! What this computer is called.

/// The computer's name for lists of sessions; where it has none, what kind it is.
pub fn name() -> String {
    let file = std::fs::read_to_string("/etc/hostname").ok();
    let named = std::env::var("COMPUTERNAME")
        .ok()
        .or(file)
        .map(|name| name.trim().to_owned());
    named
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| format!("a {} computer", std::env::consts::OS))
}
