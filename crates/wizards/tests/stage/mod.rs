//! What the tests of the wizards share: people, an account, a scene, and a gallery that answers as it is told.

#![expect(dead_code, reason = "each test uses its own part of it")]
#![expect(clippy::unwrap_used, reason = "a test may fail")]

pub mod answers;

use contract::{
    Timestamp,
    account::{Account, AccountKind, Login, MailChoices},
    consequence::Consequence,
    desktop::{
        nuget_org::{NUGET_ORG, PublicAccount, PublicPackage},
        wizard::{Choice, Sheet, Step, WizardKind},
    },
    identity::{Identity, IdentityKind},
    proof::{AddressStanding, Standing, UndoBy},
};
use wizards::{Answer, Call, Input, Proved, Request, Scene, Slot, Want, Wizard, wizard::State};

pub fn now() -> Timestamp {
    Timestamp::from_secs(1_700_000_000)
}

pub fn identity(number: u32) -> Identity {
    Identity {
        name: Some(format!("Person {number}")),
        address: Some(format!("account{number}@outlook.com")),
        kind: IdentityKind::Personal,
        second_factor: false,
    }
}

pub fn linked(username: &str) -> Standing {
    Standing::Linked {
        username: username.to_owned(),
    }
}

pub fn free() -> Standing {
    Standing::Unlinked {
        address: AddressStanding::Unknown,
    }
}

pub fn replaced(username: &str, undo: UndoBy, frozen: bool) -> Standing {
    Standing::Replaced {
        username: username.to_owned(),
        until: now().plus_secs(72 * 3600),
        frozen,
        undo,
    }
}

pub fn account(username: &str, login: u32) -> Account {
    Account {
        id: contract::AccountId::from_bytes([u8::try_from(login).unwrap_or_default(); 16]),
        username: username.to_owned(),
        kind: AccountKind::Individual,
        opened_at: now(),
        confirmed_email: Some("account1@outlook.com".to_owned()),
        pending_email: None,
        login: Some(Login {
            identity: identity(login),
            // Who opens it now opens it since another time than who did so before.
            linked_at: now().plus_secs(i64::from(login)),
            personal_id: None,
        }),
        two_factor: false,
        locked: false,
        has_password: false,
        recovery_codes_left: 10,
        frozen_at: None,
        required_tenant: None,
        mail: MailChoices {
            from_others: true,
            package_published: true,
        },
        login_change_until: None,
        deletion_at: None,
        revision: String::new(),
    }
}

pub fn changes() -> Vec<Consequence> {
    vec![
        Consequence::LoginReplaced {
            username: "MyNuGetAccount1".to_owned(),
            from: Some(identity(1)),
            to: identity(3),
        },
        Consequence::UndoUntil {
            at: now().plus_secs(72 * 3600),
        },
    ]
}

/// What anybody sees of an account with these packages, each with its owners.
pub fn seen(packages: &[(&str, &[&str])]) -> PublicAccount {
    let package = |(id, owners): &(&str, &[&str])| PublicPackage {
        id: (*id).to_owned(),
        version: "1.0.0".to_owned(),
        downloads: 10,
        owners: owners.iter().map(|owner| (*owner).to_owned()).collect(),
        published: None,
        listed: true,
        deprecated: false,
        verified: false,
        versions: Vec::new(),
    };
    PublicAccount {
        username: "MyNuGetAccount1".to_owned(),
        packages: packages.iter().map(package).collect(),
        complete: true,
        in_all: 0,
    }
}

/// Every package has another owner.
pub fn shared() -> PublicAccount {
    seen(&[("Contoso.Json", &["MyNuGetAccount1", "MyNuGetAccount2"])])
}

/// One has none.
pub fn sole() -> PublicAccount {
    seen(&[
        ("Contoso.Json", &["MyNuGetAccount1", "MyNuGetAccount2"]),
        ("Weber.Tools", &["mynugetaccount1"]),
    ])
}

pub fn scene(account: Option<Account>, id: u64) -> Scene {
    Scene {
        now: now(),
        new_id: format!("id-{id}"),
        account,
        signed_in: Vec::new(),
        known_as: None,
        checks: Vec::new(),
    }
}

/// A wizard of this kind at the practice gallery, at its beginning.
#[track_caller]
pub fn begin(kind: WizardKind, subject: Option<String>) -> State {
    State::begin(kind, "practice", subject).unwrap()
}

pub fn wizard(state: State) -> Wizard {
    wizard_at("practice", state)
}

pub fn wizard_at(gallery: &str, state: State) -> Wizard {
    Wizard {
        id: "w".to_owned(),
        gallery: gallery.to_owned(),
        profile: Some("p1".to_owned()),
        started_at: now(),
        stopping: false,
        mailed_code: None,
        request: wizards::KeptRequest::NotMade,
        state,
    }
}

/// A wizard with the person in front of it.
#[derive(Clone, Debug)]
pub struct Run {
    pub wizard: Wizard,
    pub account: Option<Account>,
    /// Under which name the app knows the account.
    pub known_as: Option<String>,
    /// What the clock says.
    pub now: Timestamp,
    ids: u64,
}

impl Run {
    pub fn of(state: State, account: Option<Account>) -> Self {
        Self {
            wizard: wizard(state),
            account,
            known_as: None,
            now: now(),
            ids: 0,
        }
    }

    /// A wizard at nuget.org, for the account that the app knows under this name.
    #[track_caller]
    pub fn at_nuget_org(kind: WizardKind, known_as: Option<&str>, subject: Option<&str>) -> Self {
        let state = State::begin(kind, NUGET_ORG, subject.map(str::to_owned)).unwrap();
        let mut run = Self {
            wizard: wizard_at(NUGET_ORG, state),
            account: None,
            known_as: known_as.map(str::to_owned),
            now: now(),
            ids: 0,
        };
        run.feed(Input::Resumed);
        run
    }

    fn scene(&self, id: u64) -> Scene {
        Scene {
            now: self.now,
            known_as: self.known_as.clone(),
            ..scene(self.account.clone(), id)
        }
    }

    pub fn feed(&mut self, input: Input) -> &mut Self {
        self.ids += 1;
        let scene = self.scene(self.ids);
        self.wizard = self.wizard.clone().next(input, &scene);
        self
    }

    pub fn sheet(&self) -> Sheet {
        self.wizard.sheet(&self.scene(0))
    }

    pub fn step(&self) -> Step {
        self.sheet().step
    }

    pub fn offers(&self) -> Vec<Choice> {
        self.sheet().offers.iter().map(|offer| offer.choice).collect()
    }

    /// Chooses what the page offers.
    #[track_caller]
    pub fn choose(&mut self, choice: Choice) -> &mut Self {
        assert!(
            self.offers().contains(&choice),
            "{:?} offers {:?}",
            self.step(),
            self.offers()
        );
        self.feed(Input::Chose { choice, target: None })
    }

    /// The browser is open; somebody signs in.
    #[track_caller]
    pub fn proves(&mut self, who: u32, standing: Standing) -> &mut Self {
        let slot = self.asked().0;
        let proved = Proved {
            identity: identity(who),
            standing,
            spendable_until: now().plus_secs(900),
        };
        self.feed(Input::Proved { slot, proved })
    }

    #[track_caller]
    pub fn asked(&self) -> (Slot, wizards::proofs::Asking) {
        match self.wizard.wants() {
            Want::Browser(asking) => (asking.slot, asking),
            other => panic!("{:?} wants {other:?}", self.step()),
        }
    }

    #[track_caller]
    pub fn call(&self) -> Call {
        match self.wizard.wants() {
            Want::Call(call) => call,
            other => panic!("{:?} wants {other:?}", self.step()),
        }
    }

    #[track_caller]
    pub fn request(&self) -> Request {
        self.call().request
    }

    /// The gallery answers the call that is wanted.
    #[track_caller]
    pub fn answers(&mut self, answer: Answer) -> &mut Self {
        let _ = self.call();
        self.feed(Input::Answered(answer))
    }

    #[track_caller]
    pub fn foresees(&mut self) -> &mut Self {
        assert!(self.call().preview);
        self.answers(Answer::Consequences(changes()))
    }

    #[track_caller]
    pub fn refuses(&mut self, problem: impl Into<contract::Problem>) -> &mut Self {
        let _ = self.call();
        self.feed(Input::Refused(problem.into()))
    }

    /// As an app that was killed has it again.
    #[track_caller]
    pub fn resumes(&mut self) -> &mut Self {
        let json = serde_json::to_string(&self.wizard).unwrap();
        self.wizard = serde_json::from_str(&json).unwrap();
        self.feed(Input::Resumed)
    }
}
