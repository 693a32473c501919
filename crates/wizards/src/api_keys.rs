//! The account's API keys (rules 13.16 to 13.27): look at them, make, change, renew, revoke. The text of a key that was
//! made is the app's: it is in no state, and gone with the run of the app that made it.

mod answers;
mod cards;
mod draft;
mod found_out;
mod list;
mod questions;
mod sheet;
mod turns;

use crate::{
    Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want,
    call::{ContactRequest, KeyRequest, OrganizationRequest},
    page,
    reading::Reading,
};
use contract::{
    Code, Problem, Timestamp,
    account::Account,
    consequence::Consequence,
    desktop::wizard::{Choice, Facts, FieldName, Line, ListName, Receipt, Sheet},
    key::{Key, KeyList},
    organization::Membership,
};
use draft::{Draft, Question};
pub use list::SOON;
use serde::{Deserialize, Serialize};

/// How many keys are listed at first; each press doubles them.
const PAGE: usize = 10;

/// The machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKeys {
    at: At,
    /// The key that it was begun about, by its id.
    about: Option<String>,
    keys: Reading<KeyList>,
    account: Reading<Account>,
    organizations: Reading<Vec<Membership>>,
    /// How many of the keys are listed.
    listed: usize,
    /// The key that the page is about, as it was read last.
    key: Option<Key>,
    /// What the next key is to be.
    draft: Draft,
    /// What the key that the page is about is to become.
    change: Draft,
    confirmation: String,
    decision: Decision,
    hint: Option<Problem>,
    /// Whether the list of keys is asked what came of a press that cannot be sent again.
    #[serde(default)]
    finds_out: bool,
    /// Whether it told that nothing came of it.
    #[serde(default)]
    not_made: bool,
    /// Whether the text of the key that was made is seen.
    seen: bool,
    /// Whether it can no longer be shown.
    gone: bool,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    List,
    Key,
    Ask(Question),
    Check,
    Shown,
    Menu,
    Edit(Question),
    EditCheck(Question),
    Renew,
    RenewLife,
    Revoke,
    Done,
}

/// What is read before anything is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Read {
    Keys,
    Account,
    Organizations,
}

impl ApiKeys {
    /// Of an account; about one of its keys, where that is known.
    #[must_use]
    pub fn about(key: Option<String>) -> Self {
        Self {
            at: At::List,
            about: key,
            keys: Reading::default(),
            account: Reading::default(),
            organizations: Reading::default(),
            listed: PAGE,
            key: None,
            draft: Draft::default(),
            change: Draft::default(),
            confirmation: String::new(),
            decision: Decision::default(),
            hint: None,
            finds_out: false,
            not_made: false,
            seen: false,
            gone: false,
            receipt: None,
        }
    }

    /// The key that it was begun about, by its id.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.about.as_deref()
    }

    /// The text of the key that was made is not there any more.
    pub(crate) fn lose_text(&mut self) {
        self.gone = self.at == At::Shown;
    }
}

impl Machine for ApiKeys {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        let open = self.decision.is_open();
        match input {
            // A late answer is inert.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            // Whoever comes back to the page may not be alone in front of it.
            Input::Resumed if self.at == At::Shown => self.seen = false,
            Input::Resumed | Input::AccountChanged if !open && self.at != At::Shown => self.look_again(),
            Input::Typed { field, text } if !open => self.type_in(field, text),
            Input::Chose { choice, target } if !open || choice == Choice::TryAgain => {
                self.choose(choice, target.as_deref(), scene);
            }
            Input::Back if !open => self.back(),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem, scene),
            Input::Unsure(problem) => self.lose_answer(problem),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        let look = |request| Want::Call(Call::look(request, SessionOf::Account));
        match self.reading() {
            Some(Read::Keys) => return look(KeyRequest::List.into()),
            Some(Read::Account) => return look(Request::Contact(ContactRequest::Account)),
            Some(Read::Organizations) => return look(Request::Organization(OrganizationRequest::List)),
            None => {}
        }
        match self.request().filter(|_| !self.finds_out) {
            Some(request) => self.decision.wants(request.into(), SessionOf::Account),
            None => Want::Nothing,
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        if self.decision.is_outdated(now) && self.makes() {
            self.find_out();
        } else if self.decision.is_outdated(now) {
            self.go(At::List);
            self.look_again();
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn shows_text(&self) -> bool {
        self.at == At::Shown && !self.gone
    }

    fn may_be_done(&self) -> bool {
        self.decision.is_open()
    }

    fn proofs(&self) -> Option<&Proofs> {
        None
    }

    fn is_over(&self) -> bool {
        false
    }

    fn is_untouched(&self) -> bool {
        matches!(self.at, At::List | At::Key | At::Done)
    }

    fn is_idle(&self) -> bool {
        self.is_untouched()
    }

    fn stays(&self) -> Vec<Consequence> {
        let made = self.receipt.as_ref().filter(|_| self.at == At::Shown);
        made.map(|receipt| receipt.changed.clone()).unwrap_or_default()
    }

    fn gives_up(&self) -> Option<ListName> {
        (self.at == At::Shown).then_some(ListName::KeyForgotten)
    }
}

impl ApiKeys {
    /// What is to be read now; what was pressed goes first, and a text that is shown once is not read over.
    fn reading(&self) -> Option<Read> {
        if self.finds_out {
            return self.keys.is_wanted().then_some(Read::Keys);
        }
        if self.decision.is_open() || self.at == At::Shown {
            return None;
        }
        let wanted = [
            (self.keys.is_wanted(), Read::Keys),
            (self.account.is_wanted(), Read::Account),
            (self.organizations.is_wanted(), Read::Organizations),
        ];
        wanted.into_iter().find_map(|(wanted, read)| wanted.then_some(read))
    }

    fn look_again(&mut self) {
        self.keys.again();
        self.account.again();
        self.organizations.again();
        self.decision.look_again();
    }

    /// What the page is about to do.
    fn request(&self) -> Option<KeyRequest> {
        let key = self.key.as_ref();
        Some(match self.at {
            At::Check => KeyRequest::Make {
                owner: self.draft.owner.clone(),
                description: self.draft.description.trim().to_owned(),
                scopes: self.draft.scopes.clone(),
                packages: self.draft.patterns(),
                days: self.draft.days,
            },
            At::EditCheck(question) => {
                let (key, change) = (key?, &self.change);
                let asked = |about: Question| question == about;
                KeyRequest::Change {
                    key: key.id,
                    revision: key.revision.clone(),
                    description: asked(Question::Description).then(|| change.description.trim().to_owned()),
                    scopes: asked(Question::Scopes).then(|| change.scopes.clone()),
                    packages: asked(Question::Packages).then(|| change.patterns()),
                    days: change.days.filter(|_| asked(Question::Life)),
                }
            }
            At::Renew => KeyRequest::Regenerate {
                key: key?.id,
                revision: key?.revision.clone(),
                days: self.change.days,
            },
            At::Revoke => KeyRequest::Revoke { key: key?.id },
            _ => return None,
        })
    }

    fn type_in(&mut self, field: FieldName, text: String) {
        match (field, self.at) {
            (FieldName::Description, At::Edit(_)) => self.change.description = text,
            (FieldName::Packages, At::Edit(_)) => self.change.packages = text,
            (FieldName::Description, At::Ask(_)) => self.draft.description = text,
            (FieldName::Packages, At::Ask(_)) => self.draft.packages = text,
            (FieldName::Confirmation, _) => self.confirmation = text,
            _ => {}
        }
    }

    /// What keeps the account from making, changing and renewing keys (rule 13.4); a change of the login that can be
    /// undone does not.
    fn blockers(&self) -> Vec<Line> {
        let Some(account) = &self.account.known else {
            return Vec::new();
        };
        let mut found = page::standing_in_the_way(account);
        found.retain(|line| line.code != Some(Code::LoginChangeOpen));
        if account.confirmed_email.is_none() {
            let helps = page::remedy(Code::EmailUnconfirmed, &account.username);
            found.push(page::blocker(Code::EmailUnconfirmed, Facts::default(), helps));
        }
        found
    }

    /// Whether it is known that nothing keeps the account from it.
    fn may_have_keys(&self) -> bool {
        self.account.known.is_some() && self.blockers().is_empty()
    }

    /// Whether another key can be made. Before it is known for whom that could be, it is not asked.
    fn may_make(&self, now: Timestamp) -> bool {
        let asked = self.organizations.known.is_some() || self.organizations.refusal.is_some();
        asked && self.may_have_keys() && !self.is_full(now)
    }

    /// Whether it has as many keys that work as there can be (rule 13.22).
    fn is_full(&self, now: Timestamp) -> bool {
        let keys = self.keys.known.iter().flat_map(|list| &list.keys);
        keys.filter(|key| key.expires_at > now).count() >= accounts::key::KEYS
    }
}
