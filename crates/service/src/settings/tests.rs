mod documentation;

use super::{keys::variable, *};
use service::MailDelivery;

const FILE: &str = "
    name = 'Example'
    public_url = 'https://accounts.example.org'
    database = 'accounts.db'
    authority = 'https://login.example.org/common/v2.0'
    client_id = 'abc'
    mail_folder = 'mail'
";

fn read(text: &str, environment: &[(&str, &str)]) -> anyhow::Result<Settings> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("service.toml");
    std::fs::write(&file, text).unwrap();
    let others = [("PATH", "/usr/bin"), ("NUGET_PACKAGES", "/packages")];
    let variables = others.iter().chain(environment);
    let environment = variables.map(|(name, text)| (name.into(), text.into()));
    Ok(Settings::read(Some(&file), environment)?)
}

#[test]
fn what_is_not_set_has_a_default() {
    let configuration = read(FILE, &[]).unwrap().configuration().unwrap();
    assert_eq!(configuration.scopes, ["openid", "profile", "email"]);
    assert_eq!(configuration.features, [Feature::Registration, Feature::Passwords]);
}

#[test]
fn the_environment_wins_over_the_file() {
    let environment = [
        ("NUGET_ACCOUNTS_NAME", "Other"),
        ("NUGET_ACCOUNTS_FEATURES", "registration, two_factor"),
        ("NUGET_ACCOUNTS_SHUT_DOWN_GRACE_SECONDS", "3"),
    ];
    let configuration = read(FILE, &environment).unwrap().configuration().unwrap();
    assert_eq!(configuration.name, "Other");
    assert_eq!(configuration.features, [Feature::Registration, Feature::TwoFactor]);
    assert_eq!(configuration.shut_down_grace, Duration::from_secs(3));
}

#[test]
fn where_the_time_of_a_sign_in_is_missing_a_code_is_mailed_unless_the_operator_is_strict() {
    let configuration = read(FILE, &[]).unwrap().configuration().unwrap();
    assert_eq!(configuration.missing_sign_in_time, MissingSignInTime::MailedCode);
    assert!(
        !configuration.second_factor_seen,
        "no setting says so: it has to be seen"
    );
    let strict = format!("{FILE}\nmissing_sign_in_time = 'strict'");
    let configuration = read(&strict, &[]).unwrap().configuration().unwrap();
    assert_eq!(configuration.missing_sign_in_time, MissingSignInTime::Strict);
    assert!(read(&format!("{FILE}\nmissing_sign_in_time = 'never'"), &[]).is_err());
}

#[test]
fn what_is_missing_unknown_or_malformed_is_refused() {
    assert!(read("name = 'x'", &[]).is_err());
    assert!(read(&format!("{FILE}\ntypo = 1"), &[]).is_err());
    assert!(read("name = ", &[]).is_err());
    assert!(read(FILE, &[("NUGET_ACCOUNTS_SHUT_DOWN_GRACE_SECONDS", "soon")]).is_err());
}

#[test]
fn a_text_that_is_empty_is_refused_by_its_name_in_the_file_as_in_the_environment() {
    let texts = [
        "name",
        "login_issuer",
        "mail_folder",
        "mail_from",
        "mail_reply_to",
        "smtp_host",
        "smtp_ca_file",
        "log",
    ];
    for key in texts {
        let refused = read(FILE, &[(&variable(key), " ")]).unwrap_err().to_string();
        assert!(
            refused.starts_with(&format!("the setting `{key}` is empty")),
            "{refused}"
        );
    }
    assert!(read(&format!("{FILE}\nlogin_issuer = ''"), &[]).is_err());
    // A list may be: nobody is meant then.
    assert!(read(FILE, &[("NUGET_ACCOUNTS_TRUSTED_PROXIES", "")]).is_ok());
}

/// Rule 7.10.
#[test]
fn a_proxy_is_not_everybody() {
    let everybody = [("NUGET_ACCOUNTS_TRUSTED_PROXIES", "0.0.0.0/0")];
    let configuration = read(FILE, &everybody).unwrap().configuration().unwrap();
    assert!(configuration.check().unwrap_err().to_string().contains("0.0.0.0/0"));
}

#[test]
fn what_the_provider_cannot_answer_to_is_refused() {
    for wrong in [
        FILE.replace(
            "https://login.example.org/common/v2.0",
            "http://login.example.org/common/v2.0",
        ),
        format!("{FILE}\nscopes = ['profile']"),
    ] {
        let configuration = read(&wrong, &[]).unwrap().configuration().unwrap();
        assert!(configuration.check().is_err(), "{wrong}");
    }
}

#[test]
fn a_variable_that_is_named_like_a_setting_and_is_none_is_refused_by_its_name() {
    for typo in [
        "NUGET_ACCOUNTS_TRUSTED_PROXYS",
        "nuget_accounts_name",
        "NUGET_ACCOUNTS_",
    ] {
        let refused = read(FILE, &[(typo, "10.0.0.1")]).unwrap_err().to_string();
        assert_eq!(refused, format!("the variable {typo}: there is no such setting"));
    }
}

#[cfg(unix)]
#[test]
fn a_variable_whose_text_is_no_utf_8_is_refused() {
    let text = std::os::unix::ffi::OsStringExt::from_vec(b"Caf\xe9".to_vec());
    let refused = Settings::read(None, [("NUGET_ACCOUNTS_NAME".into(), text)]).unwrap_err();
    assert_eq!(format!("{refused:#}"), "the variable NUGET_ACCOUNTS_NAME: not UTF-8");
}

#[test]
fn a_server_cannot_call_itself_practice() {
    for feature in ["practice", "feed", "no_such_feature"] {
        let settings = read(FILE, &[("NUGET_ACCOUNTS_FEATURES", feature)]).unwrap();
        assert!(settings.configuration().is_err());
    }
}

#[test]
fn the_network_is_met_as_the_operator_says() {
    let text = format!(
        "{FILE}
        max_connections = 100
        tls_certificate = '/tls.crt'
        tls_key = '/tls.key'
        trusted_proxies = ['10.0.0.0/8', '::1']
        proxy_header = 'forwarded'
        metrics_listen = '127.0.0.1:9100'"
    );
    let serving = read(&text, &[]).unwrap().configuration().unwrap().serving;
    assert_eq!((serving.max_connections, serving.trusted_proxies.len()), (100, 2));
    assert_eq!(serving.max_connections_per_address, 25);
    assert_eq!(serving.proxy_header, ProxyHeader::Forwarded);
    assert!(serving.tls.is_some() && serving.metrics.is_some());

    let serving = read(FILE, &[]).unwrap().configuration().unwrap().serving;
    assert!(serving.tls.is_none() && serving.metrics.is_none() && serving.trusted_proxies.is_empty());
    let environment = [("NUGET_ACCOUNTS_TRUSTED_PROXIES", "10.0.0.1, 10.0.0.2")];
    let serving = read(FILE, &environment).unwrap().configuration().unwrap().serving;
    assert_eq!(serving.trusted_proxies.len(), 2);
}

#[test]
fn half_of_a_certificate_no_room_and_what_is_no_network_are_refused() {
    let half = read(&format!("{FILE}\ntls_key = '/tls.key'"), &[]).unwrap();
    assert!(half.configuration().is_err());
    assert!(read(&format!("{FILE}\nmax_connections = 0"), &[]).is_err());
    assert!(read(&format!("{FILE}\ntrusted_proxies = ['10.0.0.1/8']"), &[]).is_err());
}

#[test]
fn mail_goes_to_a_folder_or_to_a_server_and_a_server_is_whole() {
    let without = FILE.replace("mail_folder = 'mail'", "");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("password");
    std::fs::write(&file, "s3cret\n").unwrap();
    let server = format!(
        "{without}\nsmtp_host = 'mail.example.org'\nmail_from = 'noreply@example.org'\n\
         mail_reply_to = 'people@example.org'\nsmtp_username = 'gallery'\n\
         smtp_password_file = '{}'",
        file.display()
    );
    let MailDelivery::Smtp(read_back) = read(&server, &[]).unwrap().configuration().unwrap().mail else {
        panic!("not a server")
    };
    assert_eq!(read_back.reply_to.as_deref(), Some("people@example.org"));
    let (user, password) = read_back.credentials.unwrap();
    assert_eq!(
        (read_back.port, user.as_str(), password.expose()),
        (465, "gallery", "s3cret")
    );
    let owned = format!("{FILE}\nmail_from = 'gallery@example.org'\nmail_reply_to = 'people@example.org'");
    let configuration = read(&owned, &[]).unwrap().configuration().unwrap();
    assert_eq!(
        (&*configuration.mail_sender(), configuration.mail_reply_to()),
        ("gallery@example.org", Some("people@example.org"))
    );
    let authority = folder.path().join("ca.pem");
    std::fs::write(&authority, "-----BEGIN CERTIFICATE-----\n").unwrap();
    let trusting = format!("{server}\nsmtp_ca_file = '{}'", authority.display());
    let MailDelivery::Smtp(trusting) = read(&trusting, &[]).unwrap().configuration().unwrap().mail else {
        panic!("not a server")
    };
    assert!(trusting.authorities.is_some() && read_back.authorities.is_none());
    for wrong in [
        without.clone(),
        format!("{FILE}\nsmtp_host = 'mail.example.org'"),
        format!("{without}\nsmtp_host = 'mail.example.org'"),
        server.replace("smtp_username = 'gallery'", ""),
        server.replace("password'", "no-such-file'"),
        format!("{server}\nsmtp_ca_file = 'no-such-file'"),
        format!("{server}\nsmtp_ca_file = '{}'", file.display()),
        format!(
            "{server}\nsmtp_security = 'none'\nsmtp_ca_file = '{}'",
            authority.display()
        ),
    ] {
        assert!(read(&wrong, &[]).unwrap().configuration().is_err(), "{wrong}");
    }
}

#[test]
fn a_feed_is_known_by_the_hash_of_its_secret() {
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let settings = read(FILE, &[("NUGET_ACCOUNTS_FEED_SECRET_HASHES", hash)]).unwrap();
    let configuration = settings.configuration().unwrap();
    assert!(feed::is_secret(&configuration.feed_secrets, "test"));
    assert!(!feed::is_secret(&configuration.feed_secrets, "Test"));
    for bad in ["test", &hash[1..], &format!("{}g", &hash[1..])] {
        let settings = read(FILE, &[("NUGET_ACCOUNTS_FEED_SECRET_HASHES", bad)]).unwrap();
        assert!(settings.configuration().is_err(), "{bad}");
    }
}

#[test]
fn an_operator_decides_how_long_keys_live() {
    assert_eq!(
        read(FILE, &[]).unwrap().configuration().unwrap().keys,
        KeyPolicy::default()
    );
    let environment = [
        ("NUGET_ACCOUNTS_KEY_DAYS_MAX", "30"),
        ("NUGET_ACCOUNTS_KEY_DAYS_ALLOWED", "1, 8 30"),
    ];
    let keys = read(FILE, &environment).unwrap().configuration().unwrap().keys;
    assert_eq!((keys.max_days, keys.allowed_days), (30, vec![1, 8, 30]));
    for bad in ["0", "31"] {
        let environment = [environment[0], ("NUGET_ACCOUNTS_KEY_DAYS_ALLOWED", bad)];
        assert!(read(FILE, &environment).unwrap().configuration().is_err(), "{bad}");
    }
    assert!(read(FILE, &[("NUGET_ACCOUNTS_KEY_DAYS_MAX", "0")]).is_err());
    assert!(read(FILE, &[("NUGET_ACCOUNTS_KEY_DAYS_ALLOWED", "soon")]).is_err());
}
