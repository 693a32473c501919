//! Opening the page that a step at nuget.org is about: by a press, and never by itself.

use crate::{app::App, view::site_page};
use contract::{Code, Secret, desktop::wizard::Choice};
use wizards::Input;

impl App {
    /// Opens the page that the step is about, off the app's task, since starting a browser may take its time.
    pub(super) fn open_page(&mut self, id: &str) {
        let scene = self.scene(id);
        let sheet = self.model.wizard(id).map(|wizard| wizard.sheet(&scene));
        let Some(address) = sheet.and_then(|sheet| site_page::address_of(&self.model, &sheet)) else {
            return;
        };
        let choice = Choice::OpenPage;
        self.feed(id, Input::Chose { choice, target: None });
        let (ports, id) = (self.ports.clone(), id.to_owned());
        self.spawn(async move {
            let address = Secret::new(address.into());
            let opened = tokio::task::spawn_blocking(move || ports.browser.open(&address)).await;
            move |app: &mut App| {
                let problem = match opened {
                    Ok(Ok(())) => return,
                    Ok(Err(problem)) => problem,
                    Err(_) => Code::BrowserNotOpened.into(),
                };
                if app.model.wizard(&id).is_some() {
                    app.model.form_mut(&id).refusal = Some(problem);
                }
            }
        });
    }
}
