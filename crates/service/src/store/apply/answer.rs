//! Answers that are kept for a request that comes again.

use super::{CommitError, unguarded};
use accounts::answer::KeptAnswer;
use rusqlite::Connection;

pub fn keep_answer(c: &Connection, answer: &KeptAnswer) -> Result<(), CommitError> {
    let sql = "INSERT INTO answers (key, body, at, json, salt) VALUES (?1, ?2, ?3, ?4, ?5)";
    unguarded(
        c,
        sql,
        (
            answer.key.key,
            answer.key.body,
            answer.at.as_micros(),
            &answer.json,
            answer.salt,
        ),
    )
}
