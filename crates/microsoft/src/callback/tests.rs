mod hostile;
mod pasting;
mod provenance;

use super::*;

const STATE: &str = "abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLM_01";
const SEGMENT: &str = "0123456789abcdef0123456789abcdef";
const LINK: &str = "io.github.nuget-accounts://auth/callback";

fn code_link() -> String {
    format!("{LINK}?code=M.C5_BAY.2.U.a-b%21c%2A&state={STATE}")
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

#[test]
fn a_link_with_a_code_is_read() {
    let callback = parse_link(&code_link()).unwrap();
    assert_eq!(callback.outcome, Outcome::Code(secret("M.C5_BAY.2.U.a-b!c*")));
    assert_eq!((callback.segment, callback.iss), (None, None));
}

#[test]
fn a_link_with_an_issuers_segment_is_read() {
    let link = code_link().replace("callback?", &format!("callback/{SEGMENT}?"));
    assert_eq!(parse_link(&link).unwrap().segment.as_deref(), Some(SEGMENT));
}

#[test]
fn a_link_with_an_error_is_read() {
    let link = format!(
        "{LINK}?error=access_denied&error_description=AADSTS65004%3a+User+declined.%0d%0aTrace+ID%3a+1&state={STATE}"
    );
    let expected = Outcome::Refused {
        error: "access_denied".to_owned(),
        description: "AADSTS65004: User declined.\r\nTrace ID: 1".to_owned(),
    };
    assert_eq!(parse_link(&link).unwrap().outcome, expected);
}

#[test]
fn an_error_needs_no_description_and_may_speak_any_language() {
    let bare = parse_link(&format!("{LINK}?error=server_error&state={STATE}")).unwrap();
    assert_eq!(
        bare.outcome,
        Outcome::Refused {
            error: "server_error".to_owned(),
            description: String::new()
        }
    );
    let spoken = parse_link(&format!(
        "{LINK}?error=server_error&error_description=%E6%98%8E&state={STATE}"
    ))
    .unwrap();
    assert!(matches!(spoken.outcome, Outcome::Refused { description, .. } if description == "明"));
}

#[test]
fn parameters_that_providers_add_are_ignored_however_often_they_come() {
    let link = format!("{}&session_state=005f&client_info=x&session_state=2&&flag", code_link());
    assert!(parse_link(&link).is_ok());
}

#[test]
fn an_issuer_is_read() {
    let link = format!("{}&iss=https%3A%2F%2Fid.example.com", code_link());
    assert_eq!(
        parse_link(&link).unwrap().iss.as_deref(),
        Some("https://id.example.com")
    );
}

#[test]
fn a_request_on_loopback_is_read() {
    let callback = parse_loopback(&format!("/auth/callback/{SEGMENT}?code=c&state={STATE}")).unwrap();
    assert_eq!(callback.segment.as_deref(), Some(SEGMENT));
    assert!(callback.matches_state(&secret(STATE)));
}

#[test]
fn a_link_as_long_as_allowed_is_read_and_one_byte_more_is_not() {
    let link = |length: usize| {
        let start = code_link();
        format!("{start}&x={}", "y".repeat(length - start.len() - 3))
    };
    assert!(parse_link(&link(address::LENGTH_LIMIT)).is_ok());
    assert_eq!(
        parse_link(&link(address::LENGTH_LIMIT + 1)),
        Err(CallbackRefusal::TooLong)
    );
}

#[test]
fn debug_output_shows_neither_state_nor_code() {
    let shown = format!("{:?}", parse_link(&code_link()).unwrap());
    assert!(!shown.contains(STATE) && !shown.contains("BAY"));
}
