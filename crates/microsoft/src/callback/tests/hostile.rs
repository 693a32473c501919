use super::*;
use crate::fixtures::proptest_config;
use proptest::prelude::*;

#[test]
fn another_scheme_host_or_path_is_no_callback() {
    let query = format!("?code=c&state={STATE}");
    for address in [
        "",
        "io.github.nuget-accounts:",
        "io.github.nuget-accounts:auth/callback",
        "io.github.nuget-accounts:/auth/callback",
        "io.github.nuget-accounts:///auth/callback",
        "io.github.nuget-accounts.evil://auth/callback",
        "io.github.nuget-account://auth/callback",
        "IO.GITHUB.NUGET-ACCOUNTS://auth/callback",
        "https://auth/callback",
        "javascript:alert(1)",
        "file:///etc/passwd",
        // Another host, or one with a user, a password or a port.
        "io.github.nuget-accounts://evil/callback",
        "io.github.nuget-accounts://AUTH/callback",
        "io.github.nuget-accounts://auth.evil.example/callback",
        "io.github.nuget-accounts://auth:80/callback",
        "io.github.nuget-accounts://user@auth/callback",
        "io.github.nuget-accounts://user:password@auth/callback",
        "io.github.nuget-accounts://@auth/callback",
        "io.github.nuget-accounts://auth@evil/callback",
        // Another path, also in disguise.
        "io.github.nuget-accounts://auth",
        "io.github.nuget-accounts://auth/",
        "io.github.nuget-accounts://auth/callback/",
        "io.github.nuget-accounts://auth//callback",
        "io.github.nuget-accounts://auth/Callback",
        "io.github.nuget-accounts://auth/callbacks",
        "io.github.nuget-accounts://auth/%63allback",
        "io.github.nuget-accounts://auth%2Fcallback",
        "io.github.nuget-accounts://auth/x/../callback",
        "io.github.nuget-accounts://auth\\callback",
        "io.github.nuget-accounts://auth/callback;x",
        // A segment that is none.
        "io.github.nuget-accounts://auth/callback/0123456789abcdef0123456789abcde",
        "io.github.nuget-accounts://auth/callback/0123456789abcdef0123456789abcdef0",
        "io.github.nuget-accounts://auth/callback/0123456789ABCDEF0123456789ABCDEF",
        "io.github.nuget-accounts://auth/callback/0123456789abcdef0123456789abcdeg",
        "io.github.nuget-accounts://auth/callback/0123456789abcdef0123456789abcdef/",
        "io.github.nuget-accounts://auth/callback/%30123456789abcdef0123456789abcde",
    ] {
        assert_eq!(
            parse_link(&format!("{address}{query}")),
            Err(CallbackRefusal::Address),
            "{address}"
        );
    }
}

#[test]
fn a_fragment_is_refused() {
    for link in [
        format!("{}#", code_link()),
        format!("{}#_=_", code_link()),
        format!("{LINK}#code=c&state={STATE}"),
    ] {
        assert_eq!(parse_link(&link), Err(CallbackRefusal::Address), "{link}");
    }
}

#[test]
fn white_space_controls_and_other_scripts_are_refused() {
    for insert in [
        " ", "\n", "\r\n", "\t", "\0", "\u{7f}", "é", "\u{202E}", "\u{200B}", "ｃ",
    ] {
        for link in [
            format!("{insert}{}", code_link()),
            format!("{}{insert}", code_link()),
            code_link().replace("code=", &format!("code={insert}")),
        ] {
            assert_eq!(parse_link(&link), Err(CallbackRefusal::Characters), "{link:?}");
        }
    }
}

#[test]
fn a_known_parameter_twice_is_refused() {
    for (name, value) in [
        ("state", STATE),
        ("code", "c"),
        ("iss", "i"),
        ("error", "e"),
        ("error_description", "d"),
    ] {
        let twice = format!("{LINK}?{name}={value}&{name}={value}");
        assert_eq!(parse_link(&twice), Err(CallbackRefusal::Duplicated(name)), "{twice}");
    }
}

#[test]
fn a_parameter_twice_in_two_spellings_is_refused() {
    for (spelling, name) in [("%63ode=x", "code"), ("c%6Fde=x", "code"), ("c%6fde=x", "code")] {
        let link = format!("{}&{spelling}", code_link());
        assert_eq!(parse_link(&link), Err(CallbackRefusal::Duplicated(name)), "{link}");
    }
    let link = format!("{}&st%61te={STATE}", code_link());
    assert_eq!(parse_link(&link), Err(CallbackRefusal::Duplicated("state")));
}

#[test]
fn names_in_other_cases_or_with_other_signs_are_other_parameters() {
    for name in ["Code", "CODE", "+code", "code[]", "code%00", ";code"] {
        let link = format!("{LINK}?{name}=c&state={STATE}");
        assert_eq!(parse_link(&link), Err(CallbackRefusal::Outcome), "{name}");
    }
}

#[test]
fn a_missing_state_or_one_not_made_here_is_refused() {
    assert_eq!(parse_link(&format!("{LINK}?code=c")), Err(CallbackRefusal::State));
    assert_eq!(
        parse_link(&format!("{LINK}?error=access_denied")),
        Err(CallbackRefusal::State)
    );
    let percent_state = "%00".repeat(43);
    for state in [
        "",
        "short",
        &STATE[1..],
        &format!("{STATE}x"),
        &STATE.replace('-', "+"),
        &STATE.replace('-', "="),
        &percent_state,
        &"%C3%A9".repeat(43),
    ] {
        assert_eq!(
            parse_link(&format!("{LINK}?code=c&state={state}")),
            Err(CallbackRefusal::State),
            "{state}"
        );
    }
}

#[test]
fn neither_or_both_of_code_and_error_is_refused() {
    for query in ["", "error_description=only", "code=c&error=e", "error=e&code=c"] {
        let link = format!("{LINK}?{query}&state={STATE}");
        assert_eq!(parse_link(&link), Err(CallbackRefusal::Outcome), "{link}");
    }
    assert_eq!(parse_link(LINK), Err(CallbackRefusal::Address));
    assert_eq!(parse_link(&format!("{LINK}?")), Err(CallbackRefusal::Outcome));
}

#[test]
fn empty_or_invisible_values_are_refused() {
    for name in ["code", "error", "iss"] {
        for value in ["", "%20", "+", "a+b", "a%0Ab", "a%00", "%C3%A9", "%7F"] {
            let link = format!("{LINK}?{name}={value}&state={STATE}");
            assert_eq!(parse_link(&link), Err(CallbackRefusal::Value(name)), "{link}");
        }
        let link = format!("{LINK}?{name}&state={STATE}");
        assert_eq!(parse_link(&link), Err(CallbackRefusal::Value(name)), "{link}");
    }
}

#[test]
fn percent_encoding_that_is_none_is_refused() {
    for odd in [
        "%",
        "%4",
        "%zz",
        "%%41",
        "%-1",
        "%+1",
        "%FF",
        "%C3",
        "%ED%A0%80",
        "%C0%AF",
    ] {
        for link in [
            format!("{LINK}?code={odd}&state={STATE}"),
            format!("{}&x={odd}", code_link()),
            format!("{}&{odd}=x", code_link()),
        ] {
            assert_eq!(parse_link(&link), Err(CallbackRefusal::Characters), "{link}");
        }
    }
}

#[test]
fn an_encoded_ampersand_or_equals_sign_adds_no_parameter() {
    let link = format!("{LINK}?code=a%26error%3De&state={STATE}");
    assert_eq!(parse_link(&link).unwrap().outcome, Outcome::Code(secret("a&error=e")));
    // What was encoded twice is decoded once.
    let link = format!("{LINK}?code=a%2526b&state={STATE}");
    assert_eq!(parse_link(&link).unwrap().outcome, Outcome::Code(secret("a%26b")));
}

#[test]
fn a_request_on_loopback_has_a_path_and_nothing_before_it() {
    for target in [
        "auth/callback",
        "//auth/callback",
        "/auth/callback/",
        "/callback",
        "/favicon.ico",
        "*",
        "http://127.0.0.1:1/auth/callback",
        "io.github.nuget-accounts://auth/callback",
    ] {
        let request = format!("{target}?code=c&state={STATE}");
        assert_eq!(parse_loopback(&request), Err(CallbackRefusal::Address), "{target}");
    }
}

#[test]
fn a_very_long_text_is_refused_at_once() {
    let long = "x".repeat(1_000_000);
    assert_eq!(parse_link(&long), Err(CallbackRefusal::TooLong));
    assert_eq!(parse_loopback(&long), Err(CallbackRefusal::TooLong));
    assert_eq!(parse_pasted(&long), Err(CallbackRefusal::TooLong));
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn no_text_makes_a_parser_panic(text in ".{0,200}") {
        let _ = (parse_link(&text), parse_loopback(&text), parse_pasted(&text));
    }

    #[test]
    fn no_query_makes_a_parser_panic(
        query in "(code|state|error|iss|error_description|x|&|=|%|[0-9A-Fa-f]{2}|\\+|[ -~]){0,40}",
    ) {
        let _ = (parse_link(&format!("{LINK}?{query}")), parse_loopback(&format!("/auth/callback?{query}")));
    }

    /// Whatever is accepted has a state of our form, and a visible code or error.
    #[test]
    fn what_is_accepted_is_of_its_form(query in "((code|state|error|iss)=([!-~]{1,5}|[A-Za-z0-9_-]{43})&?){1,3}") {
        if let Ok(callback) = parse_link(&format!("{LINK}?{query}")) {
            prop_assert_eq!(callback.state.expose().len(), 43);
            let said = match &callback.outcome {
                Outcome::Code(code) => code.expose(),
                Outcome::Refused { error, .. } => error,
            };
            prop_assert!(!said.is_empty() && said.bytes().all(|byte| byte.is_ascii_graphic()));
        }
    }

    #[test]
    fn every_visible_code_survives_the_way(code in "[!-~]{1,100}") {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let query = query.append_pair("code", &code).append_pair("state", STATE).finish();
        let callback = parse_link(&format!("{LINK}?{query}")).unwrap();
        prop_assert_eq!(callback.outcome, Outcome::Code(Secret::new(code)));
    }
}
