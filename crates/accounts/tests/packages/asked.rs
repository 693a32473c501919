//! What a feed asks about a key, and what it is told.

use crate::world::World;
use accounts::{
    feed::{Request, Verdict, judge},
    key::MadeKey,
};
use contract::feed::{Authorize, FeedAction};

pub fn asking(made: &MadeKey, action: FeedAction, package: &str) -> Authorize {
    Authorize {
        key: made.text.clone(),
        action,
        package: package.to_owned(),
        register: true,
        has_versions: None,
    }
}

pub fn push(made: &MadeKey, package: &str) -> Request {
    Request::read(&asking(made, FeedAction::Push, package)).unwrap()
}

pub fn verdict(world: &World, request: &Request) -> Verdict {
    judge(request, &world.rows, world.now)
}
