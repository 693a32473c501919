//! Whatever happens while an account is opened, in the real app at a real gallery: one account, under a name that was
//! pressed, and the app leads to it.

use crate::{
    register::register,
    support::{Computer, Fault, PRACTICE, Running, came_back, registering, settled},
};
use ambient::Random;
use axum::http::Method;
use contract::desktop::{Action, View, view::KeyringStatus};
use practice::cast::ACCOUNT3;
use testkit::SeededRandom;

/// What may be typed; the first is another account's.
const NAMES: [&str; 4] = ["mynugetaccount1", "MyNuGetAccount3", "MyNuGetAccont3", "Okafor"];

/// How many stories there are, and how much happens in each.
const STORIES: u64 = 4;
const LENGTH: usize = 12;

struct Story {
    computer: Computer,
    /// The app while it runs.
    running: Option<Running>,
    /// The link that brought somebody back.
    link: String,
    random: SeededRandom,
    pressed: Vec<&'static str>,
}

/// Nothing is on its way.
fn rests(view: &View) -> bool {
    settled(view).is_some() || registering(view).is_some_and(|page| !page.busy)
}

impl Story {
    async fn begin(seed: u64) -> Self {
        let computer = Computer::new().await;
        let mut app = computer.start();
        let link = app.goes(&computer, PRACTICE, ACCOUNT3.address).await;
        app.handle.offer_link(&link);
        app.shows(came_back).await;
        app.act(Action::ShowRegister).await;
        Self {
            computer,
            running: Some(app),
            link,
            random: SeededRandom::new(seed),
            pressed: Vec::new(),
        }
    }

    fn app(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    fn index(&self, below: usize) -> usize {
        let mut bytes = [0; 2];
        self.random.fill(&mut bytes);
        usize::from(u16::from_le_bytes(bytes)) % below
    }

    async fn press(&mut self) {
        let name = NAMES[self.index(NAMES.len())];
        self.pressed.push(name);
        self.app().act(register(name)).await;
    }

    async fn rest(&self) {
        self.app().until(rests).await;
    }

    /// The app is killed, and started again.
    async fn die(&mut self) {
        self.running.take().unwrap().dies().await;
        let app = self.computer.start();
        app.until(|view| view.keyring == KeyringStatus::Working).await;
        self.running = Some(app);
    }

    async fn something_happens(&mut self) {
        match self.index(8) {
            0 => self.press().await,
            1 => {
                self.computer.practice.fail_next(Fault::LoseAll("/api/v1/accounts"));
                self.press().await;
                self.rest().await;
                self.computer.practice.mend();
            }
            2 => {
                self.computer.practice.stop().await;
                self.press().await;
                self.rest().await;
                self.computer.practice.start_again().await;
            }
            3 => {
                // The second press of a double click, and the link once more.
                self.press().await;
                self.press().await;
                self.app().handle.offer_link(&self.link);
            }
            4 => self.die().await,
            5 => {
                // Killed while the gallery answers.
                let held = self.computer.practice.hold_next(Method::POST, "/api/v1/accounts");
                self.press().await;
                let asked = tokio::time::timeout(std::time::Duration::from_secs(2), held).await;
                self.die().await;
                self.computer.practice.mend();
                drop(asked);
            }
            6 => {
                self.app().act(Action::BackToIdentity).await;
                self.app().act(Action::ShowRegister).await;
            }
            _ => {
                let view = self.app().view();
                let Some(page) = registering(&view) else { return };
                let (id, username) = (page.id.clone(), NAMES[self.index(NAMES.len())].to_owned());
                let email = ACCOUNT3.address.to_owned();
                self.app().act(Action::DraftRegister { id, username, email }).await;
            }
        }
        self.rest().await;
    }

    /// Whether somebody has the name.
    async fn is_taken(&self, name: &str) -> bool {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let address = format!("{}/api/v1/usernames/{name}", self.computer.practice.address());
        let text = http.get(address).send().await.unwrap().text().await.unwrap();
        let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
        answer["available"] == false
    }

    /// From here on all goes well.
    async fn ends(&mut self) {
        for name in ["Weber", "Contoso"] {
            if settled(&self.app().view()).is_none() {
                self.pressed.push(name);
                self.app().act(register(name)).await;
                self.rest().await;
            }
        }
        let account = self.app().shows(settled).await.row.username;
        let mut opened = Vec::new();
        for name in NAMES[1..].iter().chain(&["Weber", "Contoso"]) {
            if self.is_taken(name).await {
                opened.push(*name);
            }
        }
        assert_eq!(opened, [account.as_str()], "one account, and the app leads to it");
        assert!(self.pressed.contains(&account.as_str()));
    }
}

#[tokio::test]
async fn whatever_happens_one_account_is_opened_under_a_pressed_name_and_the_app_leads_to_it() {
    for seed in 0..STORIES {
        let mut story = Story::begin(seed).await;
        for _ in 0..LENGTH {
            if settled(&story.app().view()).is_some() {
                break;
            }
            story.something_happens().await;
        }
        story.ends().await;
    }
}
