mod audience;
mod identity;
mod issuer;
mod signature;
mod times;

use super::*;
use crate::fixtures::{
    CLIENT_ID, CONSUMER_KEY, NONCE, STRANGE_KEY, TEMPLATE, TEMPLATE_KEY, TestKey, WORK_TENANT, common_keys, issuer_of,
    key_set, now, work_claims,
};
use serde_json::{Value, json};

/// The issuer of a provider that is not Microsoft.
const EXACT_ISSUER: &str = "https://id.example.com/realms/feed";

/// One token and what is expected of it; each test spoils one thing.
struct Case {
    claims: Value,
    header: Value,
    signer: &'static TestKey,
    keys: Value,
    rule: IssuerRule,
    max_age: Option<i64>,
    now: Timestamp,
}

/// A person of a work tenant at Microsoft's `common`.
fn work() -> Case {
    Case {
        claims: work_claims(),
        header: json!({ "typ": "JWT", "alg": "RS256", "kid": "template-key" }),
        signer: &TEMPLATE_KEY,
        keys: common_keys(),
        rule: IssuerRule::Template(TEMPLATE.to_owned()),
        max_age: None,
        now: now(),
    }
}

/// A person with a personal account at Microsoft's `common`.
fn personal() -> Case {
    work()
        .claim("iss", issuer_of(PERSONAL_TENANT))
        .claim("tid", PERSONAL_TENANT)
        .signed_by(&CONSUMER_KEY)
}

/// A person at another provider, without tenants and without Microsoft's claims.
fn exact() -> Case {
    let case = Case {
        rule: IssuerRule::Exact(EXACT_ISSUER.to_owned()),
        ..work()
    };
    let case = Case {
        keys: json!({ "keys": [TEMPLATE_KEY.jwk(None)] }),
        ..case
    };
    case.claim("iss", EXACT_ISSUER)
        .without("tid")
        .without("oid")
        .without("ver")
}

impl Case {
    fn claim(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.claims[name] = value.into();
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.claims.as_object_mut().unwrap().remove(name);
        self
    }

    fn header(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.header[name] = value.into();
        self
    }

    fn signed_by(mut self, signer: &'static TestKey) -> Self {
        self.signer = signer;
        self.header("kid", signer.kid)
    }

    fn max_age(mut self, seconds: i64) -> Self {
        self.max_age = Some(seconds);
        self
    }

    fn token(&self) -> String {
        self.signer.sign(&self.header, &self.claims)
    }

    fn verify(&self) -> Result<Verified, IdTokenRefusal> {
        self.verify_token(&self.token())
    }

    fn verify_token(&self, token: &str) -> Result<Verified, IdTokenRefusal> {
        let nonce = Secret::new(NONCE.to_owned());
        let expected = Expected {
            client_id: CLIENT_ID,
            nonce: &nonce,
            max_sign_in_age_secs: self.max_age,
            sign_in_time_required: true,
            now: self.now,
        };
        verify(
            &Secret::new(token.to_owned()),
            &key_set(&self.keys),
            &self.rule,
            &expected,
        )
    }

    fn refusal(&self) -> IdTokenRefusal {
        self.verify().unwrap_err()
    }
}

#[test]
fn a_work_account_holds() {
    let verified = work().verify().unwrap();
    assert_eq!(verified.key.issuer, issuer_of(WORK_TENANT));
    assert_eq!(verified.identity.kind, IdentityKind::WorkOrSchool);
}

#[test]
fn a_personal_account_holds() {
    let verified = personal().verify().unwrap();
    assert_eq!(verified.key.tenant, PERSONAL_TENANT);
    assert_eq!(verified.identity.kind, IdentityKind::Personal);
}

#[test]
fn an_account_of_another_provider_holds() {
    let verified = exact().verify().unwrap();
    assert_eq!(verified.key.issuer, EXACT_ISSUER);
    assert_eq!(verified.identity.kind, IdentityKind::Other);
}
