//! An offer of ownership, answered and withdrawn.

use crate::world::World;
use accounts::package::{AnswerOffer, OfferAnswer, RemoveOwner, SetListed};
use contract::Timestamp;

pub fn answer(world: &World, number: u8, answer: OfferAnswer) -> AnswerOffer {
    AnswerOffer {
        caller: world.caller(number),
        offer: world.waiting().id,
        answer,
    }
}

pub fn remove(world: &World, number: u8, package: &str, username: &str) -> RemoveOwner {
    RemoveOwner {
        caller: world.caller(number),
        package: package.to_owned(),
        username: username.to_owned(),
    }
}

pub fn listing(world: &World, number: u8, listed: bool) -> SetListed {
    SetListed {
        caller: world.caller(number),
        package: "One".to_owned(),
        listed,
    }
}

pub fn micro(time: Timestamp, micros: i64) -> Timestamp {
    Timestamp::from_micros(time.as_micros() + micros)
}
