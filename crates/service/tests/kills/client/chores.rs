//! What there is to do, and how it is written down.

use super::{Client, Life, Person};
use crate::{kill::decision, wire::Answer};
use accounts::digest;
use serde_json::Value;

/// How the package feed is known.
pub(super) const FEED_SECRET: &str = "feed-secret-0123456789abcdef0123456789abcdef";

/// What chores are called. Each is done in a run.
pub const KINDS: [&str; 64] = [
    "make a key",
    "revoke a key",
    "make another key",
    "change a key",
    "regenerate a key",
    "choose the mails",
    "ask for another address",
    "withdraw the wish for an address",
    "ask for another username",
    "withdraw the wish for a username",
    "ask who signs in",
    "make a key for a feed",
    "unlist a package",
    "offer a package",
    "remove an owner",
    "accept an offer",
    "decline an offer",
    "withdraw an offer",
    "register a package",
    "note that a package has no versions",
    "create an organization",
    "confirm an organization's address",
    "delete an organization",
    "invite to an organization",
    "change a role",
    "ask for a conversion",
    "accept a conversion",
    "decline an invitation",
    "withdraw an invitation",
    "accept an invitation",
    "leave an organization",
    "remove a member",
    "cancel a conversion",
    "reject a conversion",
    "ask for an address to move to",
    "confirm another address",
    "make recovery codes",
    "change the login",
    "undo a change of the login",
    "delete an account",
    "keep an account",
    "forget a password",
    "reset a password",
    "sign in with a password",
    "remove a password",
    "begin a recovery",
    "confirm a recovery",
    "make codes for two-factor",
    "switch two-factor on",
    "switch two-factor off",
    "swap logins",
    "move a login",
    "lock an account",
    "unlock an account",
    "put a text on a list",
    "take a text off a list",
    "refuse a username",
    "rename an account",
    "revoke a key that was found",
    "freeze an account",
    "decide about a frozen account",
    "delete an account for the operator",
    "note what a self-check saw",
    "make a key to lose",
];

/// What the program is set to, beside what every one is.
pub fn settings() -> String {
    let hash = digest::of_text(FEED_SECRET);
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("features = ['registration', 'passwords', 'two_factor']\nfeed_secret_hashes = ['{hash}']\n")
}

/// What is asked, and what it has to come to.
pub(super) struct Chore<'a> {
    /// What it is called here.
    pub kind: &'static str,
    pub route: String,
    pub body: Value,
    /// The answers that say that it was done, and those that say that it was done before: right only where it had to be
    /// asked for again, as nobody heard the first answer.
    pub done: &'a [u16],
    pub before: &'a [u16],
    /// Whom it mails.
    pub mails: &'a [&'a str],
    /// What a statement counts about something once it was done.
    pub found: Found<'a>,
}

/// What a statement counts about something.
pub(super) type Found<'a> = Option<(&'static str, &'a str, i64)>;

impl Client {
    /// Some of them, which look random and are the same in each run. What puts an end to an account comes last, and whose
    /// account goes on is the next one's friend.
    pub(super) async fn do_chores(&mut self, life: Life, drawn: u64) {
        // Who belongs to an organization does not become one.
        let mut belongs = false;
        let first = decision(drawn) % 11;
        let second = (first + 1 + decision(drawn.wrapping_add(1)) % 10) % 11;
        for chore in [first, second] {
            match chore {
                0 => self.choose_mails(&life).await,
                1 => self.wish_for_an_address(&life).await,
                2 => self.change_and_regenerate_a_key(&life).await,
                3 if !belongs => belongs = self.keep_an_organization(&life, drawn).await,
                4 => self.look_after_a_package(&life, drawn).await,
                5 => self.wish_for_a_name(&life, drawn & 2 == 0).await,
                6 if !belongs => self.ask_for_a_conversion(&life, drawn & 1 == 0).await,
                7 => self.be_locked_for_a_while(&life).await,
                8 => self.be_listed_for_a_while(&life).await,
                9 => self.switch_two_factor_on_and_off(&life).await,
                _ => self.ask_for_help(&life).await,
            }
        }
        match decision(drawn.wrapping_add(2)) % 14 {
            0 => self.move_to_another_address(&life).await,
            1 => self.change_the_login_and_back(&life).await,
            2 => self.leave_and_stay(&life).await,
            3 => self.set_a_password(&life).await,
            4 => self.get_back_in(&life).await,
            5 if !belongs => self.become_an_organization(&life).await,
            6 => self.swap_logins(&life).await,
            7 => self.move_a_login(&life).await,
            8 => self.be_renamed(life).await,
            9 => self.be_frozen(&life, drawn & 1 == 0).await,
            10 => self.be_deleted_by_the_operator(&life).await,
            _ => self.friend = Some(life),
        }
    }

    /// Asks for it, and writes down that it may be done, and then that it is.
    pub(super) async fn chore(&mut self, person: &Person, token: Option<&str>, chore: Chore<'_>) -> Answer {
        self.asked(chore.mails, chore.found);
        let answer = self.ask(person, &chore.route, token, chore.body).await;
        let was_done = chore.done.contains(&answer.status);
        let before = answer.tries > 1 && chore.before.contains(&answer.status);
        assert!(was_done || before, "{}: {} {}", chore.route, answer.status, answer.body);
        self.done(chore.kind, chore.mails, chore.found);
        answer
    }

    /// Writes down that something may be done.
    pub(super) fn asked(&self, mails: &[&str], found: Found<'_>) {
        let mut ledger = self.ledger.lock().unwrap();
        mails.iter().for_each(|to| ledger.mail(to, 0, 1));
        if let Some((sql, about, _)) = found {
            ledger.doubt(sql, about);
        }
    }

    /// Writes down that it is.
    pub(super) fn done(&self, kind: &'static str, mails: &[&str], found: Found<'_>) {
        let mut ledger = self.ledger.lock().unwrap();
        mails.iter().for_each(|to| ledger.mail(to, 1, 0));
        if let Some((sql, about, count)) = found {
            ledger.claim(sql, about, count);
        }
        *ledger.kinds.entry(kind).or_default() += 1;
    }
}
