//! What was acknowledged, and so must be found after every kill.

use std::collections::BTreeMap;

/// What was acknowledged. A number of mails is a range: what was not answered may have been done.
#[derive(Default)]
pub struct Ledger {
    /// Usernames.
    pub accounts: Vec<String>,
    /// Tokens of sessions that are open.
    pub open: Vec<String>,
    /// Tokens of sessions that were ended.
    pub ended: Vec<String>,
    /// Addresses that were confirmed, by the code of a mail, which works once.
    pub confirmed: Vec<String>,
    /// Texts of API keys that work.
    pub keys: Vec<String>,
    /// Texts of API keys that were revoked.
    pub revoked: Vec<String>,
    /// How many rows a statement counts about somebody or something.
    pub counts: BTreeMap<(&'static str, String), i64>,
    /// By recipient: how many mails were acknowledged, and how many asked for.
    pub mails: BTreeMap<String, (u64, u64)>,
    /// The kinds of commands that were acknowledged, and how often each was.
    pub kinds: BTreeMap<&'static str, u64>,
    answers: u64,
}

impl Ledger {
    /// How many requests were answered well.
    pub fn acknowledged(&self) -> u64 {
        self.answers
    }

    /// Counts an answer.
    pub fn answered(&mut self) {
        self.answers += 1;
    }

    /// What a statement counts may be another number from here on, although nobody has heard so.
    pub fn doubt(&mut self, sql: &'static str, about: &str) {
        self.counts.remove(&(sql, about.to_owned()));
    }

    /// What a statement counts was acknowledged.
    pub fn claim(&mut self, sql: &'static str, about: &str, count: i64) {
        self.counts.insert((sql, about.to_owned()), count);
    }

    /// Nothing is known any more of what is counted about somebody: they have another name from here on, or are gone.
    pub fn doubt_all(&mut self, about: &str) {
        self.counts.retain(|(_, other), _| other != about);
        self.accounts.retain(|name| name != about);
    }

    pub fn mail(&mut self, to: &str, acknowledged: u64, asked: u64) {
        let entry = self.mails.entry(to.to_owned()).or_default();
        *entry = (entry.0 + acknowledged, entry.1 + asked);
    }
}
