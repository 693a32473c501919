//! The foreign issuer, and a sign-in there by the system's browser.

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use tests::session::{
    DesktopSession,
    eventually::{PATIENCE, eventually},
    issuer::{Claims, Issuer},
    links,
};

#[tokio::test]
async fn the_foreign_issuer_signs_a_person_in_with_and_without_tenant() -> Result<()> {
    let session = DesktopSession::start("harness-issuer").await?;
    let notebook = links::Notebook::register(&session.environment)?;
    for claims in [Claims::TenantAndObject, Claims::SubjectOnly] {
        let issuer = Issuer::start(&session.environment, claims)?;
        let metadata: serde_json::Value =
            json_of(&format!("{}/.well-known/openid-configuration", issuer.address)).await?;
        assert_eq!(metadata["issuer"], issuer.address.as_str());
        let signed = metadata["id_token_signing_alg_values_supported"]
            .as_array()
            .context("algorithms")?;
        assert!(signed.iter().any(|algorithm| algorithm == "RS256"));

        let known = notebook.links().len();
        session.open(&authorize(
            &issuer,
            metadata["authorization_endpoint"].as_str().context("an endpoint")?,
        )?)?;
        let browser = session.browser()?;
        browser.turn_to_new_tab().await?;
        browser.choose_person("ada@elsewhere.example").await?;
        browser.accept_consent().await?;
        let link = eventually(PATIENCE, "the link", || async {
            Ok(notebook.links().into_iter().nth(known))
        })
        .await?;
        let link = url::Url::parse(&link)?;
        let parameter = |name: &str| {
            link.query_pairs()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
        };
        assert_eq!(parameter("state").as_deref(), Some("a-state"));
        assert_eq!(parameter("iss"), Some(issuer.address.clone()));

        let claimed = redeem(
            &issuer,
            metadata["token_endpoint"].as_str().context("an endpoint")?,
            parameter("code"),
        )
        .await?;
        assert_eq!(claimed["nonce"], "a-nonce");
        assert_eq!(claimed["preferred_username"], "ada@elsewhere.example");
        assert_eq!(claimed["name"], "Ada Elsewhere");
        assert!(claimed["auth_time"].is_i64());
        let with_tenant = claims == Claims::TenantAndObject;
        assert_eq!(
            (claimed["tid"].is_string(), claimed["oid"].is_string()),
            (with_tenant, with_tenant)
        );
    }
    session.passed();
    Ok(())
}

// The pair of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

async fn json_of(address: &str) -> Result<serde_json::Value> {
    Ok(reqwest::get(address).await?.error_for_status()?.json().await?)
}

fn authorize(issuer: &Issuer, endpoint: &str) -> Result<String> {
    let parameters = [
        ("client_id", issuer.client_id.as_str()),
        ("redirect_uri", &issuer.redirects[0]),
        ("response_type", "code"),
        ("scope", "openid profile email"),
        ("prompt", "select_account"),
        ("state", "a-state"),
        ("nonce", "a-nonce"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    Ok(url::Url::parse_with_params(endpoint, parameters)?.to_string())
}

async fn redeem(issuer: &Issuer, endpoint: &str, code: Option<String>) -> Result<serde_json::Value> {
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", issuer.client_id.as_str()),
        ("redirect_uri", &issuer.redirects[0]),
        ("code", &code.context("a code")?),
        ("code_verifier", VERIFIER),
    ];
    let answer = reqwest::Client::new().post(endpoint).form(&form).send().await?;
    let answer: serde_json::Value = answer.error_for_status()?.json().await?;
    let token = answer["id_token"].as_str().context("an ID token")?;
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).context("a payload")?)?;
    Ok(serde_json::from_slice(&payload)?)
}
