//! A message for somebody who helps, with personal data and secrets removed.

mod place;

/// The longest message, in characters.
const LIMIT: usize = 2_000;

/// From this length on a word of letters and digits may be a code or a token.
const LONG: usize = 24;

/// The text without addresses, names that the app knows, codes, tokens, network addresses and folders of people. What
/// Microsoft calls trace and correlation ids stays: without them nobody there can help.
pub(super) fn message(text: &str, names: &[String], numbers: &[u32]) -> String {
    let mut clean: Vec<String> = Vec::new();
    let text: String = text.chars().filter(|character| !turns(*character)).collect();
    for line in text.lines() {
        let words: Vec<String> = line.split_whitespace().map(word).collect();
        if !words.is_empty() {
            clean.push(words.join(" "));
        }
    }
    let mut message = clean.join("\n");
    let mut names: Vec<&String> = names.iter().filter(|name| name.len() > 2).collect();
    // The longest first, so that a name within another leaves nothing of it behind.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names {
        message = replace_any_case(&message, name, "[account]");
    }
    if !numbers.is_empty() {
        let numbers: Vec<String> = numbers.iter().map(|number| format!("AADSTS{number}")).collect();
        message = format!("{message}\n({})", numbers.join(", "));
    }
    message.chars().take(LIMIT).collect()
}

/// Marks that turn the direction of writing: whoever reads the message would see other words than stand in it.
fn turns(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn word(word: &str) -> String {
    // A link first: what looks like an e-mail address may stand within one, beside worse.
    if let Some((before, address, after)) = place::within(word) {
        return format!("{}{}{}", self::word(before), place::cleaned(address), self::word(after));
    }
    let plain = plain_at(word);
    if plain.contains('@') {
        return around(&plain, '@', "[e-mail]");
    }
    if is_folder(word) {
        return "[folder]".to_owned();
    }
    let bare = word.trim_matches(|character: char| !character.is_ascii_alphanumeric());
    if is_network_address(bare) {
        return word.replace(bare, "[network address]");
    }
    if is_token(bare) && !is_uuid(bare) {
        return word.replace(bare, "[removed]");
    }
    word.to_owned()
}

/// The word with the sign of e-mail addresses as it is typed, where an address wrote it in its own way.
fn plain_at(word: &str) -> String {
    word.replace("%40", "@").replace("&#64;", "@").replace('\u{ff20}', "@")
}

/// The word with what surrounds the sign replaced; what stands around that, such as quotes and full stops, stays.
fn around(word: &str, sign: char, by: &str) -> String {
    let Some(at) = word.find(sign) else {
        return word.to_owned();
    };
    let part = |character: char| character.is_alphanumeric() || "._%+-@".contains(character);
    let start = word[..at]
        .rfind(|character: char| !part(character))
        .map_or(0, |before| {
            before + word[before..].chars().next().map_or(1, char::len_utf8)
        });
    let end = word[at..]
        .find(|character: char| !part(character))
        .map_or(word.len(), |after| at + after);
    let kept_end = if word[..end].ends_with('.') { end - 1 } else { end };
    format!("{}{by}{}", &word[..start], around(&word[kept_end..], sign, by))
}

fn is_folder(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    ["/home/", "/users/", "\\users\\"]
        .iter()
        .any(|folder| lower.contains(folder))
}

fn is_network_address(word: &str) -> bool {
    word.parse::<std::net::IpAddr>().is_ok()
}

fn is_token(word: &str) -> bool {
    let code = |character: char| character.is_ascii_alphanumeric() || "-_.~+/=".contains(character);
    let digits = word.chars().any(|character| character.is_ascii_digit());
    word.len() >= LONG && digits && word.chars().all(code)
}

fn is_uuid(word: &str) -> bool {
    let groups: Vec<&str> = word.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|group| group.chars().all(|character| character.is_ascii_hexdigit()))
}

fn replace_any_case(text: &str, name: &str, by: &str) -> String {
    let (lower, name) = (text.to_ascii_lowercase(), name.to_ascii_lowercase());
    let mut replaced = String::with_capacity(text.len());
    let mut from = 0;
    for (at, found) in lower.match_indices(&name) {
        if at >= from {
            replaced.push_str(&text[from..at]);
            replaced.push_str(by);
            from = at + found.len();
        }
    }
    replaced.push_str(&text[from..]);
    replaced
}
