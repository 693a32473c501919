//! What was open, and stays open for as long.

use super::{Away, Given};
use accounts::{
    contact::UNDO_SECONDS,
    conversion::WAITING_SECONDS,
    mailed_act::ActKind,
    recovery::{RETURN_SECONDS, WAIT_SECONDS},
};
use rusqlite::{Connection, Result, params};

/// A second in microseconds.
const SECOND: i64 = 1_000_000;

/// The links by which something is taken back or stopped: they work as long as that can be.
const LINKS: [ActKind; 5] = [
    ActKind::FreezeAccount,
    ActKind::UndoAddress,
    ActKind::KeepAccount,
    ActKind::StopConversion,
    ActKind::StopRecovery,
];

impl Away {
    /// Gives this time back to whatever was open when it began. Nothing is open for longer than if it began now (of
    /// deletions it is not known here how long that is), so that who restores a backup of what was restored gives the
    /// same time once. The caller sees to the transaction.
    ///
    /// # Errors
    /// SQLite failed.
    pub fn give_back(self, c: &Connection) -> Result<Given> {
        // Whether an address still stands is told by when the login was changed (rule 5.38), so these come first.
        let address_changes = self.address_changes(c)?;
        let given = Given {
            login_changes: self.login_changes(c)?,
            address_changes,
            deletions: self.deletions(c)?,
            conversions: self.conversions(c)?,
            recoveries: self.recoveries(c)?,
        };
        for kind in LINKS {
            let sql = "UPDATE mailed_acts SET expires_at = expires_at + ?1 WHERE kind = ?2 AND expires_at > ?3";
            c.execute(sql, params![self.micros(), kind.as_str(), self.since.as_micros()])?;
        }
        Ok(given)
    }

    fn login_changes(self, c: &Connection) -> Result<usize> {
        let sql = "SELECT id, account, made_at FROM login_changes
            WHERE state IN ('open', 'frozen', 'contested') AND ends_at > ?1";
        let open: Vec<(Vec<u8>, Vec<u8>, i64)> = c
            .prepare(sql)?
            .query_map([self.since.as_micros()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_>>()?;
        for (change, account, made_at) in &open {
            self.login_change(c, change, account, *made_at)?;
        }
        Ok(open.len())
    }

    /// The change begins later, and so does what was made or seen since it: a key that undoing revokes and that waits
    /// until then (rules 9.18, 13.26), and an installation that was not known before it (rule 7.5). Else whoever made
    /// the change would keep what they made with it.
    fn login_change(self, c: &Connection, change: &[u8], account: &[u8], made_at: i64) -> Result<()> {
        let now = self.now.as_micros();
        let later = self.micros().min(now - made_at).max(0);
        // The deletion that the same act began is known by the time that both have (rules 9.39, 14.20).
        let sql =
            "UPDATE deletions SET requested_at = requested_at + ?1 WHERE login_moved_to = ?2 AND requested_at = ?3";
        c.execute(sql, params![later, account, made_at])?;
        let sql = "UPDATE login_changes SET made_at = made_at + ?1, ends_at = ends_at + ?1 WHERE id = ?2";
        c.execute(sql, params![later, change])?;
        let sql = "UPDATE keys SET made_at = min(made_at + ?1, ?2)
            WHERE holder = ?3 AND made_at >= ?4 AND revoked_at IS NULL AND expires_at > ?2";
        c.execute(sql, params![later, now, account, made_at])?;
        let sql = "UPDATE places SET seen_at = min(seen_at + ?1, ?2) WHERE account = ?3 AND seen_at >= ?4";
        c.execute(sql, params![later, now, account, made_at])?;
        let sql = "UPDATE accounts SET login_change_until = (SELECT max(c.ends_at) FROM login_changes c
                WHERE c.account = accounts.id AND c.state IN ('open', 'frozen', 'contested')) WHERE id = ?1";
        c.execute(sql, [account])?;
        Ok(())
    }

    /// When it was made stays: what was asked for since is ended by that time (rule 5.31), and stays after it. Those
    /// whose time stands still while a change of the login can be undone are open, too (rule 5.38).
    fn address_changes(self, c: &Connection) -> Result<usize> {
        let sql = "UPDATE address_changes SET ends_at = min(ends_at + ?1, max(ends_at, ?2)) WHERE ends_at > ?3
            OR EXISTS (SELECT 1 FROM login_changes l WHERE l.account = address_changes.account AND l.ends_at > ?3
                AND l.state IN ('open', 'frozen', 'contested') AND l.made_at < address_changes.ends_at)";
        self.move_ends(c, sql, UNDO_SECONDS)
    }

    fn deletions(self, c: &Connection) -> Result<usize> {
        let sql = "UPDATE deletions SET due_at = due_at + ?1 WHERE due_at > ?2";
        let moved = c.execute(sql, [self.micros(), self.since.as_micros()])?;
        let sql = "UPDATE accounts SET deletion_at = (SELECT d.due_at FROM deletions d WHERE d.account = accounts.id)
            WHERE id IN (SELECT account FROM deletions WHERE due_at > ?1)";
        c.execute(sql, [self.since.as_micros()])?;
        Ok(moved)
    }

    /// One that nobody has accepted takes nothing from anybody, and is asked for again.
    fn conversions(self, c: &Connection) -> Result<usize> {
        let sql = "UPDATE conversions SET effective_at = min(effective_at + ?1, max(effective_at, ?2))
            WHERE effective_at > ?3";
        self.move_ends(c, sql, WAITING_SECONDS)
    }

    /// Who waits, and who has waited and may come back; removed as long after the wait as else (rule 10.29).
    fn recoveries(self, c: &Connection) -> Result<usize> {
        let now = self.now.as_micros();
        let sql = "UPDATE recoveries SET waits_until = min(waits_until + ?1, max(waits_until, ?2)),
                made_at = min(made_at + ?1, max(made_at, ?3)) WHERE waits_until > ?4";
        let latest = self.now.plus_secs(WAIT_SECONDS).as_micros();
        let waiting = self.since.as_micros() - RETURN_SECONDS * SECOND;
        c.execute(sql, [self.micros(), latest, now, waiting])
    }

    /// Runs a statement that takes how much later something ends, when at the latest, and the end after which it was
    /// open.
    fn move_ends(self, c: &Connection, sql: &str, longest: i64) -> Result<usize> {
        let latest = self.now.plus_secs(longest).as_micros();
        c.execute(sql, [self.micros(), latest, self.since.as_micros()])
    }
}
