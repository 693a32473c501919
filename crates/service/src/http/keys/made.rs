//! The answer that shows a new key's text, and shows it again when the same request is sent again (rule 7.6).

use crate::{
    gallery::{Gallery, Idempotent, Outcome, Replay},
    http::{
        answer::{created, json, unreadable},
        idempotency::replayed_or_counted,
        preview::Previewing,
        problem::Failure,
    },
    rate::Limited,
};
use accounts::{Command, answer::KeptAnswer, key, session::Caller};
use axum::response::{IntoResponse, Response};
use contract::{Code, KeyId, Problem, Secret};
use serde::Deserialize;
use uuid::Uuid;

/// What was answered before, which costs nothing; else takes one from the keys that the account may make.
pub(super) async fn replayed_key_or_counted(
    gallery: &Gallery,
    caller: &Caller,
    idempotent: Option<Idempotent>,
    session_token: &Secret,
    Previewing(previewing): Previewing,
) -> Result<Option<Response>, Failure> {
    if previewing {
        return Ok(None);
    }
    let kept = replayed_or_counted(gallery, caller, idempotent, Limited::Keys).await?;
    kept.map(|kept| replayed_key(&kept, session_token)).transpose()
}

/// Runs a command that makes a key, and answers with the key's text, also when asked again.
pub(super) async fn run_making<C: Command<Answer = key::MadeKey>>(
    gallery: &Gallery,
    command: &C,
    idempotent: Option<Idempotent>,
    session_token: &Secret,
    Previewing(previewing): Previewing,
) -> Result<Response, Failure> {
    if previewing {
        return Ok(axum::Json(gallery.preview(command).await?).into_response());
    }
    let keep = |made: &key::MadeKey| Replay {
        json: json(&made.key),
        salt: Some(made.salt),
    };
    match gallery.run_idempotent(command, idempotent, keep).await? {
        Outcome::Fresh(made) => answer(&made.key, &made.text),
        Outcome::Replayed(kept) => replayed_key(&kept, session_token),
    }
}

/// Serialised by hand, so that no other way to send a key's text comes about by accident.
fn answer(key: &impl serde::Serialize, text: &Secret) -> Result<Response, Failure> {
    let failed = |_| Failure(Problem::new(Code::GalleryFailed, "the key cannot be shown"));
    let key = serde_json::to_value(key).map_err(failed)?;
    Ok(created(
        serde_json::json!({ "key": key, "text": text.expose() }).to_string(),
    ))
}

/// The one member of a kept answer that the text is derived from.
#[derive(Deserialize)]
struct KeptKey {
    id: KeyId,
}

/// The same answer as before. The text was not kept; the request brought what it is derived from.
fn replayed_key(kept: &KeptAnswer, session_token: &Secret) -> Result<Response, Failure> {
    let key: KeptKey = serde_json::from_str(&kept.json).map_err(|_| unreadable())?;
    let salt = kept.salt.ok_or_else(unreadable)?;
    let text = key::secret_text::derive(session_token, &salt, Uuid::from_bytes(*key.id.as_bytes()));
    let key: serde_json::Value = serde_json::from_str(&kept.json).map_err(|_| unreadable())?;
    answer(&key, &text)
}
