//! An identity provider in this process: it serves its description and its key, and signs what it is asked to.

use ambient::{Clock, SystemClock};
use anyhow::Result;
use aws_lc_rs::{
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{KeyPair as _, RSA_PKCS1_SHA256},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::Arc,
};

/// The client id of the app at this provider.
pub const CLIENT_ID: &str = "bench";

/// A running provider.
pub struct Provider {
    key: Arc<KeyPair>,
    address: SocketAddr,
}

fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Provider {
    /// Starts it on a thread of its own.
    pub fn start() -> Result<Self> {
        let key = Arc::new(KeyPair::generate(KeySize::Rsa2048)?);
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let provider = Self { key, address };
        let (metadata, keys) = (provider.metadata().to_string(), provider.keys().to_string());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Who does not take the answer asks again.
                answer(stream, &metadata, &keys).ok();
            }
        });
        Ok(provider)
    }

    /// Its address, which is its issuer too.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    fn metadata(&self) -> Value {
        let origin = self.address();
        json!({
            "issuer": origin,
            "authorization_endpoint": format!("{origin}/authorize"),
            "token_endpoint": format!("{origin}/token"),
            "jwks_uri": format!("{origin}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
        })
    }

    fn keys(&self) -> Value {
        let public = self.key.public_key();
        json!({ "keys": [{
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": "one",
            "n": base64url(public.modulus().big_endian_without_leading_zero()),
            "e": base64url(public.exponent().big_endian_without_leading_zero()),
        }] })
    }

    /// The ID token of this person, who signed in just now.
    pub fn sign(&self, subject: &str, nonce: &str) -> Result<String> {
        let now = SystemClock.now().as_secs();
        let claims = json!({
            "iss": self.address(), "aud": CLIENT_ID, "sub": subject, "nonce": nonce,
            "iat": now, "nbf": now, "exp": now + 3600, "auth_time": now, "name": subject,
            "preferred_username": format!("{subject}@example.com"),
        });
        let header = base64url(br#"{"alg":"RS256","typ":"JWT","kid":"one"}"#);
        let message = format!("{header}.{}", base64url(claims.to_string().as_bytes()));
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key.sign(
            &RSA_PKCS1_SHA256,
            &SystemRandom::new(),
            message.as_bytes(),
            &mut signature,
        )?;
        Ok(format!("{message}.{}", base64url(&signature)))
    }
}

fn answer(mut stream: TcpStream, metadata: &str, keys: &str) -> std::io::Result<()> {
    let mut request = [0; 2048];
    let read = stream.read(&mut request)?;
    let body = if request[..read].starts_with(b"GET /keys ") {
        keys
    } else {
        metadata
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}
