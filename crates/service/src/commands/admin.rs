//! `admin`: what an operator does to accounts. While a service runs it does it; while none does, this program does.

use super::{say, self_check};
use crate::settings::Settings;
use accounts::operator_list::OperatorList;
use ambient::{OsRandom, SystemClock};
use anyhow::Context;
use clap::Subcommand;
use contract::{Secret, login::Decide};
use service::operator::{OperatorCommand, OperatorKey, operate};
use std::{
    io::{self, BufRead, IsTerminal, Read, Write},
    sync::Arc,
};

/// What an operator does.
#[derive(Subcommand)]
pub enum Act {
    /// Lock an account: its owner can read and sign in, and change nothing that matters.
    Lock {
        /// Its username.
        name: String,
        /// Why, in words that its owner reads.
        #[arg(long)]
        reason: String,
    },
    /// Take the lock of an account away.
    Unlock {
        /// Its username.
        name: String,
    },
    /// Decide about a frozen account, where neither a recovery code nor the mailbox of its contact e-mail is left. It cannot
    /// be taken back.
    Decide {
        /// Its username.
        name: String,
        /// Give the account back to the Microsoft account from before the change, or leave it to the one from after.
        #[arg(value_enum)]
        what: What,
        /// Why, in words that its owner reads.
        #[arg(long)]
        reason: String,
    },
    /// Revoke an API key that was found in public, for ever, and mail its holder. Without --id the key is read from the
    /// standard input: what stands on a command line is seen by others on the computer and kept by the shell.
    RevokeKey {
        /// The key's id, where its text is not known.
        #[arg(long)]
        id: Option<String>,
        /// Where it was found: the address of a page, or words. Its holder reads it.
        #[arg(long, value_name = "WHERE")]
        found: Option<String>,
    },
    /// Give an account another username. Nobody can ever take the old one again.
    Rename {
        /// The username that it has.
        old: String,
        /// The username that it gets.
        new: String,
    },
    /// Delete an account at once, with all that hangs on it. It cannot be taken back.
    Delete {
        /// Its username.
        name: String,
        /// The username again.
        #[arg(long, value_name = "NAME")]
        confirm: String,
        /// Leave packages listed that nobody owns any more.
        #[arg(long)]
        keep_listed: bool,
    },
    /// List the accounts that asked for another username.
    NameRequests,
    /// Refuse an account's request for another username.
    RefuseName {
        /// Its username.
        name: String,
        /// Why not, in words that its owner reads.
        #[arg(long)]
        reason: String,
    },
    /// Sign in at the provider yourself, see what it sends, and keep what was seen: two-factor is off before that.
    CheckSignIn {
        /// Ask for no second factor, and learn nothing about one.
        #[arg(long)]
        without_second_factor: bool,
    },
    /// Addresses whose accounts may use a password although passwords are off or discontinued.
    PasswordException {
        /// What to do with the list.
        #[command(subcommand)]
        act: OnList,
    },
    /// Addresses for which passwords are discontinued.
    PasswordDiscontinued {
        /// What to do with the list.
        #[command(subcommand)]
        act: OnList,
    },
    /// Domains of addresses for which passwords are discontinued; `*` is every domain.
    PasswordDiscontinuedDomain {
        /// What to do with the list.
        #[command(subcommand)]
        act: OnList,
    },
    /// Addresses whose accounts are asked to become organizations.
    ForcedConversion {
        /// What to do with the list.
        #[command(subcommand)]
        act: OnList,
    },
    /// Pairs "domain tenant": organizations with an address of the domain take only members of the tenant.
    TenantPair {
        /// What to do with the list.
        #[command(subcommand)]
        act: OnList,
    },
}

/// What becomes of a change of the login.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum What {
    /// It is undone.
    Undo,
    /// It stays, for good.
    Keep,
}

/// What an operator does with a list.
#[derive(Subcommand)]
pub enum OnList {
    /// Put a text on it.
    Add {
        /// The text.
        text: String,
    },
    /// Take a text off it.
    Remove {
        /// The text.
        text: String,
    },
    /// Say what is on it.
    List,
}

impl OnList {
    fn command(&self, list: OperatorList) -> OperatorCommand {
        let name = list.as_str().to_owned();
        match self {
            Self::Add { text } => OperatorCommand::List {
                list: name,
                text: text.clone(),
                on: true,
            },
            Self::Remove { text } => OperatorCommand::List {
                list: name,
                text: text.clone(),
                on: false,
            },
            Self::List => OperatorCommand::ShowList { list: name },
        }
    }
}

/// Does it and prints a sentence about it.
///
/// # Errors
/// It was refused, or neither service nor database can be had.
pub fn run(act: &Act, settings: Settings) -> anyhow::Result<()> {
    let command = match act {
        Act::CheckSignIn { without_second_factor } => return self_check::run(!without_second_factor, settings),
        Act::Lock { name, reason } => OperatorCommand::Lock {
            username: name.clone(),
            reason: reason.clone(),
        },
        Act::Unlock { name } => OperatorCommand::Unlock { username: name.clone() },
        Act::Decide { name, what, reason } => OperatorCommand::Decide {
            username: name.clone(),
            decide: match what {
                What::Undo => Decide::Undo,
                What::Keep => Decide::Keep,
            },
            reason: reason.clone(),
        },
        Act::RevokeKey { id, found } => OperatorCommand::RevokeKey {
            key: match id {
                Some(id) => OperatorKey::of_id(id)?,
                None => OperatorKey::of_text(typed_key()?.expose())?,
            },
            found: found.clone(),
        },
        Act::Rename { old, new } => OperatorCommand::Rename {
            from: old.clone(),
            to: new.clone(),
        },
        Act::Delete {
            name,
            confirm,
            keep_listed,
        } => OperatorCommand::Delete {
            username: name.clone(),
            typed: confirm.clone(),
            unlist_orphans: !keep_listed,
        },
        Act::NameRequests => OperatorCommand::NameRequests,
        Act::RefuseName { name, reason } => OperatorCommand::RefuseName {
            username: name.clone(),
            reason: reason.clone(),
        },
        Act::PasswordException { act } => act.command(OperatorList::PasswordException),
        Act::PasswordDiscontinued { act } => act.command(OperatorList::PasswordDiscontinued),
        Act::PasswordDiscontinuedDomain { act } => act.command(OperatorList::PasswordDiscontinuedDomain),
        Act::ForcedConversion { act } => act.command(OperatorList::ForcedConversion),
        Act::TenantPair { act } => act.command(OperatorList::TenantPair),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (clock, random) = (Arc::new(SystemClock), Arc::new(OsRandom));
    let done = runtime.block_on(operate(
        settings.configuration_without_sending()?,
        clock,
        random,
        &command,
    ))?;
    say(done)
}

/// How many bytes of the standard input are read for a key.
const KEY_INPUT: u64 = 1024;

/// The first line of the standard input.
fn typed_key() -> anyhow::Result<Secret> {
    let input = io::stdin();
    if input.is_terminal() {
        writeln!(io::stderr(), "Paste the key, and press Enter:").ok();
    }
    let mut line = String::new();
    let read = input.lock().take(KEY_INPUT).read_line(&mut line);
    let line = Secret::new(line);
    read.context("the key cannot be read from the standard input")?;
    Ok(line)
}
