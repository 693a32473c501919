use super::*;

fn at(public_url: &str) -> Configuration {
    Configuration {
        name: "Gallery".to_owned(),
        public_url: public_url.parse().unwrap(),
        database: Database::Memory,
        authority: "https://login.example.org/common/v2.0".parse().unwrap(),
        client_id: "client".to_owned(),
        scopes: vec!["openid".to_owned()],
        login_issuer: None,
        features: Vec::new(),
        mail: MailDelivery::Memory,
        feed_secrets: Vec::new(),
        keys: KeyPolicy::default(),
        shut_down_grace: Duration::from_secs(1),
        serving: Serving::default(),
        deletion_grace: Duration::ZERO,
        missing_sign_in_time: MissingSignInTime::default(),
        second_factor_seen: false,
    }
}

#[test]
fn a_public_address_is_https_or_on_this_computer() {
    for good in [
        "https://a.example",
        "https://a.example:8443/",
        "http://127.0.0.1:4000",
        "http://[::1]:4000",
    ] {
        assert!(at(good).check().is_ok(), "{good}");
    }
    for bad in [
        "http://a.example",
        "ftp://127.0.0.1",
        "https://a.example/x",
        "https://a.example/?q",
        "https://u@a.example",
    ] {
        assert!(at(bad).check().is_err(), "{bad}");
    }
}

fn changed(change: impl FnOnce(&mut Configuration)) -> String {
    let mut configuration = at("https://a.example");
    assert!(configuration.check().is_ok());
    change(&mut configuration);
    configuration.check().unwrap_err().to_string()
}

#[test]
fn texts_that_are_empty_or_blank_are_refused_by_their_name() {
    assert!(changed(|set| set.name.clear()).starts_with("name "));
    assert!(changed(|set| set.client_id = " ".to_owned()).starts_with("client_id "));
    assert!(changed(|set| set.login_issuer = Some(String::new())).starts_with("login_issuer "));
    assert!(changed(|set| set.login_issuer = Some("  ".to_owned())).starts_with("login_issuer "));
    assert!(changed(|set| set.scopes.clear()).starts_with("scopes "));
    assert!(changed(|set| set.scopes.push(String::new())).starts_with("scopes "));
    assert!(changed(|set| set.mail = MailDelivery::folder(PathBuf::new())).starts_with("mail_folder "));
}

#[test]
fn without_openid_no_id_token_would_come_so_it_is_refused() {
    assert!(changed(|set| set.scopes = vec!["profile".to_owned(), "email".to_owned()]).contains("openid"));
}

#[test]
fn an_authority_that_can_never_answer_as_it_should_is_refused_with_what_is_wrong_about_it() {
    let told = |authority: &str| changed(|set| set.authority = authority.parse().unwrap());
    for (authority, about) in [
        ("http://login.example.org", "https://"),
        ("http://localhost:5000", "127.0.0.1"),
        ("https://user@login.example.org", "user"),
        ("https://login.example.org/?x=1", "query"),
        (
            "https://login.example.org/common/v2.0/.well-known/openid-configuration",
            "the address before /.well-known/openid-configuration",
        ),
        ("https://login.microsoftonline.com/organizations", "/v2.0"),
    ] {
        let said = told(authority);
        assert!(
            said.starts_with("authority ") && said.contains(about),
            "{authority}: {said}"
        );
    }
    for good in [
        "https://login.microsoftonline.com/organizations/v2.0",
        "https://login.microsoftonline.com/common/v2.0/",
        "http://127.0.0.1:5000/realm",
    ] {
        let mut configuration = at("https://a.example");
        configuration.authority = good.parse().unwrap();
        assert!(configuration.check().is_ok(), "{good}");
    }
}

/// Rule 7.10.
#[test]
fn a_network_of_everybody_is_no_proxy() {
    for network in ["0.0.0.0/0", "::/0"] {
        let said = changed(|set| set.serving.trusted_proxies = vec![network.parse().unwrap()]);
        assert!(said.starts_with("trusted_proxies ") && said.contains(network), "{said}");
    }
}

#[test]
fn an_origin_has_no_trailing_slash_and_no_default_port() {
    assert_eq!(at("https://A.example:443/").origin(), "https://a.example");
    assert_eq!(at("http://127.0.0.1:4000/").origin(), "http://127.0.0.1:4000");
}

/// Rule 7.10.
#[test]
fn what_is_likely_to_be_meant_otherwise_is_told() {
    let mut configuration = at("https://a.example");
    configuration.serving.trusted_proxies = ["10.0.0.5", "192.0.2.0/24"].map(|one| one.parse().unwrap()).to_vec();
    assert_eq!(configuration.doubts(), Vec::<String>::new());
    configuration
        .serving
        .trusted_proxies
        .push("10.0.0.0/8".parse().unwrap());
    configuration.mail = MailDelivery::folder("/var/mails".into());
    let doubts = configuration.doubts();
    assert!(
        doubts[0].contains("10.0.0.0/8") && doubts[1].contains("/var/mails"),
        "{doubts:?}"
    );
    assert_eq!(doubts.len(), 2);
}
