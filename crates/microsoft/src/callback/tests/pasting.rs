use super::*;
use crate::fixtures::proptest_config;
use proptest::prelude::*;

fn loopback_address() -> String {
    format!("http://127.0.0.1:49152/auth/callback/{SEGMENT}?code=c&state={STATE}")
}

#[test]
fn either_kind_of_address_can_be_pasted() {
    assert_eq!(parse_pasted(&code_link()), parse_link(&code_link()));
    let expected = parse_loopback(&format!("/auth/callback/{SEGMENT}?code=c&state={STATE}"));
    assert_eq!(parse_pasted(&loopback_address()), expected);
    assert!(expected.is_ok());
}

#[test]
fn what_stands_around_an_address_does_not_matter() {
    for (before, after) in [
        (" ", "\n"),
        ("\"", "\""),
        ("'", "'"),
        ("<", ">"),
        ("`", "`"),
        ("“", "”"),
        ("«\u{a0}", "\u{a0}»"),
        ("\u{FEFF}", "\r\n\t"),
        (" <\" ", " \"> "),
    ] {
        for address in [code_link(), loopback_address()] {
            assert!(parse_pasted(&format!("{before}{address}{after}")).is_ok(), "{before:?}");
        }
    }
}

#[test]
fn line_breaks_inside_an_address_do_not_matter() {
    let (start, end) = STATE.split_at(20);
    for line_break in ["\n", "\r\n", "\r\n    ", "\u{2028}", "\u{200B}"] {
        let broken = code_link().replace(STATE, &format!("{start}{line_break}{end}"));
        assert_eq!(parse_pasted(&broken), parse_link(&code_link()), "{line_break:?}");
    }
}

#[test]
fn a_browser_that_hides_the_scheme_of_a_loopback_address_does_not_matter() {
    let hidden = loopback_address().replace("http://", "");
    assert_eq!(parse_pasted(&hidden), parse_pasted(&loopback_address()));
}

#[test]
fn other_addresses_and_texts_are_refused() {
    let query = format!("code=c&state={STATE}");
    for text in [
        String::new(),
        "   ".to_owned(),
        "hello".to_owned(),
        STATE.to_owned(),
        query.clone(),
        format!("/auth/callback?{query}"),
        format!("https://127.0.0.1:1/auth/callback?{query}"),
        format!("http://127.0.0.1/auth/callback?{query}"),
        format!("http://127.0.0.1:/auth/callback?{query}"),
        format!("http://127.0.0.1:0/auth/callback?{query}"),
        format!("http://127.0.0.1:080/auth/callback?{query}"),
        format!("http://127.0.0.1:65536/auth/callback?{query}"),
        format!("http://127.0.0.1:+1/auth/callback?{query}"),
        format!("http://127.0.0.2:1/auth/callback?{query}"),
        format!("http://localhost:1/auth/callback?{query}"),
        format!("http://user@127.0.0.1:1/auth/callback?{query}"),
        format!("http://127.0.0.1:1@evil.example/auth/callback?{query}"),
        format!("http://127.0.0.1.evil.example:1/auth/callback?{query}"),
        format!("http://127.0.0.1:1/other?{query}"),
        format!("https://login.microsoftonline.com/common/oauth2/v2.0/authorize?{query}"),
    ] {
        assert_eq!(parse_pasted(&text), Err(CallbackRefusal::Address), "{text}");
    }
}

#[test]
fn an_address_inside_a_sentence_is_refused() {
    assert!(parse_pasted(&format!("here it is: {}", code_link())).is_err());
    assert!(parse_pasted(&format!("{} {}", code_link(), code_link())).is_err());
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn wrapping_never_changes_what_is_read(before in "[ \n\r\t\"'<>`]{0,6}", after in "[ \n\r\t\"'<>`]{0,6}") {
        let (plain, wrapped) = (loopback_address(), format!("{before}{}{after}", loopback_address()));
        prop_assert_eq!(parse_pasted(&wrapped), parse_pasted(&plain));
    }
}
