use super::*;
use crate::fixtures::NOW;

#[test]
fn expiry_has_a_leeway_of_two_minutes() {
    assert!(work().claim("exp", NOW - 119).verify().is_ok());
    assert_eq!(work().claim("exp", NOW - 120).refusal(), IdTokenRefusal::Expired);
    assert_eq!(work().claim("exp", NOW - 121).refusal(), IdTokenRefusal::Expired);
}

#[test]
fn expiry_is_exact_to_the_microsecond() {
    let just_before = Case {
        now: Timestamp::from_micros(NOW * 1_000_000 - 1),
        ..work()
    };
    assert!(just_before.claim("exp", NOW - 120).verify().is_ok());
}

#[test]
fn expiry_is_mandatory() {
    assert_eq!(work().without("exp").refusal(), IdTokenRefusal::ExpiryMissing);
    assert_eq!(
        work().claim("exp", Value::Null).refusal(),
        IdTokenRefusal::ExpiryMissing
    );
    assert_eq!(
        work().claim("exp", (NOW + 60).to_string()).refusal(),
        IdTokenRefusal::Malformed
    );
}

#[test]
fn a_token_that_is_not_valid_yet_has_the_same_leeway() {
    assert!(work().claim("nbf", NOW + 119).verify().is_ok());
    assert!(work().claim("nbf", NOW + 120).verify().is_ok());
    assert_eq!(work().claim("nbf", NOW + 121).refusal(), IdTokenRefusal::NotYetValid);
    assert!(work().without("nbf").verify().is_ok());
}

#[test]
fn a_token_from_the_future_has_the_same_leeway() {
    assert!(work().claim("iat", NOW + 120).verify().is_ok());
    assert_eq!(work().claim("iat", NOW + 121).refusal(), IdTokenRefusal::IssuedInFuture);
    assert!(work().without("iat").verify().is_ok());
}

#[test]
fn fractions_of_seconds_count() {
    let half_a_second_late = NOW as f64 + 120.5;
    assert_eq!(
        work().claim("nbf", half_a_second_late).refusal(),
        IdTokenRefusal::NotYetValid
    );
    assert!(work().claim("exp", half_a_second_late).verify().is_ok());
}

#[test]
fn absurd_times_neither_wrap_round_nor_panic() {
    for late in [json!(i64::MAX), json!(u64::MAX), json!(1e300)] {
        assert!(work().claim("exp", late.clone()).verify().is_ok(), "{late}");
        assert_eq!(
            work().claim("nbf", late.clone()).refusal(),
            IdTokenRefusal::NotYetValid,
            "{late}"
        );
        assert_eq!(
            work().max_age(300).claim("auth_time", late).refusal(),
            IdTokenRefusal::SignInNotFresh
        );
    }
    for early in [json!(0), json!(i64::MIN), json!(-1e300)] {
        assert_eq!(
            work().claim("exp", early.clone()).refusal(),
            IdTokenRefusal::Expired,
            "{early}"
        );
        assert!(work().claim("nbf", early.clone()).verify().is_ok(), "{early}");
        assert!(work().claim("auth_time", early).verify().unwrap().auth_time.unwrap() <= Timestamp::UNIX_EPOCH);
    }
}

#[test]
fn a_sign_in_may_be_as_old_as_the_limit_and_no_older() {
    assert!(work().max_age(300).claim("auth_time", NOW - 299).verify().is_ok());
    assert!(work().max_age(300).claim("auth_time", NOW - 300).verify().is_ok());
    assert_eq!(
        work().max_age(300).claim("auth_time", NOW - 301).refusal(),
        IdTokenRefusal::SignInNotFresh
    );
    let a_moment_later = Case {
        now: Timestamp::from_micros(NOW * 1_000_000 + 1),
        ..work()
    };
    assert_eq!(
        a_moment_later.max_age(300).claim("auth_time", NOW - 300).refusal(),
        IdTokenRefusal::SignInNotFresh
    );
}

#[test]
fn a_sign_in_in_the_future_is_not_fresh_beyond_the_leeway() {
    assert!(work().max_age(300).claim("auth_time", NOW + 120).verify().is_ok());
    assert_eq!(
        work().max_age(300).claim("auth_time", NOW + 121).refusal(),
        IdTokenRefusal::SignInNotFresh
    );
}

#[test]
fn a_missing_sign_in_time_matters_only_where_freshness_is_asked_for() {
    assert_eq!(
        work().max_age(300).without("auth_time").refusal(),
        IdTokenRefusal::SignInTimeMissing
    );
    assert_eq!(work().without("auth_time").verify().unwrap().auth_time, None);
}

#[test]
fn an_old_sign_in_is_told_where_freshness_is_not_asked_for() {
    let verified = work().claim("auth_time", NOW - 86_400).verify().unwrap();
    assert_eq!(verified.auth_time, Some(Timestamp::from_secs(NOW - 86_400)));
}
