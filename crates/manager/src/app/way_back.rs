//! "Nothing happened?": a second authorization request, whose way back is a port of this computer.

use super::{App, Input, sign_in::address_of};
use crate::{
    attempt::{OpenAttempt, WayBack},
    loopback::{Arrival, Loopback},
    ports::Ports,
    sign_in::Fact,
    words::Tongue,
};
use contract::{Code, Problem, Secret};
use microsoft::{callback::loopback_redirect, provider::Provider};
use tokio::sync::mpsc;

/// The way back over loopback: its own authorization request, beside the deep link's.
pub(super) struct OpenLoopback {
    /// Listens until it is dropped.
    _listener: Loopback,
    pub(super) way_back: WayBack,
}

impl App {
    /// Opens the way back over loopback, or the browser again where it is open already.
    pub(super) fn return_over_loopback(&mut self, id: &str) {
        let Some(attempt) = self.attempts.get(id).cloned() else {
            return;
        };
        let open = self.loopbacks.get(id).map(|open| open.way_back.clone());
        let (run, provider) = (self.run_of(id), self.provider_of(id, &attempt));
        let (ports, inputs, wizard) = (self.ports.clone(), self.inputs.clone(), id.to_owned());
        let tongue = self.tongue();
        self.spawn(async move {
            let opened = async {
                let provider = provider.await?;
                match open {
                    Some(way_back) => Ok((None, address_of(&attempt, &provider, &way_back)?)),
                    None => listen(&ports, tongue, inputs, &wizard, &attempt, &provider).await,
                }
            };
            let opened = opened.await;
            move |app: &mut App| match opened {
                _ if !app.is_run(&wizard, run) => {}
                Ok((open, address)) => app.on_loopback_open(&wizard, open, address),
                Err(problem) => app.step(&wizard, Fact::Hindered(problem)),
            }
        });
    }

    fn on_loopback_open(&mut self, id: &str, open: Option<OpenLoopback>, address: Secret) {
        let waits = self.model.sign_in(id).is_some_and(|wizard| wizard.awaits_the_browser());
        // Of two presses the first one's port stays, so that its page in the browser keeps its way back.
        let is_second = open.is_some() && self.loopbacks.contains_key(id);
        if !waits || is_second {
            return;
        }
        if let Some(open) = open {
            self.loopbacks.insert(id.to_owned(), open);
            self.model.form_mut(id).loopback_open = true;
        }
        self.open_browser(id, address);
    }

    /// Closes the port. An answer that is under way still reaches the browser.
    pub(super) fn close_loopback(&mut self, id: &str) {
        self.loopbacks.remove(id);
        if let Some(form) = self.model.forms.get_mut(id) {
            form.loopback_open = false;
        }
    }
}

async fn listen(
    ports: &Ports,
    tongue: Tongue,
    inputs: mpsc::UnboundedSender<Input>,
    wizard: &str,
    attempt: &OpenAttempt,
    provider: &Provider,
) -> Result<(Option<OpenLoopback>, Secret), Problem> {
    let (arrivals, mut received) = mpsc::channel::<Arrival>(4);
    let listener = Loopback::listen(arrivals, tongue)
        .await
        .map_err(|error| Problem::new(Code::LoopbackUnavailable, error.to_string()))?;
    let wizard = wizard.to_owned();
    tokio::spawn(async move {
        while let Some(arrival) = received.recv().await {
            let _ = inputs.send(Input::Loopback(wizard.clone(), arrival));
        }
    });
    let way_back = WayBack {
        state: ambient::random_secret(ports.random.as_ref(), 32),
        verifier: ambient::random_secret(ports.random.as_ref(), 32),
        redirect_uri: loopback_redirect(provider, listener.port()),
    };
    let address = address_of(attempt, provider, &way_back)?;
    let open = OpenLoopback {
        _listener: listener,
        way_back,
    };
    Ok((Some(open), address))
}
