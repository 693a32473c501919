//! A person, a browser and a gallery that answer a machine.

#![allow(dead_code, reason = "each test uses its own part of it")]
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use contract::{
    AccountId, Code, Problem, Timestamp,
    account::{Account, AccountKind, Login, MailChoices},
    consequence::Consequence,
    desktop::wizard::{Choice, FieldName, Sheet, Step},
    identity::{Identity, IdentityKind},
    proof::{AddressStanding, Standing},
};
use wizards::{Answer, Call, Input, Machine, Proved, Scene, Slot, Want};

pub fn now() -> Timestamp {
    Timestamp::from_secs(1_767_225_600)
}

/// A machine under test, with the world as it is.
pub struct Played<M> {
    pub machine: M,
    pub scene: Scene,
    keys: u32,
}

impl<M: Machine + Clone + PartialEq + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned> Played<M> {
    pub fn new(machine: M) -> Self {
        let scene = Scene {
            now: now(),
            new_id: "key-0".to_owned(),
            account: Some(account()),
            known_as: None,
            checks: Vec::new(),
            signed_in: Vec::new(),
        };
        Self {
            machine,
            scene,
            keys: 0,
        }
    }

    /// Gives an input. What is saved after it is read again, so nothing depends on what is not saved.
    pub fn gets(&mut self, input: Input) -> &mut Self {
        self.keys += 1;
        self.scene.new_id = format!("key-{}", self.keys);
        let next = self.machine.clone().next(input, &self.scene);
        let saved = serde_json::to_string(&next).unwrap();
        self.machine = serde_json::from_str(&saved).unwrap();
        assert_eq!(self.machine, next, "what is saved is all there is");
        self
    }

    pub fn chooses(&mut self, choice: Choice) -> &mut Self {
        let target = None;
        self.gets(Input::Chose { choice, target })
    }

    pub fn types(&mut self, field: FieldName, text: &str) -> &mut Self {
        let text = text.to_owned();
        self.gets(Input::Typed { field, text })
    }

    /// Chooses what the page must offer.
    pub fn presses(&mut self, choice: Choice) -> &mut Self {
        let sheet = self.sheet();
        assert!(
            sheet.offers.iter().any(|offer| offer.choice == choice),
            "{choice:?} in {sheet:#?}"
        );
        self.chooses(choice)
    }

    pub fn answers(&mut self, answer: impl Into<Answer>) -> &mut Self {
        self.gets(Input::Answered(answer.into()))
    }

    pub fn refuses(&mut self, code: Code) -> &mut Self {
        self.gets(Input::Refused(code.into()))
    }

    pub fn loses(&mut self) -> &mut Self {
        self.gets(Input::Unsure(Code::GalleryUnreachable.into()))
    }

    /// Somebody comes back who opens this account, or none.
    pub fn returns(&mut self, slot: Slot, address: &str, opens: Option<&str>) -> &mut Self {
        let proved = proved(address, opens);
        self.gets(Input::Proved { slot, proved })
    }

    pub fn at(&self, step: Step) -> &Self {
        assert_eq!(self.sheet().step, step);
        self
    }

    pub fn sheet(&self) -> Sheet {
        self.machine.sheet(&self.scene)
    }

    pub fn refusal(&self) -> Option<Code> {
        self.sheet().refusal.map(|problem: Problem| problem.code)
    }

    /// The call that is wanted.
    pub fn call(&self) -> Call {
        match self.machine.wants() {
            Want::Call(call) => call,
            other => panic!("wants {other:?}"),
        }
    }

    pub fn waits_for_browser(&self) -> bool {
        matches!(self.machine.wants(), Want::Browser(_))
    }

    pub fn wants_nothing(&self) -> bool {
        self.machine.wants() == Want::Nothing
    }
}

pub fn proved(address: &str, opens: Option<&str>) -> Proved {
    let standing = match opens {
        Some(username) => Standing::Linked {
            username: username.to_owned(),
        },
        None => Standing::Unlinked {
            address: AddressStanding::Unknown,
        },
    };
    Proved {
        identity: identity(address),
        standing,
        spendable_until: now().plus_secs(900),
    }
}

pub fn identity(address: &str) -> Identity {
    Identity {
        name: None,
        address: Some(address.to_owned()),
        kind: IdentityKind::Personal,
        second_factor: true,
    }
}

pub fn account() -> Account {
    Account {
        id: AccountId::from_bytes([1; 16]),
        username: "maya".to_owned(),
        kind: AccountKind::Individual,
        opened_at: now(),
        confirmed_email: Some("maya@example.org".to_owned()),
        pending_email: None,
        login: Some(Login {
            identity: identity("maya@outlook.com"),
            linked_at: now(),
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

pub fn told() -> Vec<Consequence> {
    vec![Consequence::Told {
        addresses: vec!["maya@example.org".to_owned()],
    }]
}
