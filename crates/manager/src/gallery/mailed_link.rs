//! The links in a gallery's mails.

use contract::Secret;

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
}
