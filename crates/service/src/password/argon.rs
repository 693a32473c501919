//! Hashes as they are made today: argon2id, version 19, 19 MiB, two passes, one lane (OWASP Password Storage), written
//! as a PHC string.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use contract::Secret;
use std::cell::RefCell;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// How many bytes of salt.
pub const SALT: usize = 16;

const OUTPUT: usize = 32;

/// Memory in KiB, passes, lanes.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// The most that a stored hash may cost, so that none that was put there by a mistake stops the service.
const MOST: (u32, u32, u32) = (128 * 1024, 10, 4);

const PREFIX: &str = "$argon2id$v=19$";

/// A hash of the form that is written here.
struct Stored {
    cost: (u32, u32, u32),
    salt: Vec<u8>,
    hash: Vec<u8>,
}

impl Stored {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix(PREFIX)?.split('$');
        let (cost, salt, hash) = (parts.next()?, parts.next()?, parts.next()?);
        let stored = Self {
            cost: cost_in(cost)?,
            salt: STANDARD_NO_PAD.decode(salt).ok()?,
            hash: STANDARD_NO_PAD.decode(hash).ok()?,
        };
        let (memory, passes, lanes) = stored.cost;
        let fits = memory <= MOST.0 && passes <= MOST.1 && lanes <= MOST.2;
        let sized = (8..=64).contains(&stored.salt.len()) && (16..=64).contains(&stored.hash.len());
        (parts.next().is_none() && fits && sized).then_some(stored)
    }
}

fn cost_in(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split(',');
    let mut number = |name| parts.next()?.strip_prefix(name)?.parse().ok();
    let cost = (number("m=")?, number("t=")?, number("p=")?);
    parts.next().is_none().then_some(cost)
}

thread_local! {
    /// The memory that hashing takes, kept for the next one. So large a piece that is given back each time is soon dotted
    /// with what others allocate, and the next one is taken elsewhere: ten times as much was seen. One thread hashes.
    static BLOCKS: RefCell<Vec<Block>> = const { RefCell::new(Vec::new()) };
}

fn derive(password: &Secret, salt: &[u8], cost: (u32, u32, u32), length: usize) -> Option<Zeroizing<Vec<u8>>> {
    let params = Params::new(cost.0, cost.1, cost.2, Some(length)).ok()?;
    let mut output = Zeroizing::new(vec![0; length]);
    let made = BLOCKS.with_borrow_mut(|blocks| {
        let count = params.block_count();
        blocks.try_reserve_exact(count.saturating_sub(blocks.len())).ok()?;
        blocks.resize(count, Block::default());
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let made = argon.hash_password_into_with_memory(password.expose().as_bytes(), salt, &mut output, &mut *blocks);
        if cost != COST {
            // What one old hash takes is not kept for all others.
            *blocks = Vec::new();
        }
        made.ok()
    });
    if made.is_none() {
        tracing::error!("a password could not be hashed");
    }
    made.map(|()| output)
}

/// Whether a stored text is of this kind.
pub fn is_one(stored: &str) -> bool {
    stored.starts_with(PREFIX)
}

/// Whether it costs what a new one does.
pub fn is_of_today(stored: &str) -> bool {
    Stored::parse(stored).is_some_and(|stored| stored.cost == COST)
}

/// Whether it is the password's, in constant time. What cannot be read is nobody's, and takes as long.
pub fn is_right(stored: &str, password: &Secret) -> bool {
    let Some(stored) = Stored::parse(stored) else {
        tracing::error!("a stored hash of a password cannot be read");
        derive(password, &[0; SALT], COST, OUTPUT);
        return false;
    };
    let found = derive(password, &stored.salt, stored.cost, stored.hash.len());
    found.is_some_and(|found| found.ct_eq(&stored.hash).into())
}

/// The hash of a password; nothing where memory is missing.
pub fn hash(password: &Secret, salt: &[u8; SALT]) -> Option<String> {
    let hash = derive(password, salt, COST, OUTPUT)?;
    let (memory, passes, lanes) = COST;
    let (salt, hash) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(&*hash));
    Some(format!("{PREFIX}m={memory},t={passes},p={lanes}${salt}${hash}"))
}
