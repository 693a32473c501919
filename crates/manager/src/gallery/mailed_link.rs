//! The links in a gallery's mails.

use contract::{Code, Problem, Secret};

/// How an address of the practice gallery begins; the port is of this run.
const PRACTICE_ORIGIN: &str = "http://127.0.0.1:";

/// The reference in a pasted link of this gallery's mails. A link of another gallery is none: what is in it is not this
/// gallery's to know.
pub fn mailed_reference(origin: &str, pasted: &str) -> Option<Secret> {
    let reference = pasted.trim().strip_prefix(origin)?.strip_prefix("/act/")?;
    let is_one = !reference.is_empty()
        && reference
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_one.then(|| Secret::new(reference.to_owned()))
}

/// Refuses what may be a link of another gallery in place of a code: it opens something there, and stays here. No code has a
/// slash.
///
/// # Errors
/// It is no code.
pub fn refuse_foreign_link(code: &Secret) -> Result<(), Problem> {
    if code.expose().contains('/') {
        let detail = "neither a code nor a link of this gallery";
        return Err(Problem::new(Code::CodeWrong, detail).about("code"));
    }
    Ok(())
}

/// The link in the text of a practice mail: a line of its own that leads to a page of this computer.
pub fn mailed_link(text: &str) -> Option<Secret> {
    let here = |origin: &str| {
        let port = origin.strip_prefix(PRACTICE_ORIGIN);
        port.is_some_and(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_link = |line: &&str| {
        line.split_once("/act/")
            .is_some_and(|(origin, _)| here(origin) && mailed_reference(origin, line).is_some())
    };
    text.lines()
        .map(str::trim)
        .find(is_link)
        .map(|line| Secret::new(line.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_link_of_this_gallery_has_a_reference() {
        let origin = "https://gallery.example";
        let found = mailed_reference(origin, " https://gallery.example/act/Ab-_9\n");
        assert_eq!(found.as_ref().map(Secret::expose), Some("Ab-_9"));
        for other in [
            "1234 5678",
            "https://gallery.example/act/",
            "https://gallery.example/act/a/b",
            "https://gallery.example/act/a?b",
            "https://gallery.example.org/act/Ab-_9",
            "http://gallery.example/act/Ab-_9",
            "Ab-_9",
        ] {
            assert!(mailed_reference(origin, other).is_none(), "{other}");
        }
    }

    #[test]
    fn the_link_of_a_practice_mail_is_a_line_that_stays_on_this_computer() {
        let found = mailed_link("Hello,\n\n    1234 5678\n\nWhat this is about:\nhttp://127.0.0.1:4100/act/Ab-_9\n");
        assert_eq!(
            found.as_ref().map(Secret::expose),
            Some("http://127.0.0.1:4100/act/Ab-_9")
        );
        for other in [
            "no link",
            "see http://127.0.0.1:4100/act/Ab-_9",
            "http://127.0.0.1:4100/other",
            "https://elsewhere.example/act/Ab-_9",
            "http://127.0.0.1:80@elsewhere.example/act/Ab-_9",
        ] {
            assert!(mailed_link(other).is_none(), "{other}");
        }
    }
}
