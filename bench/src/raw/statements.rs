//! The statements themselves: those with which the service's writer does the same.

use super::Raw;
use accounts::session::token;
use anyhow::{Context, Result, ensure};
use rusqlite::{Connection, named_params, params};

/// A session, by the hash of its token.
pub const READ: &str = "SELECT * FROM sessions WHERE number = ?1 AND token_hash = ?2";

const BEGIN: &str = "INSERT INTO proofs (id, purpose, attempt_hash, challenge, caller, begun_at, wrong_tokens)
    VALUES (?1, 'sign_in', ?2, ?3, ?4, ?5, 0)";
const COMPLETE: &str = "UPDATE proofs SET completed_at = ?2, issuer = 'bench', tenant = '', subject = 'person-1',
    name = 'person-1', kind = 'other', second_factor = 0, linked = 1 WHERE id = ?1 AND completed_at IS NULL";

const HOLD_SESSION: &str = "UPDATE sessions SET ended_at = NULL WHERE id = ?1 AND ended_at IS NULL";
const HOLD_ACCOUNT: &str = "UPDATE accounts SET version = version + 1 WHERE id = ?1 AND version = ?2";
const REPLACE: &str =
    "UPDATE accounts SET kind = :kind, confirmed_email = :confirmed, confirmed_email_folded = :confirmed,
        pending_email = NULL, two_factor = 0, locked = 0, mail_from_others = :mail, mail_package_published = 1,
        password = NULL, failed_passwords = 0, failed_password_at = NULL, recovery_codes_left = 0,
        login_change_until = NULL, frozen_at = NULL, deletion_at = NULL, required_tenant = NULL
    WHERE id = :id AND version = :version";
const AUDIT: &str = "INSERT INTO audit (id, account, at, kind, installation, subject, by)
    VALUES (?1, ?2, ?3, 'preferences_changed', 'Bench', NULL, NULL)";
const EVENT: &str = "INSERT INTO events (id, account, at, json) VALUES (?1, ?2, ?3, ?4)";

/// An account whose setting is changed, as it was read before.
pub struct Chosen {
    session: Vec<u8>,
    account: Vec<u8>,
    kind: String,
    address: Option<String>,
    version: i64,
    mail: bool,
}

impl Chosen {
    /// Who has this session.
    pub fn find(reader: &Connection, session: &str) -> Result<Self> {
        let hash = token::hash(session).context("no token")?;
        let sql = "SELECT sessions.id, accounts.id, accounts.kind, confirmed_email, version, mail_from_others
            FROM sessions JOIN accounts ON accounts.id = sessions.account
            WHERE number = ?1 AND token_hash = ?2";
        let found = reader
            .prepare_cached(sql)?
            .query_row((token::number(&hash), hash), |row| {
                Ok(Self {
                    session: row.get(0)?,
                    account: row.get(1)?,
                    kind: row.get(2)?,
                    address: row.get(3)?,
                    version: row.get(4)?,
                    mail: row.get(5)?,
                })
            });
        Ok(found?)
    }
}

impl Raw {
    /// Changes a setting of anybody, with the row of its activity and its event.
    pub(super) fn change(&mut self) -> Result<()> {
        let count = u32::try_from(self.chosen.len())?;
        let number = self.random.below(count) as usize;
        let ids = [self.id()?, self.id()?];
        let at = i64::try_from(self.written)?;
        let chosen = self.chosen.get_mut(number).context("nobody of this number")?;
        chosen.mail = !chosen.mail;
        let writer = &self.writer;
        let held = writer.prepare_cached(HOLD_SESSION)?.execute([&chosen.session])?
            + writer
                .prepare_cached(HOLD_ACCOUNT)?
                .execute(params![chosen.account, chosen.version])?;
        chosen.version += 1;
        let replaced = writer.prepare_cached(REPLACE)?.execute(named_params! {
            ":kind": chosen.kind,
            ":confirmed": chosen.address,
            ":mail": chosen.mail,
            ":id": chosen.account,
            ":version": chosen.version,
        })?;
        ensure!(held + replaced == 3, "the account is another one");
        writer
            .prepare_cached(AUDIT)?
            .execute(params![ids[0], chosen.account, at])?;
        let json = format!(
            r#"{{"id":"{:032x}","at":"2026-01-01T00:00:00.000000Z","what":"account_changed"}}"#,
            u128::from_be_bytes(ids[1])
        );
        writer
            .prepare_cached(EVENT)?
            .execute(params![ids[1], chosen.account, at, json])?;
        Ok(())
    }

    /// Begins a proof.
    pub(super) fn begin(&mut self) -> Result<[u8; 16]> {
        let id = self.id()?;
        let mut hash = [0; 32];
        for part in hash.chunks_exact_mut(8) {
            part.copy_from_slice(&self.random.next().to_be_bytes());
        }
        // Forty of one caller follow each other, as in the service's own load.
        let mut caller = [7; 32];
        caller[..8].copy_from_slice(&(self.written / 40).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        let at = i64::try_from(self.written)?;
        let mut statement = self.writer.prepare_cached(BEGIN)?;
        statement.execute(params![id, hash, hash, caller, at])?;
        Ok(id)
    }

    /// Completes it.
    pub(super) fn complete(&mut self, id: [u8; 16]) -> Result<()> {
        let mut statement = self.writer.prepare_cached(COMPLETE)?;
        statement.execute(params![id, 1])?;
        Ok(())
    }

    /// A new id; later ones are larger, as the service's are.
    fn id(&mut self) -> Result<[u8; 16]> {
        self.written += 1;
        let mut id = [0; 16];
        id[..8].copy_from_slice(&self.written.to_be_bytes());
        id[8..].copy_from_slice(&self.random.next().to_be_bytes());
        Ok(id)
    }
}
