//! Texts that other people read: in a list, in a mail, in an operator's terminal. None may end its line, turn the direction
//! of what stands around it, or be there without being seen (Unicode Technical Report 36).

/// A text as it is kept, where it has 1 to so many characters in one line, of which one can be seen. Joiners and marks, which
/// scripts and emoji need, stay within it.
#[must_use]
pub fn one_line(text: &str, characters: usize) -> Option<&str> {
    let text = text.trim();
    let fits = (1..=characters).contains(&text.chars().count());
    (fits && !text.chars().any(breaks) && is_seen(text)).then_some(text)
}

/// What can be shown of a name that a program or a person elsewhere chose, at most so many characters of it, so that it can
/// neither hide nor pass for another; nothing where none can be seen.
#[must_use]
pub fn shown(name: &str, characters: usize) -> Option<String> {
    let visible: String = name.chars().filter(|c| !breaks(*c) && !has_no_width(*c)).collect();
    let name: String = visible.trim().chars().take(characters).collect();
    is_seen(&name).then(|| name.trim_end().to_owned())
}

/// Whether a character controls something, ends a line, or turns the direction of text around it.
fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// Whether a character has no width, whatever stands beside it.
fn has_no_width(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{feff}')
}

/// Whether there is anything to see. Fillers and what only changes the look of a neighbour are nothing by themselves
/// (Unicode's `Default_Ignorable_Code_Point`, and the blank of braille).
fn is_seen(text: &str) -> bool {
    let is_blank = |c: char| {
        c.is_whitespace()
            || has_no_width(c)
            || matches!(c,
                '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
    };
    !text.chars().all(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_an_end_and_something_to_see() {
        for (text, kept) in [
            (" my laptop ", Some("my laptop")),
            ("1234567890", Some("1234567890")),
            ("12345678901", None),
            ("", None),
            (" \t\u{2028}", None),
        ] {
            assert_eq!(one_line(text, 10), kept, "{text:?}");
        }
    }

    #[test]
    fn what_ends_a_line_or_turns_its_direction_is_refused_wherever_it_stands() {
        for c in [
            '\n', '\r', '\0', '\t', '\u{b}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9b}', '\u{2028}', '\u{2029}',
            '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
        ] {
            assert_eq!(one_line(&format!("a{c}b"), 200), None, "{c:?}");
            assert_eq!(shown(&format!("a{c}b"), 200).as_deref(), Some("ab"), "{c:?}");
        }
    }

    #[test]
    fn a_text_that_cannot_be_seen_is_none() {
        for text in [
            "\u{200b}",
            "\u{200c}\u{200d}",
            "\u{200e}\u{200f}",
            "\u{2060}\u{2064}",
            "\u{feff}",
            "\u{a0}\u{3000}",
            "\u{ad}",
            "\u{3164}",
            "\u{2800} \u{2800}",
            "\u{e0041}\u{fe0f}",
        ] {
            assert_eq!(one_line(text, 200), None, "{text:?}");
            assert_eq!(shown(text, 200), None, "{text:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_after_what_stands_around_it() {
        for (name, kept) in [
            ("Zoë Ångström".to_owned(), "Zoë Ång"),
            (format!("{}Zoë", " \u{200b}".repeat(9)), "Zoë"),
            ("Zoë Ån gström".to_owned(), "Zoë Ån"),
            ("moc.\u{202e}live\r\n\u{0}".to_owned(), "moc.liv"),
        ] {
            assert_eq!(shown(&name, 7).as_deref(), Some(kept), "{name:?}");
        }
    }

    #[test]
    fn scripts_and_emoji_keep_their_joiners() {
        for text in [
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            "\u{915}\u{94d}\u{200d}\u{937}",
            "\u{1f469}\u{200d}\u{1f4bb}",
            "\u{5d0}\u{200f}!",
            "Zo\u{eb} \u{660e} \u{c5}ngstr\u{f6}m",
        ] {
            assert_eq!(one_line(text, 200), Some(text), "{text:?}");
        }
    }
}
