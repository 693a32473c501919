//! `admin`, beside a service that runs and where none does.

use crate::{CONFIGURATION, Folder, configure, run, start, stop};

/// Rule 8.13.
#[test]
fn an_operator_reaches_the_service_that_runs_and_hears_why_not() {
    let folder = Folder::new();
    let config = configure(folder.path());
    let (code, _, said) = run(&config, &["admin", "unlock", "anna"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("there is no database"), "{said}");
    let (child, _) = start(&config);
    let (code, _, said) = run(&config, &["admin", "lock", "anna", "--reason", "x"]);
    assert_eq!(
        (code, said.as_str()),
        (Some(1), "error: no account has this name (rule 3.10)\n")
    );
    assert_eq!(
        run(&config, &["admin", "lock", "anna"]).0,
        Some(2),
        "a reason must be given"
    );
    let id = "019b76da-a800-7e5e-b4fd-31bc4df6c491";
    let (code, _, said) = run(&config, &["admin", "revoke-key", "--id", id]);
    assert_eq!(code, Some(1));
    assert!(said.contains("this gallery has no such key"), "{said}");
    let (code, _, said) = run(&config, &["admin", "decide", "anna", "undo", "--reason", "x"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("no account has this name"), "{said}");
    stop(child);
}

#[test]
fn an_operator_needs_no_password_of_the_mail_server_which_is_there_only_while_the_service_runs() {
    let folder = Folder::new();
    let config = configure(folder.path());
    stop(start(&config).0);
    let text = std::fs::read_to_string(&config).unwrap();
    let (others, _) = text.split_once("mail_folder").unwrap();
    let server = "smtp_host = 'mail.example.org'\nmail_from = 'noreply@example.org'\nsmtp_username = 'gallery'\n\
                  smtp_password_file = '/nowhere/secret_smtp'\nsmtp_ca_file = '/nowhere/ca.pem'\n";
    std::fs::write(&config, format!("{others}{server}")).unwrap();
    let (code, said, complaint) = run(&config, &["admin", "name-requests"]);
    assert_eq!((code, complaint.as_str()), (Some(0), ""), "{said}");
    let (code, _, said) = run(&config, &["serve"]);
    assert_eq!(code, Some(CONFIGURATION), "who sends needs it");
    assert!(said.contains("cannot read /nowhere/secret_smtp"), "{said}");
}

#[test]
fn an_operator_keeps_lists_while_the_service_runs_and_while_it_does_not() {
    let folder = Folder::new();
    let config = configure(folder.path());
    let (child, _) = start(&config);
    let admin = |rest: &[&str]| run(&config, &[&["admin"], rest].concat());
    let pair = "Example.org 5C2F0A4E-7d1b-4f63-9a58-3e0d6b9c1f27";
    assert_eq!(admin(&["tenant-pair", "add", pair]).0, Some(0));
    let (code, shown, _) = admin(&["tenant-pair", "list"]);
    assert_eq!(
        (code, shown.as_str()),
        (Some(0), "example.org 5c2f0a4e-7d1b-4f63-9a58-3e0d6b9c1f27\n")
    );
    let (code, _, said) = admin(&["password-exception", "add", "nobody@example.org"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("no account has confirmed this address"), "{said}");
    assert_eq!(
        admin(&["password-discontinued-domain", "add", "not a domain"]).0,
        Some(1)
    );
    stop(child);
    assert_eq!(admin(&["tenant-pair", "remove", pair]).0, Some(0));
    assert_eq!(admin(&["tenant-pair", "list"]).1, "The list is empty.\n");
    assert_eq!(
        admin(&["tenant-pair", "remove", pair]).0,
        Some(1),
        "what is not there cannot be taken off"
    );
}

#[test]
fn commands_that_are_given_at_once_are_done_one_after_the_other_where_no_service_runs() {
    let folder = Folder::new();
    let config = configure(folder.path());
    stop(start(&config).0);
    std::thread::scope(|scope| {
        let given: Vec<_> = (0..8)
            .map(|count| {
                let domain = format!("example{count}.org");
                let words = ["admin", "password-discontinued-domain", "add", &domain].map(str::to_owned);
                let config = &config;
                scope.spawn(move || run(config, &words.each_ref().map(String::as_str)))
            })
            .collect();
        for command in given {
            let (code, _, complaint) = command.join().unwrap();
            assert_eq!((code, complaint.as_str()), (Some(0), ""));
        }
    });
    let listed = run(&config, &["admin", "password-discontinued-domain", "list"]).1;
    assert_eq!(listed.lines().count(), 8, "{listed}");
}
