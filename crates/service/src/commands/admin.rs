//! `admin`: what an operator does to accounts. While a service runs it does it; while none does, this program does.

mod grammar;

pub use grammar::Act;

use super::{say, self_check};
use crate::settings::Settings;
use accounts::operator_list::OperatorList;
use ambient::{OsRandom, SystemClock};
use anyhow::Context;
use contract::{Secret, login::Decide};
use grammar::What;
use service::operator::{OperatorCommand, OperatorKey, operate};
use std::{
    io::{self, BufRead, IsTerminal, Read, Write},
    sync::Arc,
};

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
    say(done(&command, settings)?)
}

/// Has it done, by the service that runs or here, and gives the sentence about it.
fn done(command: &OperatorCommand, settings: Settings) -> anyhow::Result<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (clock, random) = (Arc::new(SystemClock), Arc::new(OsRandom));
    let configuration = settings.configuration_without_sending()?;
    Ok(runtime.block_on(operate(configuration, clock, random, command))?)
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
