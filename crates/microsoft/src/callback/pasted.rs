//! An address as people paste it.

use super::CallbackRefusal;

/// The longest text that is looked at, in bytes; an address with some white space around it.
const LENGTH_LIMIT: usize = 16 * 1024;

/// Takes out what mail programs, chats and hands put around and into an address. White space of any kind belongs to no
/// address, so what stands inside came from line breaks.
pub(super) fn clean(text: &str) -> Result<String, CallbackRefusal> {
    if text.len() > LENGTH_LIMIT {
        return Err(CallbackRefusal::TooLong);
    }
    let joined: String = text.chars().filter(|character| !is_blank(*character)).collect();
    Ok(joined.trim_matches(is_wrapping).to_owned())
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

fn is_wrapping(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '`' | '<' | '>' | '«' | '»' | '\u{2018}'..='\u{201F}' | '\u{2039}' | '\u{203A}'
    )
}
