//! The provider's signing keys, made on first use, and their rotation.

use super::{folder::Folder, lock, signing_key::SigningKey};
use crate::cast::PERSONAL_TENANT;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::sync::OnceCell;

const FILE: &str = "keys.json";

/// The two keys that sign at one time, as Microsoft has them: one for any tenant but that of personal accounts, one for
/// that tenant alone.
pub(super) struct KeyPair {
    pub(super) tenants: SigningKey,
    pub(super) consumers: SigningKey,
}

impl KeyPair {
    /// The key that belongs to a tenant.
    pub(super) fn of_tenant(&self, tenant: &str) -> &SigningKey {
        if tenant == PERSONAL_TENANT {
            &self.consumers
        } else {
            &self.tenants
        }
    }

    /// The other one, for the faults.
    pub(super) fn not_of_tenant(&self, tenant: &str) -> &SigningKey {
        if tenant == PERSONAL_TENANT {
            &self.tenants
        } else {
            &self.consumers
        }
    }
}

/// What is listed: the pair that signs, and the one before it, so that tokens made just before a rotation still verify.
#[derive(Clone)]
pub(super) struct KeyRing {
    pub(super) current: Arc<KeyPair>,
    previous: Option<Arc<KeyPair>>,
}

impl KeyRing {
    /// The JSON Web Key Set (RFC 7517), each key with Microsoft's `issuer` property.
    pub(super) fn jwks(&self, origin: &str) -> Value {
        let any_tenant = super::authority::issuer_of(origin, "{tenantid}");
        let consumers = super::authority::issuer_of(origin, PERSONAL_TENANT);
        let pairs = std::iter::once(&self.current).chain(&self.previous);
        let keys: Vec<_> = pairs
            .flat_map(|pair| [jwk(&pair.tenants, &any_tenant), jwk(&pair.consumers, &consumers)])
            .collect();
        json!({ "keys": keys })
    }
}

fn jwk(key: &SigningKey, issuer: &str) -> Value {
    json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": key.kid(), "n": key.modulus(), "e": key.exponent(),
        "issuer": issuer })
}

/// The present keys. Making a pair takes a noticeable while, so it happens off the async threads and only once.
pub(super) struct Keys {
    folder: Folder,
    ring: Mutex<Arc<OnceCell<KeyRing>>>,
    rotation: tokio::sync::Mutex<()>,
}

impl Keys {
    pub(super) fn new(folder: Folder) -> Self {
        Self {
            folder,
            ring: Mutex::default(),
            rotation: tokio::sync::Mutex::default(),
        }
    }

    /// The keys: those at hand, else those of the folder, else new ones.
    pub(super) async fn ring(&self) -> anyhow::Result<KeyRing> {
        let cell = lock(&self.ring).clone();
        let folder = self.folder.clone();
        let load = || async { tokio::task::spawn_blocking(move || load_or_make(&folder)).await? };
        cell.get_or_try_init(load).await.cloned()
    }

    /// Signs with a new pair from now on and lists the present one until the next rotation.
    pub(super) async fn rotate(&self) -> anyhow::Result<()> {
        let _one_at_a_time = self.rotation.lock().await;
        let previous = self.ring().await?.current;
        let folder = self.folder.clone();
        let ring = tokio::task::spawn_blocking(move || {
            let ring = KeyRing {
                current: Arc::new(make_pair()?),
                previous: Some(previous),
            };
            folder.write(FILE, &Stored::from_ring(&ring)?)?;
            anyhow::Ok(ring)
        });
        *lock(&self.ring) = Arc::new(OnceCell::new_with(Some(ring.await??)));
        Ok(())
    }

    /// Forgets every key; the next use makes new ones.
    pub(super) fn start_over(&self) -> anyhow::Result<()> {
        let mut ring = lock(&self.ring);
        *ring = Arc::default();
        self.folder.remove(FILE)
    }
}

fn load_or_make(folder: &Folder) -> anyhow::Result<KeyRing> {
    let stored: Option<Stored> = folder.read(FILE)?;
    if let Some(ring) = stored.and_then(|stored| stored.to_ring()) {
        return Ok(ring);
    }
    let ring = KeyRing {
        current: Arc::new(make_pair()?),
        previous: None,
    };
    folder.write(FILE, &Stored::from_ring(&ring)?)?;
    Ok(ring)
}

fn make_pair() -> anyhow::Result<KeyPair> {
    Ok(KeyPair {
        tenants: SigningKey::generate()?,
        consumers: SigningKey::generate()?,
    })
}

/// The file of keys: PKCS#8 as base64.
#[derive(Serialize, Deserialize)]
struct Stored {
    current: StoredPair,
    previous: Option<StoredPair>,
}

#[derive(Serialize, Deserialize)]
struct StoredPair {
    tenants: String,
    consumers: String,
}

impl Stored {
    fn from_ring(ring: &KeyRing) -> anyhow::Result<Self> {
        let store = |pair: &Arc<KeyPair>| -> anyhow::Result<StoredPair> {
            let encode = |key: &SigningKey| key.to_pkcs8().map(|der| STANDARD.encode(der));
            Ok(StoredPair {
                tenants: encode(&pair.tenants)?,
                consumers: encode(&pair.consumers)?,
            })
        };
        Ok(Self {
            current: store(&ring.current)?,
            previous: ring.previous.as_ref().map(store).transpose()?,
        })
    }

    /// `None` where a key does not parse: new ones are made then.
    fn to_ring(&self) -> Option<KeyRing> {
        let load = |pair: &StoredPair| {
            let decode = |text: &str| SigningKey::from_pkcs8(&STANDARD.decode(text).ok()?).ok();
            Some(Arc::new(KeyPair {
                tenants: decode(&pair.tenants)?,
                consumers: decode(&pair.consumers)?,
            }))
        };
        Some(KeyRing {
            current: load(&self.current)?,
            previous: self.previous.as_ref().and_then(load),
        })
    }
}
