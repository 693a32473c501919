use super::*;
use crate::fixtures::OBJECT_ID;

#[test]
fn an_identity_at_microsoft_is_keyed_by_tenant_and_object_id() {
    let expected = IdentityKey {
        issuer: issuer_of(WORK_TENANT),
        tenant: WORK_TENANT.to_owned(),
        subject: OBJECT_ID.to_owned(),
    };
    assert_eq!(work().verify().unwrap().key, expected);
}

#[test]
fn one_person_in_two_tenants_is_two_identities() {
    assert_ne!(work().verify().unwrap().key, personal().verify().unwrap().key);
}

#[test]
fn the_key_does_not_hang_on_address_name_or_pairwise_subject() {
    let renamed = work()
        .claim("email", "new@contoso.example")
        .claim("name", "New")
        .claim("sub", "other");
    assert_eq!(renamed.verify().unwrap().key, work().verify().unwrap().key);
}

#[test]
fn a_tenant_in_capitals_is_the_same_tenant() {
    let capitals = WORK_TENANT.to_uppercase();
    let case = work()
        .claim("tid", capitals.as_str())
        .claim("iss", issuer_of(&capitals));
    assert_eq!(case.verify().unwrap().key.tenant, WORK_TENANT);
}

#[test]
fn under_a_template_a_missing_object_id_is_refused_though_there_is_a_subject() {
    assert_eq!(work().without("oid").refusal(), IdTokenRefusal::SubjectMissing);
    assert_eq!(work().claim("oid", "").refusal(), IdTokenRefusal::SubjectMissing);
}

#[test]
fn with_an_exact_issuer_the_subject_stands_in_for_a_missing_object_id() {
    assert_eq!(exact().verify().unwrap().key.subject, "pairwise-subject");
    assert_eq!(exact().verify().unwrap().key.tenant, "");
    assert_eq!(exact().claim("oid", OBJECT_ID).verify().unwrap().key.subject, OBJECT_ID);
    let with_tenant = exact().claim("tid", WORK_TENANT).verify().unwrap();
    assert_eq!(
        (with_tenant.key.tenant.as_str(), with_tenant.key.subject.as_str()),
        (WORK_TENANT, "pairwise-subject")
    );
}

#[test]
fn neither_object_id_nor_subject_is_nobody() {
    assert_eq!(exact().without("sub").refusal(), IdTokenRefusal::SubjectMissing);
    assert_eq!(exact().claim("sub", "").refusal(), IdTokenRefusal::SubjectMissing);
    assert_eq!(exact().claim("sub", 7).refusal(), IdTokenRefusal::Malformed);
}

#[test]
fn a_subject_that_cannot_be_a_key_is_refused() {
    for subject in [
        "x".repeat(256),
        "a\u{0}b".to_owned(),
        "a\nb".to_owned(),
        "zoë".to_owned(),
        "a\u{200B}".to_owned(),
    ] {
        assert_eq!(
            exact().claim("sub", subject.as_str()).refusal(),
            IdTokenRefusal::SubjectMissing,
            "{subject:?}"
        );
    }
    assert!(exact().claim("sub", "x".repeat(255)).verify().is_ok());
}

#[test]
fn the_address_is_the_email_or_else_the_user_name() {
    assert_eq!(
        work().verify().unwrap().identity.address.as_deref(),
        Some("ada.lovelace@contoso.example")
    );
    let without = work().without("email").verify().unwrap();
    assert_eq!(without.identity.address.as_deref(), Some("ada@contoso.example"));
}

#[test]
fn an_identity_with_neither_address_nor_user_name_is_refused_at_every_provider() {
    for nameless in [work(), personal(), exact()] {
        let nameless = nameless.without("email").without("preferred_username");
        assert_eq!(nameless.refusal(), IdTokenRefusal::AddressMissing);
    }
    let odd = work()
        .claim("email", json!(["a"]))
        .claim("preferred_username", Value::Null);
    assert_eq!(odd.refusal(), IdTokenRefusal::AddressMissing);
    let blank = work().claim("email", "\u{200B} ").claim("preferred_username", "");
    assert_eq!(blank.refusal(), IdTokenRefusal::AddressMissing);
}

/// Rule 2.4: some letters, marks and fillers of other scripts cannot be seen either.
#[test]
fn what_cannot_be_seen_is_no_address_user_name_or_name() {
    for unseen in [
        '\u{ad}',
        '\u{34f}',
        '\u{61c}',
        '\u{115f}',
        '\u{1160}',
        '\u{17b4}',
        '\u{180b}',
        '\u{180f}',
        '\u{200b}',
        '\u{202e}',
        '\u{2060}',
        '\u{2066}',
        '\u{2800}',
        '\u{3000}',
        '\u{3164}',
        '\u{fe0f}',
        '\u{feff}',
        '\u{ffa0}',
        '\u{e0041}',
    ] {
        let unseen = format!(" {unseen}{unseen} ");
        let nameless = exact()
            .claim("email", unseen.as_str())
            .claim("preferred_username", unseen.as_str());
        assert_eq!(nameless.refusal(), IdTokenRefusal::AddressMissing, "{unseen:?}");
        let named = work().claim("email", unseen.as_str()).claim("name", unseen.as_str());
        let identity = named.verify().unwrap().identity;
        assert_eq!(identity.address.as_deref(), Some("ada@contoso.example"), "{unseen:?}");
        assert_eq!(identity.name, None, "{unseen:?}");
    }
}

#[test]
fn what_stands_before_a_name_does_not_hide_it() {
    let name = format!("{}Ada\u{202e}\r\n Lovelace", " ".repeat(300));
    let identity = work().claim("name", name.as_str()).verify().unwrap().identity;
    assert_eq!(identity.name.as_deref(), Some("Ada Lovelace"));
}

#[test]
fn what_is_only_shown_may_be_missing_or_odd() {
    let odd = work().claim("name", 7).claim("email", json!(["a"])).claim("acr", 1);
    let identity = odd.verify().unwrap().identity;
    assert_eq!(
        (identity.name, identity.address.as_deref(), identity.second_factor),
        (None, Some("ada@contoso.example"), false)
    );
}

#[test]
fn a_second_factor_is_believed_in_any_casing_and_in_no_other_words() {
    for acr in ["urn:microsoft:policies:mfa", "URN:Microsoft:Policies:MFA"] {
        let verified = work().claim("acr", acr).verify().unwrap();
        assert!(verified.identity.second_factor, "{acr}");
        assert_eq!(verified.acr.as_deref(), Some(acr));
    }
    for acr in [
        "",
        "1",
        "urn:microsoft:policies:default",
        "urn:microsoft:policies:mfa ",
        "x urn:microsoft:policies:mfa",
    ] {
        assert!(
            !work().claim("acr", acr).verify().unwrap().identity.second_factor,
            "{acr}"
        );
    }
    assert!(!work().verify().unwrap().identity.second_factor);
}

#[test]
fn an_address_is_vouched_for_by_microsoft_only_for_personal_accounts() {
    assert!(personal().verify().unwrap().address_verified);
    assert!(!work().verify().unwrap().address_verified);
}

#[test]
fn a_work_address_is_vouched_for_where_the_token_says_so_of_the_claim_email() {
    for claim in ["xms_edov", "email_verified"] {
        for yes in [json!(true), json!(1), json!("1"), json!("true"), json!("True")] {
            assert!(
                work().claim(claim, yes.clone()).verify().unwrap().address_verified,
                "{yes}"
            );
        }
        for no in [
            json!(false),
            json!(0),
            json!("0"),
            json!(""),
            json!(2),
            json!(null),
            json!([true]),
        ] {
            assert!(
                !work().claim(claim, no.clone()).verify().unwrap().address_verified,
                "{no}"
            );
        }
        let other_name = work().without("email").claim(claim, true);
        assert!(!other_name.verify().unwrap().address_verified);
    }
}
