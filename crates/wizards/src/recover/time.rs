//! What time does to it: a wait ends, and so does a recovery session.

use super::{At, Recover};
use crate::{Scene, convert::Convert};

impl Recover {
    /// A wait whose time is over is waited for no more.
    pub(super) fn end_wait(&mut self, scene: &Scene) {
        if self.at == At::Waiting && self.waits_until.is_some_and(|until| until <= scene.now) {
            self.go(At::Waited);
        }
    }

    pub(super) fn look_again(&mut self, scene: &Scene) {
        self.end_wait(scene);
        // What would change may be something else by now.
        if self.at == At::Check {
            self.decision.look_again();
        }
    }

    /// Whether the recovery session has run out on a page that needs it.
    pub(super) fn is_expired(&self, scene: &Scene) -> bool {
        let needs = match self.at {
            At::New | At::MakeOne | At::Conflict | At::LinkCode | At::Keep | At::Check => true,
            At::Converting => self.converting().is_some_and(Convert::needs_session),
            _ => false,
        };
        let over = self.session.as_ref().is_some_and(|session| session.until <= scene.now);
        self.at == At::Expired || (needs && over && !self.decision.is_pressed() && !self.decision.unsure)
    }
}
