//! What a person may see of a claim that other people choose.

/// The longest text that is shown, in characters.
const LIMIT: usize = 256;

/// The claim's text for display: trimmed, without controls and without the characters that turn the direction of text
/// or hide in it (Unicode TR 36), so that a name cannot pass for another; at most 256 characters. Nothing where nothing
/// is left.
pub(super) fn text(claim: &str) -> Option<String> {
    let visible: String = claim
        .chars()
        .filter(|character| !is_hidden(*character))
        .take(LIMIT)
        .collect();
    let visible = visible.trim();
    (!visible.is_empty()).then(|| visible.to_owned())
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{061C}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_letters_of_any_script() {
        assert_eq!(text(" Zoë 明 Ångström ").as_deref(), Some("Zoë 明 Ångström"));
    }

    #[test]
    fn characters_that_hide_or_turn_text_are_left_out() {
        assert_eq!(text("moc.\u{202E}live\r\n\u{200B}\u{0}").as_deref(), Some("moc.live"));
    }

    #[test]
    fn a_text_without_anything_to_see_is_no_text() {
        assert_eq!(text(" \u{200B}\t\u{2066} "), None);
        assert_eq!(text(""), None);
    }

    #[test]
    fn a_very_long_name_is_cut() {
        assert_eq!(text(&"é".repeat(1000)).map(|name| name.chars().count()), Some(LIMIT));
    }
}
