//! The browser's return. Three ways lead here: the deep link, loopback, and the pasted address. The first valid one
//! wins.

use super::App;
use crate::{
    attempt::WayBack,
    loopback::{Arrival, Verdict},
    sign_in::Fact,
};
use contract::{Code, Problem};
use microsoft::{
    callback::{Callback, Outcome, parse_pasted},
    catalogue,
    provider::Provider,
};
use std::sync::Arc;
use tokio::sync::oneshot;

/// How many links may wait until the attempts were read from the keyring.
const EARLY_LIMIT: usize = 16;

/// By which way a callback came; a loopback one wants a verdict.
pub(super) enum Came {
    Link,
    Pasted,
    Loopback(oneshot::Sender<Verdict>),
}

impl App {
    /// A link arrived. Only a well-formed one that a sign-in here waits for does anything.
    pub(super) fn on_link(&mut self, link: &str) {
        if let Ok(callback) = self.inbox.accept(link, self.now()) {
            self.on_callback(callback);
        }
    }

    /// A well-formed link. Where the attempts of an earlier run are not read yet, it may belong to one of them.
    pub(super) fn on_callback(&mut self, callback: Callback) {
        match (self.waiting_for(&callback), &mut self.early) {
            (Some(wizard), _) => self.consider(&wizard, callback, Came::Link),
            (None, Some(early)) if early.callbacks.len() < EARLY_LIMIT => early.callbacks.push(callback),
            (None, _) => self.inbox.count_unexpected(),
        }
    }

    /// Something arrived over loopback.
    pub(super) fn on_loopback(&mut self, wizard: &str, arrival: Arrival) {
        let open = self.loopbacks.get(wizard);
        let came = Came::Loopback(arrival.verdict);
        if open.is_some_and(|open| arrival.callback.matches_state(&open.way_back.state)) {
            self.consider(wizard, arrival.callback, came);
        } else {
            self.refuse(wizard, came);
        }
    }

    /// The person pasted the address on which the browser ended.
    pub(super) fn paste_address(&mut self, id: &str, text: &str) {
        self.step(id, Fact::TriedAgain);
        let Ok(callback) = parse_pasted(text) else {
            return self.step(id, Fact::Hindered(Code::PastedAddressInvalid.into()));
        };
        match self.way_back_of(id, &callback) {
            Some(_) => self.consider(id, callback, Came::Pasted),
            None => self.refuse(id, Came::Pasted),
        }
    }

    /// The wizard whose deep link has this state.
    fn waiting_for(&self, callback: &Callback) -> Option<String> {
        let found = self.model.sign_ins.iter().find(|wizard| {
            let way_back = self.way_back_of(&wizard.id, callback);
            way_back.is_some_and(|way_back| way_back.is_deep_link())
        });
        found.map(|wizard| wizard.id.clone())
    }

    /// The way back of a wizard that still waits, of either kind, that has this state.
    fn way_back_of(&self, id: &str, callback: &Callback) -> Option<WayBack> {
        self.model.sign_in(id).filter(|wizard| wizard.awaits_the_browser())?;
        let deep_link = self.attempts.get(id).and_then(|attempt| attempt.way_back.clone());
        let loopback = self.loopbacks.get(id).map(|open| open.way_back.clone());
        let mut ways = [deep_link, loopback].into_iter().flatten();
        ways.find(|way_back| callback.matches_state(&way_back.state))
    }

    /// The state is right; now the issuer must be, before anything is used up.
    fn consider(&mut self, id: &str, callback: Callback, came: Came) {
        let Some(attempt) = self.attempts.get(id) else { return };
        let provider = self.provider_of(id, attempt);
        let id = id.to_owned();
        self.spawn(async move {
            let provider = provider.await;
            move |app: &mut App| match provider {
                Ok(provider) => app.on_return(&id, callback, came, provider),
                Err(problem) => app.step(&id, Fact::Hindered(problem)),
            }
        });
    }

    fn on_return(&mut self, id: &str, callback: Callback, came: Came, provider: Arc<Provider>) {
        // Asked again: another return may have won meanwhile.
        let way_back = self
            .way_back_of(id, &callback)
            .filter(|_| callback.came_from(&provider));
        let Some(way_back) = way_back else {
            return self.refuse(id, came);
        };
        if let Came::Loopback(verdict) = came {
            let _ = verdict.send(Verdict::Accepted);
        }
        self.ports.window.show();
        match callback.outcome {
            Outcome::Refused { error, description } => {
                self.step(id, Fact::Failed(catalogue::problem(&error, &description)));
            }
            Outcome::Code(code) => self.complete(id, way_back, code, provider),
        }
    }

    /// A callback of another issuer or sign-in, or a late one: inert, but whoever brought it is told.
    fn refuse(&mut self, id: &str, came: Came) {
        match came {
            Came::Link => self.inbox.count_unexpected(),
            Came::Pasted => self.step(id, Fact::Hindered(Problem::from(Code::PastedAddressForeign))),
            // Its page must not say that it is done.
            Came::Loopback(verdict) => {
                self.inbox.count_unexpected();
                let _ = verdict.send(Verdict::Ignored);
            }
        }
    }
}
