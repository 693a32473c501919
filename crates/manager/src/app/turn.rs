//! One input after another: what the app's task does until it is stopped.

use super::App;
use crate::{loopback::Arrival, view};
use contract::{
    Timestamp,
    desktop::{Action, View},
};
use std::time::Duration;
use tokio::sync::oneshot;

/// What a background task wants done to the state once it knows its answer.
pub(super) type Update = Box<dyn FnOnce(&mut App) + Send>;

pub(super) enum Input {
    Act(Box<Action>, oneshot::Sender<View>),
    Link(String),
    Loopback(String, Arrival),
    Update(Update),
    Begin,
    Stop,
}

/// The shortest and the longest wait for a deadline. The longest is short, because a computer that sleeps does not
/// count: the deadline is looked at again soon after it wakes.
const TICKS: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(30));

/// The longest wait for a look at nuget.org, whose time matters less.
const LOOKS: Duration = Duration::from_secs(600);

/// How long the app's end waits for what was asked of the keyring.
const LAST_WORDS: Duration = Duration::from_secs(5);

impl App {
    /// Runs until [`super::AppHandle::stop`], and then until what was asked of the keyring and the databases is done.
    pub async fn run(mut self) {
        let keyring = self.keyring.start();
        self.handle_inputs().await;
        let scrubbing = self.scrubbing.take();
        drop(self);
        for last in keyring.into_iter().chain(scrubbing) {
            let _ = tokio::time::timeout(LAST_WORDS, last).await;
        }
    }

    async fn handle_inputs(&mut self) {
        loop {
            let deadline = self.until_next_deadline();
            let input = tokio::select! {
                input = self.received.recv() => input,
                () = tokio::time::sleep(deadline.unwrap_or_default()), if deadline.is_some() => Some(Input::Update(Box::new(App::tick))),
            };
            match input {
                None | Some(Input::Stop) => return,
                Some(input) => self.handle(input),
            }
        }
    }

    fn handle(&mut self, input: Input) {
        match input {
            Input::Act(action, answer) => {
                self.act(*action);
                let _ = answer.send(self.publish());
                return;
            }
            Input::Link(link) => self.on_link(&link),
            Input::Loopback(wizard, arrival) => self.on_loopback(&wizard, arrival),
            Input::Update(update) => update(self),
            Input::Begin => self.begin(),
            Input::Stop => {}
        }
        self.publish();
    }

    /// Runs work beside the app; what it returns is done to the state when it is ready. Where the work panics nobody
    /// waits for ever.
    pub(super) fn spawn<F, U>(&self, work: F)
    where
        F: Future<Output = U> + Send + 'static,
        U: FnOnce(&mut App) + Send + 'static,
    {
        let inputs = self.inputs.clone();
        tokio::spawn(async move {
            let update: Update = match tokio::spawn(work).await {
                Ok(update) => Box::new(update),
                Err(error) if error.is_panic() => Box::new(App::on_crashed_work),
                Err(_) => return,
            };
            let _ = inputs.send(Input::Update(update));
        });
    }

    fn publish(&mut self) -> View {
        self.revision += 1;
        let view = view::view(&self.model, self.revision, self.now());
        let unchanged = View {
            revision: self.revision,
            ..self.views.borrow().clone()
        } == view;
        if unchanged {
            self.revision -= 1;
            return self.views.borrow().clone();
        }
        self.views.send_replace(view.clone());
        view
    }

    /// Until the nearest deadline; nothing where none waits, so that an idle app has no timer.
    fn until_next_deadline(&self) -> Option<Duration> {
        let wizards = self
            .model
            .sign_ins
            .iter()
            .filter_map(crate::sign_in::SignInWizard::deadline)
            .chain(self.model.wizards.iter().filter_map(|wizard| self.looks_at(wizard)))
            .min();
        let waits = [(wizards, TICKS.1), (self.next_look(), LOOKS)];
        waits
            .into_iter()
            .filter_map(|(at, longest)| Some(self.until(at?, longest)))
            .min()
    }

    /// Until this time, but neither no time at all nor longer than this.
    fn until(&self, at: Timestamp, longest: Duration) -> Duration {
        let micros = u64::try_from(at.as_micros() - self.now().as_micros()).unwrap_or(0);
        Duration::from_micros(micros).clamp(TICKS.0, longest)
    }
}
