//! The sign-in assistance (rules of the gallery, 2.12 of the reference): always 200, in JSON.

use crate::world::{Mail, World};
use serde_json::{Value, json};

/// What it answers to a username, and perhaps an address.
pub(crate) fn answer(world: &mut World, username: Option<&str>, address: Option<&str>) -> Value {
    let Some(person) = username.and_then(|username| world.person(username)).cloned() else {
        return refused("A user with the provided user name does not exist.");
    };
    let Some(masked) = masked(&person.email) else {
        return refused("Invalid email address. Please contact support for assistance.");
    };
    match address.filter(|address| !address.is_empty()) {
        None => json!({ "success": true, "EmailAddress": masked }),
        Some(address) if address.eq_ignore_ascii_case(&person.email) => {
            world.mails.push(Mail {
                to: person.email,
                username: person.username,
                logins: person.logins,
            });
            json!({ "success": true })
        }
        Some(_) => refused("The email address you provided does not match with the one that is linked."),
    }
}

fn refused(message: &str) -> Value {
    json!({ "success": false, "message": message })
}

/// The first character, ten stars, the last character where there is another, and the domain.
fn masked(email: &str) -> Option<String> {
    let parts: Vec<&str> = email.split('@').collect();
    let [local, domain] = parts.as_slice() else {
        return None;
    };
    let first = local.chars().next()?;
    let last = local.chars().skip(1).last().map(String::from).unwrap_or_default();
    Some(format!("{first}**********{last}@{domain}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_hides_the_length() {
        let cases = [
            ("random@address.example", Some("r**********m@address.example")),
            ("rm@address.example", Some("r**********m@address.example")),
            ("r@address.example", Some("r**********@address.example")),
            ("nobody", None),
            ("a@b@c", None),
            ("", None),
        ];
        for (email, expected) in cases {
            assert_eq!(masked(email).as_deref(), expected, "{email}");
        }
    }
}
