//! From page to page.

use super::{
    ApiKeys, At,
    draft::{Draft, Question, lives},
};
use crate::{Decision, Scene};
use contract::{desktop::wizard::Choice, key::KeyScope};

impl ApiKeys {
    pub(super) fn choose(&mut self, choice: Choice, target: Option<&str>, scene: &Scene) {
        match (self.at, choice) {
            (_, Choice::LookAgain) if self.at != At::Shown => self.look_again(),
            (_, Choice::TryAgain) if self.finds_out => self.find_out(),
            (_, Choice::TryAgain) => self.decision.try_again(scene),
            (At::Shown, _) => self.choose_at_text(choice),
            (_, Choice::AllKeys) => self.go(At::List),
            (At::List, Choice::MoreKeys) => self.listed *= 2,
            (At::List, Choice::ChooseMakeKey) if self.may_make(scene.now) => {
                self.go(At::Ask(Question::Description));
            }
            (At::List | At::Key, Choice::ChooseRenewKey | Choice::ChooseChangeKey | Choice::ChooseRevokeKey) => {
                self.choose_key(choice, target, scene);
            }
            (At::Renew, Choice::AskLife) => self.go(At::RenewLife),
            (At::RenewLife, Choice::ChooseLife) => self.renew_for(target),
            (At::Menu, _) => self.choose_question(choice),
            (At::Ask(question) | At::Edit(question), _) => self.answer_question(question, choice, target, scene),
            (At::Check, Choice::MakeKey) | (At::EditCheck(_), Choice::ChangeKey) | (At::Renew, Choice::RenewKey) => {
                self.not_made = false;
                self.decision.press(scene);
            }
            (At::Revoke, Choice::RevokeKey) => self.revoke(scene),
            _ => {}
        }
    }

    /// Where the text of a key that was made is shown.
    fn choose_at_text(&mut self, choice: Choice) {
        match choice {
            Choice::ShowKey if !self.gone => self.seen = true,
            Choice::HideKey => self.seen = false,
            Choice::KeyKept if !self.gone => self.go(At::Done),
            Choice::AllKeys if self.gone => self.go(At::List),
            Choice::ChooseRenewKey if self.gone => {
                self.change.days = None;
                self.go(At::Renew);
            }
            Choice::ChooseRevokeKey if self.gone => self.begin_to_revoke(),
            _ => {}
        }
    }

    /// One of the keys is to be renewed, changed or revoked.
    fn choose_key(&mut self, choice: Choice, target: Option<&str>, scene: &Scene) {
        let mut known = self.keys.known.iter().flat_map(|list| &list.keys);
        let found = target.and_then(|target| known.find(|key| key.id.to_string() == target));
        let Some(key) = found.cloned() else { return };
        let may_be_more = self.may_have_keys() && key.owner.is_some();
        let has_ended = key.expires_at <= scene.now;
        match choice {
            Choice::ChooseRenewKey if may_be_more => self.go(At::Renew),
            Choice::ChooseChangeKey if may_be_more && !has_ended => self.go(At::Menu),
            Choice::ChooseRevokeKey => self.begin_to_revoke(),
            _ => return,
        }
        self.change = Draft::of(&key);
        self.key = Some(key);
    }

    /// The new key lives for so long, and not for as long as the old one was made for.
    fn renew_for(&mut self, target: Option<&str>) {
        if let Some(days) = self.life_of(target) {
            self.change.days = Some(days);
            self.go(At::Renew);
        }
    }

    /// A life that the gallery offers, in days.
    fn life_of(&self, target: Option<&str>) -> Option<u32> {
        let days = target?.parse().ok()?;
        let list = self.keys.known.as_ref()?;
        lives(list).contains(&days).then_some(days)
    }

    fn begin_to_revoke(&mut self) {
        self.confirmation.clear();
        self.go(At::Revoke);
    }

    /// What of the key is to change.
    fn choose_question(&mut self, choice: Choice) {
        let question = match choice {
            Choice::AskDescription => Question::Description,
            Choice::AskScopes => Question::Scopes,
            Choice::AskPackages => Question::Packages,
            Choice::AskLife => Question::Life,
            _ => return,
        };
        self.go(At::Edit(question));
    }

    fn answer_question(&mut self, question: Question, choice: Choice, target: Option<&str>, scene: &Scene) {
        let edits = matches!(self.at, At::Edit(_));
        let days = self.life_of(target);
        let owner = target.filter(|name| self.may_be_owner(name, scene)).map(str::to_owned);
        let draft = if edits { &mut self.change } else { &mut self.draft };
        match (question, choice) {
            (Question::Scopes, Choice::AllowScope | Choice::ForbidScope) => {
                if let Some(scope) = target.and_then(scope_of) {
                    draft.allow(scope, choice == Choice::AllowScope);
                    self.hint = None;
                }
                return;
            }
            (Question::Owner, Choice::ChooseOwner) if owner.is_some() => draft.owner = owner.unwrap_or_default(),
            (Question::Life, Choice::ChooseLife) if days.is_some() => draft.days = days,
            (Question::Description | Question::Scopes | Question::Packages, Choice::Continue) => {
                self.hint = draft.judge(question);
                if self.hint.is_some() {
                    return;
                }
            }
            _ => return,
        }
        let next = if edits {
            At::EditCheck(question)
        } else {
            self.after(question, scene)
        };
        self.go(next);
    }

    /// The next question about a key that is to be made. Whoever belongs to no organization is not asked for whom.
    fn after(&mut self, question: Question, scene: &Scene) -> At {
        match question {
            Question::Description if self.is_alone() => {
                self.draft.owner = self.own(scene);
                At::Ask(Question::Scopes)
            }
            Question::Description => At::Ask(Question::Owner),
            Question::Owner => At::Ask(Question::Scopes),
            Question::Scopes => At::Ask(Question::Packages),
            Question::Packages => At::Ask(Question::Life),
            Question::Life => At::Check,
        }
    }

    /// Whether it is known that the account belongs to no organization.
    fn is_alone(&self) -> bool {
        self.organizations.known.as_ref().is_some_and(Vec::is_empty)
    }

    /// The account's own username, as the gallery told it.
    pub(super) fn own(&self, scene: &Scene) -> String {
        let told = self.account.known.as_ref().map(|account| account.username.clone());
        told.unwrap_or_else(|| scene.username())
    }

    fn may_be_owner(&self, name: &str, scene: &Scene) -> bool {
        let mut organizations = self.organizations.known.iter().flatten();
        name == self.own(scene) || organizations.any(|of| of.organization == name && of.confirmed)
    }

    fn revoke(&mut self, scene: &Scene) {
        let ending = self.key.as_ref().map(|key| key.ending.clone()).unwrap_or_default();
        self.hint = self.decision.press_confirmed(&self.confirmation, &ending, scene);
    }

    pub(super) fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.hint = None;
        self.finds_out = false;
        self.not_made = false;
        self.seen = false;
        self.at = at;
    }

    pub(super) fn back(&mut self) {
        let before = match self.at {
            At::Ask(Question::Description) | At::Key => At::List,
            At::Menu | At::Renew | At::Revoke => At::List,
            At::Ask(Question::Owner) => At::Ask(Question::Description),
            At::Ask(Question::Scopes) if self.is_alone() => At::Ask(Question::Description),
            At::Ask(Question::Scopes) => At::Ask(Question::Owner),
            At::Ask(Question::Packages) => At::Ask(Question::Scopes),
            At::Ask(Question::Life) => At::Ask(Question::Packages),
            At::Check => At::Ask(Question::Life),
            At::Edit(_) => At::Menu,
            // The life of the old key was refused, and would be once more.
            At::RenewLife if self.hint.is_some() => At::List,
            At::RenewLife => At::Renew,
            At::EditCheck(question) => At::Edit(question),
            At::List | At::Shown | At::Done => return,
        };
        self.go(before);
    }
}

/// The name of a scope, in offers and in sentences.
pub(super) fn name_of(scope: KeyScope) -> &'static str {
    match scope {
        KeyScope::PushNew => "push_new",
        KeyScope::PushVersion => "push_version",
        KeyScope::Unlist => "unlist",
    }
}

/// The scopes, in the order in which they are asked for.
pub(super) const SCOPES: [KeyScope; 3] = [KeyScope::PushNew, KeyScope::PushVersion, KeyScope::Unlist];

fn scope_of(name: &str) -> Option<KeyScope> {
    SCOPES.into_iter().find(|scope| name_of(*scope) == name)
}
