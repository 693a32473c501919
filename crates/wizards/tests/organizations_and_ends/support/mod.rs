//! A world for the machines: a clock, an account, and somebody who answers for the gallery.

use contract::{
    AccountId, Code, Problem, Timestamp,
    account::{Account, AccountKind, Login, MailChoices},
    consequence::Consequence,
    desktop::wizard::{Block, Choice, FieldName, ListName, Offer, Sheet, Step},
    identity::{Identity, IdentityKind},
    proof::Standing,
};
use wizards::{Answer, Call, Input, Machine, Proved, Request, Scene, Slot, Want, scene::SignedIn};

pub const NOW: i64 = 1_778_000_000;

pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_secs(NOW + seconds)
}

pub fn identity(address: &str) -> Identity {
    Identity {
        name: None,
        address: Some(address.to_owned()),
        kind: IdentityKind::Personal,
        second_factor: false,
    }
}

pub fn account() -> Account {
    Account {
        id: serde_json::from_str::<AccountId>("\"0190a1b2-0000-7000-8000-000000000001\"").unwrap(),
        username: "ana".to_owned(),
        kind: AccountKind::Individual,
        opened_at: at(-100_000),
        confirmed_email: Some("ana@example.org".to_owned()),
        pending_email: None,
        login: Some(Login {
            identity: identity("ana@outlook.com"),
            linked_at: at(-100_000),
            personal_id: None,
        }),
        two_factor: false,
        locked: false,
        has_password: false,
        recovery_codes_left: 0,
        frozen_at: None,
        required_tenant: None,
        mail: MailChoices {
            from_others: true,
            package_published: true,
        },
        login_change_until: None,
        deletion_at: None,
        revision: "revision-1".to_owned(),
    }
}

pub fn scene() -> Scene {
    Scene {
        now: at(0),
        new_id: "key-1".to_owned(),
        account: Some(account()),
        known_as: None,
        checks: Vec::new(),
        signed_in: vec![SignedIn {
            profile: "p2".to_owned(),
            username: "Ben".to_owned(),
        }],
    }
}

/// A machine and what it lives in.
#[derive(Clone)]
pub struct Run<M> {
    pub machine: M,
    pub scene: Scene,
}

impl<M: Machine + Clone + PartialEq + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned> Run<M> {
    pub fn of(machine: M) -> Self {
        Self {
            machine,
            scene: scene(),
        }
    }

    /// Gives it an input; and whatever it has become can be saved and read again.
    pub fn feed(&mut self, input: Input) -> &mut Self {
        self.machine = self.machine.clone().next(input, &self.scene);
        let saved = serde_json::to_string(&self.machine).unwrap();
        assert_eq!(serde_json::from_str::<M>(&saved).unwrap(), self.machine);
        self
    }

    pub fn types(&mut self, field: FieldName, text: &str) -> &mut Self {
        let text = text.to_owned();
        self.feed(Input::Typed { field, text })
    }

    /// Chooses what the page offers.
    pub fn chooses(&mut self, choice: Choice) -> &mut Self {
        self.chooses_about(choice, None)
    }

    pub fn chooses_about(&mut self, choice: Choice, target: Option<&str>) -> &mut Self {
        let offers = self.offers();
        let target = target.map(str::to_owned);
        assert!(
            offers
                .iter()
                .any(|offer| offer.choice == choice && offer.target == target),
            "{choice:?} {target:?} is not among {offers:?} of {:?}",
            self.step()
        );
        self.feed(Input::Chose { choice, target })
    }

    pub fn answers(&mut self, answer: Answer) -> &mut Self {
        assert!(matches!(self.machine.wants(), Want::Call(_)), "nothing is asked");
        self.feed(Input::Answered(answer))
    }

    pub fn tells(&mut self, account: Account) -> &mut Self {
        self.answers(Answer::Account(Box::new(account)))
    }

    pub fn foresees(&mut self, consequences: &[Consequence]) -> &mut Self {
        assert!(self.call().preview, "no preview is asked for");
        self.answers(Answer::Consequences(consequences.to_vec()))
    }

    pub fn refuses(&mut self, code: Code) -> &mut Self {
        assert!(matches!(self.machine.wants(), Want::Call(_)), "nothing is asked");
        self.feed(Input::Refused(code.into()))
    }

    pub fn loses_the_answer(&mut self) -> &mut Self {
        assert!(matches!(self.machine.wants(), Want::Call(_)), "nothing is asked");
        self.feed(Input::Unsure(Code::GalleryUnreachable.into()))
    }

    pub fn comes_back(&mut self, opens: &str) -> &mut Self {
        assert!(
            matches!(self.machine.wants(), Want::Browser(_)),
            "the browser is not wanted"
        );
        let proved = Proved {
            identity: identity("ana@outlook.com"),
            standing: Standing::Linked {
                username: opens.to_owned(),
            },
            spendable_until: at(900),
        };
        self.feed(Input::Proved {
            slot: Slot::Current,
            proved,
        })
    }

    pub fn sheet(&self) -> Sheet {
        self.machine.sheet(&self.scene)
    }

    pub fn step(&self) -> Step {
        self.sheet().step
    }

    /// All that can be chosen on the page.
    pub fn offers(&self) -> Vec<Offer> {
        let sheet = self.sheet();
        let lines = sheet.blocks.iter().flat_map(|block| match block {
            Block::Lines { items, .. } => items.iter().flat_map(|line| line.offers.clone()).collect(),
            _ => Vec::new(),
        });
        lines.chain(sheet.offers.clone()).chain(sheet.helps.clone()).collect()
    }

    pub fn lines(&self, list: ListName) -> Vec<contract::desktop::wizard::Line> {
        let blocks = self.sheet().blocks;
        let found = blocks.into_iter().find_map(|block| match block {
            Block::Lines { list: name, items } if name == list => Some(items),
            _ => None,
        });
        found.unwrap_or_default()
    }

    /// Whether a note that warns stands on the page.
    pub fn warns_of(&self, list: ListName) -> bool {
        self.sheet().blocks.contains(&Block::Note { list, warns: true })
    }

    pub fn refusal(&self) -> Option<Problem> {
        self.sheet().refusal
    }

    pub fn call(&self) -> Call {
        match self.machine.wants() {
            Want::Call(call) => call,
            other => panic!("wants {other:?}"),
        }
    }

    pub fn request(&self) -> Request {
        self.call().request
    }

    pub fn wants_nothing(&self) -> bool {
        self.machine.wants() == Want::Nothing
    }
}

/// A page that is told of a change of the login that can be undone until then says so, and is gone on from once that is over.
pub fn is_held_up_by_an_open_change<
    M: Machine + Clone + PartialEq + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned,
>(
    told: impl Fn(i64) -> Run<M>,
    can_go_on: impl Fn(&Run<M>) -> bool,
) {
    let run = told(500);
    let line = &run.lines(ListName::Blockers)[0];
    assert_eq!(
        (line.code, line.facts.until),
        (Some(Code::LoginChangeOpen), Some(at(500)))
    );
    assert!(!can_go_on(&run));
    let run = told(0);
    assert!(
        can_go_on(&run),
        "its time is over, though the gallery has not noted that yet"
    );
}
