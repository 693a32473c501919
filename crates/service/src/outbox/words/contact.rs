//! Mails about the contact e-mail.

use super::{Block, Words};
use contract::Secret;

/// The code that confirms an address.
pub fn confirm(gallery: &str, username: &str, code: &Secret, minutes: i64) -> Words {
    let blocks = vec![
        Block::Text(format!(
            "Hello {username},\n\nsomebody gave this address as the contact e-mail of the account {username} at {gallery}."
        )),
        Block::Text(
            "If that was you, type this code into the app, where you are signed in to that account:".to_owned(),
        ),
        Block::Code(code.expose().to_owned()),
        Block::Text(format!(
            "It works for {minutes} minutes. If it was not you, there is nothing to do: without the code the address is \
             not used. Nobody from {gallery} will ever ask you for this code."
        )),
    ];
    Words {
        subject: format!("[{gallery}] Please confirm your e-mail address"),
        blocks,
    }
}
