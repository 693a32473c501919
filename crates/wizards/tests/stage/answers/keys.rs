//! What a gallery may answer about API keys.

use crate::stage::now;
use contract::{
    KeyId,
    key::{Key, KeyList, KeyScope},
};
use wizards::{Answer, call::KeyRequest};

/// A key of an account, by its number: what it is called, for whom, and when it ends, in days from now.
pub fn key(number: u8, description: &str, owner: Option<&str>, days: i64) -> Key {
    Key {
        id: KeyId::from_bytes([number; 16]),
        owner: owner.map(str::to_owned),
        description: description.to_owned(),
        ending: format!("q{number:03}"),
        scopes: vec![KeyScope::PushVersion],
        packages: vec!["Contoso.*".to_owned()],
        made_at: now().plus_secs(-86_400),
        expires_at: now().plus_secs(days * 86_400),
        used_at: (days > 100).then(now),
        held_until: None,
        revision: format!("revision-{number}"),
    }
}

pub(super) fn to_keys(request: &KeyRequest) -> Vec<Answer> {
    let own = Some("MyNuGetAccount1");
    let list = |keys: Vec<Key>, allowed_days: &[u32]| {
        Answer::Keys(Box::new(KeyList {
            keys,
            max_days: 365,
            allowed_days: allowed_days.to_vec(),
        }))
    };
    let some = || {
        vec![
            key(1, "Build server", own, 200),
            key(2, "Laptop", Some("contoso"), 12),
            key(3, "From 2017", None, 5),
            key(4, "Old one", own, -3),
        ]
    };
    match request {
        KeyRequest::List => vec![
            list(some(), &[]),
            list((1..60).map(|number| key(number, "Build", own, 200)).collect(), &[]),
            list(vec![key(1, "Build server", own, 3)], &[30, 60]),
            list(Vec::new(), &[]),
        ],
        KeyRequest::Make { .. } | KeyRequest::Regenerate { .. } => {
            vec![Answer::KeyMade(Box::new(key(5, "Build server", own, 365)))]
        }
        KeyRequest::Change { .. } | KeyRequest::Revoke { .. } => vec![Answer::Done],
    }
}
