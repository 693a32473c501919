//! The message for support, which names nobody.

use crate::trouble::*;

#[test]
fn a_message_for_support_names_nobody_and_keeps_what_microsoft_asks_for() {
    let text = "AADSTS50020: User account 'Maya.Okafor@contoso.example' of mynugetaccount1 \
                Trace ID: 0ac2f0d1-7d2a-4f6e-9d3c-1b2a3c4d5e6f at 10.1.2.3 in C:\\Users\\maya\\x.log \
                https://login.example.org/cb?code=SECRET eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIi0";
    let message = diagnose(text, &["MyNuGetAccount1".to_owned()]).message;
    for secret in ["Maya", "maya", "contoso", "mynuget", "10.1.2.3", "SECRET", "eyJ"] {
        assert!(!message.contains(secret), "{secret} in {message}");
    }
    assert!(message.contains("0ac2f0d1-7d2a-4f6e-9d3c-1b2a3c4d5e6f"));
    assert!(message.contains("'[e-mail]'"));
}

#[test]
fn a_message_for_support_reads_as_it_is_whatever_marks_of_direction_were_pasted() {
    let message = diagnose("AADSTS50020: \u{202e}evil\u{202c} \u{2066}x\u{2069}", &[]).message;
    assert!(message.starts_with("AADSTS50020: evil x"), "{message}");
}

#[test]
fn an_address_in_a_message_for_support_tells_where_and_nothing_of_whom() {
    for (text, message) in [
        (
            "https://www.nuget.org/account/confirm/Ana.Contoso/Zm9vYmFy",
            "https://www.nuget.org/account/confirm/…",
        ),
        (
            "https://www.nuget.org/account/transform/reject/Ana.Contoso/Zm9vYmFy",
            "https://www.nuget.org/account/transform/reject/…",
        ),
        (
            "see (https://www.nuget.org/profiles/Ana.Contoso).",
            "see (https://www.nuget.org/profiles/…).",
        ),
        (
            "https://www.nuget.org/users/account/LogOn?email=ana@contoso.example&t=SECRET",
            "https://www.nuget.org/users/account/LogOn…",
        ),
        (
            "https://www.nuget.org/account/confirm/ana@contoso.example/SECRET!",
            "https://www.nuget.org/account/confirm/…!",
        ),
        (
            "https://ana:SECRET@feed.example/packages",
            "https://feed.example/packages",
        ),
        ("ana@contoso.example/SECRET", "contoso.example/…"),
        ("www.nuget.org/profiles/Ana", "www.nuget.org/profiles/…"),
        ("\"/account/confirm/Ana/SECRET\"", "\"/account/confirm/…\""),
        (
            "https://accounts.example.org/act/AbCd",
            "https://accounts.example.org/act/…",
        ),
        (
            "href=\"https://a.example/act/SECRET\",\"https://b.example/profiles/Ana\"",
            "href=\"https://a.example/act/…\",\"https://b.example/profiles/…\"",
        ),
        (
            "http://127.0.0.1:40123/auth/callback?code=SECRET",
            "http://[network address]:40123/auth/callback…",
        ),
        (
            "io.github.nuget-accounts://auth/callback?code=SECRET#x",
            "io.github.nuget-accounts://auth/callback…",
        ),
        (
            "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize?login_hint=ana%40contoso.example",
            "https://login.microsoftonline.com/…",
        ),
        ("login_hint=ana%40contoso.example", "login_hint=[e-mail]"),
        ("and/or 3/4 2.0/3.0 x://", "and/or 3/4 2.0/3.0 x://"),
    ] {
        assert_eq!(diagnose(text, &[]).message, message, "{text}");
    }
}

#[test]
fn no_address_in_a_message_for_support_keeps_a_secret_wherever_it_stands() {
    for before in ["", "(", "x=", "\u{201e}", "ana@contoso.example,"] {
        for place in [
            "account/confirm/Canary/",
            "profiles/",
            "?a=",
            "#",
            "act/",
            "x/y/",
            "act/%2F",
            "act;",
            "act,",
        ] {
            for secret in ["Canary", "canary@x.example", "Canary%40x.example", "C:Canary"] {
                let text = format!("{before}https://www.nuget.org/{place}{secret}");
                let message = diagnose(&text, &[]).message;
                let leaks = message.to_ascii_lowercase().contains("canary");
                assert!(!leaks && !message.contains("ana@"), "{text}: {message}");
            }
        }
    }
}
