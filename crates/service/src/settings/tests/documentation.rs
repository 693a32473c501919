//! What the documentation and the files of the package say about settings.

use super::{
    super::keys::{KEYS, variable},
    *,
};

/// Rule 7.10.
#[test]
fn the_documented_proxies_are_in_networks_of_machines() {
    let row = OPERATING.lines().find(|line| line.starts_with("| `trusted_proxies` |"));
    let examples: Vec<Network> = row.unwrap().split('`').filter_map(|word| word.parse().ok()).collect();
    assert!(!examples.is_empty());
    assert!(examples.iter().all(|example| !example.is_wide()), "{examples:?}");
}

#[test]
fn every_key_is_in_the_documentation_with_its_variable_and_none_that_is_not_there() {
    let rows = OPERATING.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split("` | `");
        let (key, rest) = (cells.next()?, cells.next()?);
        rest.starts_with("NUGET_ACCOUNTS_")
            .then(|| (key, rest.split('`').next().unwrap_or_default()))
    });
    let documented: Vec<(&str, String)> = rows.map(|(key, variable)| (key, variable.to_owned())).collect();
    let ours: Vec<(&str, String)> = KEYS.iter().map(|(key, _)| (*key, variable(key))).collect();
    assert_eq!(documented, ours);
}

const OPERATING: &str = include_str!("../../../../../docs/operating.md");

#[test]
fn the_documented_example_can_be_used() {
    let (_, example) = OPERATING.split_once("```toml\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let configuration = read(example, &[]).unwrap().configuration().unwrap();
    assert!(configuration.check().is_ok());
    assert_eq!(configuration.doubts(), Vec::<String>::new());
}

/// The folders that the documentation has made for the service's user or group.
fn folders_made() -> Vec<&'static str> {
    let lines = OPERATING.lines().filter(|line| line.starts_with("install -d "));
    lines
        .filter(|line| line.contains("-g nuget-accounts "))
        .filter_map(|line| line.split(' ').next_back())
        .collect()
}

#[test]
fn the_example_beside_the_unit_can_be_used_with_all_that_it_offers_and_its_certificate_is_one_that_is_renewed() {
    let configuration = read(&offered("smtp_"), &[]).unwrap().configuration().unwrap();
    let tls = configuration.serving.tls.unwrap();
    for file in [tls.certificate, tls.key] {
        let folder = file.parent().unwrap().to_str().unwrap();
        assert!(folders_made().contains(&folder), "{}", file.display());
    }
}

/// All lines that the example beside the unit offers, but for those of the keys that begin like this.
fn offered(but: &str) -> String {
    let example = include_str!("../../../debian/service.toml");
    let offered = example.lines().filter(|line| line.contains(" = "));
    let offered = offered.map(|line| line.trim_start_matches("# "));
    offered
        .filter(|line| !line.starts_with(but))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_example_beside_the_unit_offers_a_mail_server_before_a_folder_that_nobody_empties() {
    let server = offered("mail_folder");
    assert!(server.contains("smtp_password_file = \"/run/credentials/nuget-accounts.service/secret_"));
    let configuration = read(&server, &[]).unwrap().configuration_without_sending().unwrap();
    assert!(configuration.check().is_ok());
    assert!(matches!(configuration.mail, MailDelivery::Smtp(server) if server.from == "noreply@example.org"));
    let both = read(&offered("no key"), &[]).unwrap();
    assert!(both.configuration_without_sending().is_err(), "one or the other");
}

#[test]
fn backups_are_documented_in_a_folder_that_the_services_user_can_write_to() {
    let words = OPERATING.split_whitespace();
    let backups: Vec<&str> = words
        .filter(|word| word.starts_with("/var/backups/") && word.contains("/accounts-"))
        .collect();
    assert_eq!(backups.len(), 2, "{backups:?}");
    for backup in backups {
        let (folder, _) = backup.rsplit_once('/').unwrap();
        assert!(folders_made().contains(&folder), "{backup}");
    }
}
