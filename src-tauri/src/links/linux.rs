//! The registration of the app's scheme on Linux desktops: a visible desktop file whose `Exec` is unquoted wherever it can
//! be, since some openers take a quoted path literally.

use contract::{APP_ID, Code, Problem, desktop::view::LinkHandler};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Who opens the app's links now.
pub fn handler() -> LinkHandler {
    let Ok(output) = Command::new("xdg-mime")
        .args(["query", "default", &mime_type()])
        .output()
    else {
        return LinkHandler::Unknown;
    };
    let file = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if file.is_empty() {
        return LinkHandler::None;
    }
    match desktop_file(&file) {
        Some(entry) if env::current_exe().is_ok_and(|program| starts(&entry, &program)) => LinkHandler::Ours,
        _ => LinkHandler::Other { name: file },
    }
}

/// Registers this program for the app's links, for this user.
pub fn register() -> Result<(), Problem> {
    let program = env::current_exe().map_err(|error| failed(&error))?;
    let folder = data_home()
        .ok_or_else(|| Problem::new(Code::AppFailed, "no home folder"))?
        .join("applications");
    fs::create_dir_all(&folder).map_err(|error| failed(&error))?;
    let name = format!("{APP_ID}.desktop");
    fs::write(folder.join(&name), entry(&program)).map_err(|error| failed(&error))?;
    // The cache is a convenience of some desktops; without the program that writes it there is none to refresh.
    let _ = Command::new("update-desktop-database").arg(&folder).output();
    let registered = Command::new("xdg-mime").args(["default", &name, &mime_type()]).status();
    match registered {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Problem::new(Code::AppFailed, "xdg-mime took no registration")),
    }
}

fn mime_type() -> String {
    format!("x-scheme-handler/{APP_ID}")
}

fn entry(program: &Path) -> String {
    format!(
        "[Desktop Entry]\nType=Application\nName=NuGet Accounts\nComment=Look after your NuGet gallery accounts\n\
         Exec={} %u\nIcon={APP_ID}\nTerminal=false\nCategories=Development;\nMimeType={};\nStartupWMClass=nuget-accounts\n",
        exec(&program.to_string_lossy()),
        mime_type()
    )
}

/// A path as the `Exec` key wants it (Desktop Entry Specification 1.5, "The Exec key").
fn exec(path: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+".contains(letter);
    if path.chars().all(plain) {
        return path.to_owned();
    }
    let mut quoted = String::from("\"");
    for letter in path.chars() {
        match letter {
            '"' | '`' | '$' => quoted.extend(['\\', '\\', letter]),
            '\\' => quoted.push_str("\\\\\\\\"),
            '%' => quoted.push_str("%%"),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a desktop entry starts just this program.
fn starts(entry: &str, program: &Path) -> bool {
    let command = entry.lines().find_map(|line| line.strip_prefix("Exec="));
    let Some(started) = command.map(first_word) else {
        return false;
    };
    Path::new(&started) == program || on_path(&started).is_some_and(|found| found == program)
}

/// The first word of an `Exec` key, without its quotes and escapes: [`exec`] the other way round.
fn first_word(command: &str) -> String {
    // A text value escapes the backslash once, the quotes of the command a second time.
    let text = command.replace("\\\\", "\\");
    let Some(quoted) = text.strip_prefix('"') else {
        return text.split_whitespace().next().unwrap_or_default().replace("%%", "%");
    };
    let mut word = String::new();
    let mut letters = quoted.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => word.extend(letters.next()),
            _ => word.push(letter),
        }
    }
    word.replace("%%", "%")
}

fn on_path(name: &str) -> Option<PathBuf> {
    if name.contains('/') {
        return fs::canonicalize(name).ok();
    }
    let path = env::var_os("PATH")?;
    env::split_paths(&path).find_map(|folder| fs::canonicalize(folder.join(name)).ok())
}

fn desktop_file(name: &str) -> Option<String> {
    let shared = env::var("XDG_DATA_DIRS").unwrap_or_else(|_| "/usr/local/share:/usr/share".to_owned());
    let folders = data_home().into_iter().chain(shared.split(':').map(PathBuf::from));
    folders
        .map(|folder| folder.join("applications").join(name))
        .find_map(|path| fs::read_to_string(path).ok())
}

fn data_home() -> Option<PathBuf> {
    let set = env::var_os("XDG_DATA_HOME")
        .filter(|path| !path.is_empty())
        .map(PathBuf::from);
    set.or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share")))
}

fn failed(error: &std::io::Error) -> Problem {
    Problem::new(Code::AppFailed, format!("the links cannot be registered: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry_of(command: &str) -> String {
        format!("[Desktop Entry]\nName=x\nExec={command} %u\n")
    }

    #[test]
    fn a_program_whose_name_only_begins_alike_is_another_one() {
        let program = Path::new("/usr/bin/nuget-accounts");
        assert!(starts(&entry_of("/usr/bin/nuget-accounts"), program));
        assert!(!starts(&entry_of("/usr/bin/nuget-accounts-old"), program));
        assert!(!starts(&entry_of("/opt/gone/nuget-accounts"), program));
        assert!(!starts("[Desktop Entry]\nName=x\n", program));
    }

    #[test]
    fn a_program_is_found_again_in_the_entry_that_was_written_for_it() {
        for path in [
            "/usr/bin/nuget-accounts",
            "/home/ana b/nuget-accounts",
            "/home/100%/app",
            r#"/home/a"b$c`d\e/app"#,
        ] {
            assert!(starts(&entry(Path::new(path)), Path::new(path)), "{path}");
        }
    }

    #[test]
    fn an_ordinary_path_is_not_quoted() {
        assert_eq!(exec("/usr/bin/nuget-accounts"), "/usr/bin/nuget-accounts");
    }

    #[test]
    fn a_path_with_spaces_or_signs_is_quoted_and_escaped() {
        assert_eq!(exec("/home/ana b/app"), "\"/home/ana b/app\"");
        assert_eq!(exec("/home/100%/app"), "\"/home/100%%/app\"");
    }
}
