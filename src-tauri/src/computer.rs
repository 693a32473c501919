//! What this computer is called, and the language that it speaks.

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

/// The locale of the system's messages, say `de_DE.UTF-8` or `de-DE`, where it names one.
#[cfg(target_os = "linux")]
pub fn locale() -> Option<String> {
    locale_in(|name| std::env::var(name).ok())
}

/// The locale of the system's messages. The environment says nothing there of what the person chose.
#[cfg(not(target_os = "linux"))]
pub fn locale() -> Option<String> {
    sys_locale::get_locale()
}

/// The first that is set wins, in the order of POSIX.
#[cfg(any(target_os = "linux", test))]
fn locale_in(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|locale| !locale.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale_of(set: &[(&str, &str)]) -> Option<String> {
        locale_in(|name| {
            let found = set.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_locale_of_messages_goes_before_the_general_one_and_all_before_both() {
        let lang = ("LANG", "en_GB.UTF-8");
        let messages = ("LC_MESSAGES", "de_DE.UTF-8");
        assert_eq!(locale_of(&[lang]).as_deref(), Some("en_GB.UTF-8"));
        assert_eq!(locale_of(&[lang, messages]).as_deref(), Some("de_DE.UTF-8"));
        assert_eq!(locale_of(&[lang, messages, ("LC_ALL", "C")]).as_deref(), Some("C"));
    }

    #[test]
    fn a_variable_that_is_set_to_nothing_is_not_set() {
        assert_eq!(
            locale_of(&[("LC_ALL", ""), ("LANG", "de_AT")]).as_deref(),
            Some("de_AT")
        );
        assert_eq!(locale_of(&[]), None);
    }
}
