//! The answer that shows a new key's text, and shows it again when the same request is sent again (rule 7.6).

use crate::{
    gallery::{Gallery, Kept, Repeated, ToKeep},
    http::{
        answer::{created, json, unreadable},
        preview::Previewing,
        problem::Failure,
        repeat::answered_or_counted,
    },
    rate::Limited,
};
use accounts::{Command, answer::KeptAnswer, key, session::Caller};
use axum::response::{IntoResponse, Response};
use contract::{Code, KeyId, Problem, Secret};
use serde::Deserialize;
use uuid::Uuid;

/// What was answered before, which costs nothing; else takes one from the keys that the account may make.
pub(super) async fn before_limit(
    gallery: &Gallery,
    caller: &Caller,
    repeated: Option<Repeated>,
    session_token: &Secret,
    Previewing(previewing): Previewing,
) -> Result<Option<Response>, Failure> {
    if previewing {
        return Ok(None);
    }
    let kept = answered_or_counted(gallery, caller, repeated, Limited::Keys).await?;
    kept.map(|kept| made_before(&kept, session_token)).transpose()
}

/// Runs a command that makes a key, and answers with the key's text, also when asked again.
pub(super) async fn run_making<C: Command<Answer = key::MadeKey>>(
    gallery: &Gallery,
    command: &C,
    repeated: Option<Repeated>,
    session_token: &Secret,
    Previewing(previewing): Previewing,
) -> Result<Response, Failure> {
    if previewing {
        return Ok(axum::Json(gallery.preview(command).await?).into_response());
    }
    let keep = |made: &key::MadeKey| ToKeep {
        json: json(&made.key),
        salt: Some(made.salt),
    };
    match gallery.run_keeping(command, repeated, keep).await? {
        Kept::Done(made) => answer(&made.key, &made.text),
        Kept::Before(kept) => made_before(&kept, session_token),
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
fn made_before(kept: &KeptAnswer, session_token: &Secret) -> Result<Response, Failure> {
    let key: KeptKey = serde_json::from_str(&kept.json).map_err(|_| unreadable())?;
    let salt = kept.salt.ok_or_else(unreadable)?;
    let text = key::text::derive(session_token, &salt, Uuid::from_bytes(*key.id.as_bytes()));
    let key: serde_json::Value = serde_json::from_str(&kept.json).map_err(|_| unreadable())?;
    answer(&key, &text)
}
