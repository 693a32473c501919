//! A person at the page where a username is chosen, the browser, a gallery that opens accounts, and an app that is killed.

use crate::sign_in::{Ask, Draft, Fact, Found, SignInWizard, Stage};
use contract::{
    Code, Timestamp,
    identity::{Identity, IdentityKind},
    proof::{AddressStanding, Standing},
};

/// What happens.
#[derive(Clone, Debug)]
pub enum Event {
    /// What leads on at the present stage.
    Onward,
    /// Something is typed.
    Type(usize),
    /// The button that opens the account.
    Press,
    /// The gallery answers what was asked.
    Answer,
    /// What was asked never arrives there.
    RequestLost,
    /// It does what it was asked, and the answer is lost.
    AnswerLost,
    /// It has no time.
    TooMany,
    /// Somebody else takes the name that stands in the field.
    ClaimedByAnother,
    /// The app is killed, and started again.
    Kill,
    Back,
    Restart,
    /// A fact that nobody waits for.
    Late(usize),
    Hinder,
    Fail,
    /// So many seconds pass.
    Time(i64),
}

/// The way to an account when all goes well.
pub const WAY: [Event; 7] = [
    Event::Onward,
    Event::Onward,
    Event::Onward,
    Event::Onward,
    Event::Type(1),
    Event::Press,
    Event::Answer,
];

/// What is typed; the first name is another account's.
const NAMES: [&str; 4] = ["MyNuGetAccount1", "MyNuGetAccount3", "MyNuGetAccont3", "Okafor"];

/// The gallery: who has which name, and what this sign-in's identity has.
#[derive(Clone, Debug, Default)]
struct Gallery {
    others: Vec<String>,
    /// The account that was opened, and with which of the sign-ins.
    opened: Option<(Draft, u32)>,
}

impl Gallery {
    fn is_free(&self, name: &str) -> bool {
        let mine = self.opened.as_ref().is_some_and(|(opened, _)| opened.username == name);
        !mine && !self.others.iter().any(|other| other == name)
    }

    /// Opens an account with a sign-in's proof, once: the same again is answered alike, anything else is refused.
    fn open(&mut self, draft: &Draft, proof: u32) -> Result<String, Code> {
        match &self.opened {
            Some((opened, with)) if *with == proof && opened == draft => Ok(opened.username.clone()),
            Some((_, with)) if *with == proof => Err(Code::ProofInvalid),
            Some(_) => Err(Code::IdentityAlreadyLinked),
            None if !self.is_free(&draft.username) => Err(Code::UsernameTaken),
            None => {
                self.opened = Some((draft.clone(), proof));
                Ok(draft.username.clone())
            }
        }
    }
}

pub struct World {
    wizard: SignInWizard,
    /// What is on the disk.
    saved: String,
    gallery: Gallery,
    /// Which of the sign-ins it is.
    proof: u32,
    now: Timestamp,
    /// What was asked of the gallery and not answered, and what the person had pressed.
    asked: Option<(Ask, Draft)>,
    /// What stands in the fields.
    typed: Draft,
    /// All that the button was pressed with.
    pressed: Vec<Draft>,
    /// The account that the app has a session of.
    account: Option<String>,
}

impl World {
    pub fn new() -> Self {
        let now = Timestamp::from_secs(1_700_000_000);
        let wizard = SignInWizard::new("w".to_owned(), "practice".to_owned(), now);
        Self {
            saved: serde_json::to_string(&wizard).unwrap(),
            wizard,
            gallery: Gallery {
                others: vec![NAMES[0].to_owned()],
                opened: None,
            },
            proof: 0,
            now,
            asked: None,
            typed: Draft::default(),
            pressed: Vec::new(),
            account: None,
        }
    }

    pub fn happens(&mut self, event: &Event) {
        if self.account.is_some() {
            return;
        }
        match event {
            Event::Onward => self.goes_on(),
            Event::Type(at) => self.types(NAMES[at % NAMES.len()]),
            Event::Press => self.presses(),
            Event::Answer => self.is_answered(),
            Event::RequestLost => self.asked = None,
            Event::AnswerLost => {
                if let Some((Ask::Account(draft), _)) = self.asked.take() {
                    let _ = self.gallery.open(&draft, self.proof);
                }
            }
            Event::TooMany => self.asked = None,
            Event::ClaimedByAnother => {
                let name = self.typed.username.clone();
                if self.gallery.is_free(&name) {
                    self.gallery.others.push(name);
                }
            }
            Event::Kill => self.is_killed(),
            Event::Back => self.hears(Fact::WentBack),
            Event::Restart => self.restarts(),
            Event::Late(at) => self.hears_late(*at),
            Event::Hinder => self.hears(Fact::Hindered(Code::BrowserNotOpened.into())),
            Event::Fail => self.hears(Fact::Failed(Code::GalleryUnreachable.into())),
            Event::Time(seconds) => {
                self.now = self.now.plus_secs(*seconds);
                self.hears(Fact::TimeIs(self.now));
            }
        }
    }

    fn hears(&mut self, fact: Fact) {
        self.wizard = self.wizard.clone().next(fact);
        self.is_saved();
    }

    fn is_saved(&mut self) {
        self.saved = serde_json::to_string(&self.wizard).unwrap();
    }

    /// What is asked under another run of the sign-in is nobody's.
    fn restarts(&mut self) {
        self.asked = None;
        self.proof += 1;
        self.hears(Fact::Restarted);
    }

    fn goes_on(&mut self) {
        match &self.wizard.stage {
            Stage::Preparing => self.hears(prepared(self.now)),
            Stage::Waiting { .. } => self.hears(Fact::Returned),
            Stage::Completing { .. } => self.hears(Fact::Identified(self.found())),
            Stage::CameBack(found) => match &found.standing {
                Standing::Linked { username } => self.account = Some(username.clone()),
                _ => self.hears(Fact::ChoseToRegister),
            },
            Stage::Registering(_) => self.presses(),
            Stage::Ended { .. } => self.restarts(),
        }
    }

    fn found(&self) -> Found {
        let standing = match &self.gallery.opened {
            Some((opened, _)) => linked(&opened.username),
            None => unlinked(),
        };
        found(standing, self.now.plus_secs(900))
    }

    /// The fields are the page's; while something is asked for they take nothing.
    fn types(&mut self, name: &str) {
        if !matches!(self.wizard.stage, Stage::Registering(_)) || self.asked.is_some() {
            return;
        }
        self.typed = Draft {
            username: name.to_owned(),
            email: Some("maya@okafor.example".to_owned()),
        };
        self.wizard.draft = self.typed.clone();
        self.is_saved();
    }

    fn presses(&mut self) {
        let registering = matches!(self.wizard.stage, Stage::Registering(_));
        if !registering || self.asked.is_some() || self.typed.username.is_empty() {
            return;
        }
        let pressed = self.typed.clone();
        self.pressed.push(pressed.clone());
        let ask = self.wizard.press(&pressed);
        self.asks(ask, pressed);
    }

    fn asks(&mut self, ask: Ask, pressed: Draft) {
        self.is_saved();
        self.asked = Some((ask, pressed));
    }

    /// The gallery answers, as the app hears it.
    fn is_answered(&mut self) {
        match self.asked.take() {
            None => {}
            Some((Ask::IsFree(asked), pressed)) => {
                let free = self.gallery.is_free(&asked.username);
                let ask = self.wizard.hear_whether_free(free, &pressed);
                self.asks(ask, pressed);
            }
            Some((Ask::Account(draft), pressed)) => match self.gallery.open(&draft, self.proof) {
                Ok(username) => self.account = Some(username),
                Err(code @ Code::ProofInvalid) => self.hears(Fact::Failed(code.into())),
                Err(_) => {
                    let next = self.wizard.hear_refusal(&pressed);
                    self.is_saved();
                    // Without its proof, which is gone with its time, nothing is asked.
                    if let Some(ask) = next.filter(|_| !self.wizard.has_ended()) {
                        self.asks(ask, pressed);
                    }
                }
            },
        }
    }

    fn is_killed(&mut self) {
        let read: SignInWizard = serde_json::from_str(&self.saved).unwrap();
        assert_eq!(read, self.wizard, "what is on the disk is not what is so");
        self.wizard = read;
        self.asked = None;
        self.hears(Fact::AppStarted(self.now));
    }

    /// What belongs to no present stage changes nothing but the time.
    fn hears_late(&mut self, at: usize) {
        let late = [
            prepared(self.now),
            Fact::Returned,
            Fact::Identified(found(linked("Else"), self.now.plus_secs(900))),
            Fact::ChoseToRegister,
            Fact::WentBack,
            Fact::TriedAgain,
        ];
        let fact = late[at % late.len()].clone();
        let waited_for = matches!(
            (&self.wizard.stage, &fact),
            (Stage::Preparing, Fact::Prepared { .. })
                | (Stage::Waiting { .. }, Fact::Returned | Fact::TriedAgain)
                | (Stage::Completing { .. }, Fact::Identified(_))
                | (Stage::CameBack(_), Fact::ChoseToRegister)
                | (Stage::Registering(_), Fact::WentBack)
        );
        if !waited_for {
            let before = self.wizard.clone();
            self.hears(fact);
            assert_eq!(self.wizard, before, "a late fact does something");
        }
    }

    /// What must hold in every state.
    pub fn holds(&self) {
        assert_eq!(self.wizard.draft, self.typed, "what was typed is lost");
        let opened = self.gallery.opened.as_ref();
        assert!(
            opened.is_none_or(|(opened, _)| self.pressed.contains(opened)),
            "nobody pressed {opened:?}"
        );
        if let Some(account) = &self.account {
            let opened = opened.map(|(opened, _)| &opened.username);
            assert_eq!(Some(account), opened, "another account than the one that was opened");
            return;
        }
        // What may be open is known as long as nobody has said what became of it: by the name, or by who comes back.
        if let (Some((opened, with)), Stage::CameBack(_) | Stage::Registering(_)) = (opened, &self.wizard.stage)
            && *with == self.proof
        {
            assert_eq!(
                self.wizard.opening.as_ref(),
                Some(opened),
                "an open account is forgotten"
            );
        }
        self.has_a_way_out();
    }

    fn has_a_way_out(&self) {
        let hears = |fact| self.wizard.clone().next(fact);
        let again = hears(Fact::Restarted);
        assert_eq!(again.stage, Stage::Preparing);
        assert_eq!(again.draft, self.wizard.draft);
        assert!(hears(Fact::Failed(Code::GalleryUnreachable.into())).has_ended());
        match self.wizard.deadline() {
            Some(at) => assert!(hears(Fact::TimeIs(at)).has_ended()),
            None => assert!(!matches!(self.wizard.stage, Stage::Waiting { .. })),
        }
    }

    /// From here on all goes well, and the person presses what leads on.
    pub fn leads_to_an_account(&mut self) {
        for at in 0..24 {
            if self.account.is_some() {
                break;
            }
            if self.asked.is_some() {
                self.is_answered();
            } else {
                // A name that is surely free, where none stands there, or one that is taken.
                let name = &self.typed.username;
                let unfit = name.is_empty() || !self.gallery.is_free(name);
                if unfit && matches!(self.wizard.stage, Stage::Registering(_)) {
                    self.types(if at % 2 == 0 { "Weber" } else { "Contoso" });
                }
                self.goes_on();
            }
            self.holds();
        }
        assert!(self.account.is_some(), "stuck: {:?}", self.wizard);
        assert!(self.gallery.opened.is_some());
    }
}

fn prepared(now: Timestamp) -> Fact {
    Fact::Prepared {
        authority_host: "login.example".to_owned(),
        expires_at: now.plus_secs(600),
        survives_restart: true,
    }
}

fn linked(username: &str) -> Standing {
    Standing::Linked {
        username: username.to_owned(),
    }
}

fn unlinked() -> Standing {
    Standing::Unlinked {
        address: AddressStanding::Unknown,
    }
}

fn found(standing: Standing, spendable_until: Timestamp) -> Found {
    let identity = Identity {
        name: None,
        address: Some("maya@okafor.example".to_owned()),
        kind: IdentityKind::Other,
        second_factor: false,
    };
    Found {
        identity,
        standing,
        spendable_until,
    }
}
