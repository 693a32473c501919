//! What the gallery answered, and what it refused.

use super::{
    ApiKeys, At, Read,
    draft::{Draft, Question},
};
use crate::{Answer, Scene};
use contract::{
    Code, Problem,
    desktop::wizard::Deed,
    key::{Key, KeyList},
};

impl ApiKeys {
    pub(super) fn answer(&mut self, answer: Answer, scene: &Scene) {
        let pressed = self.decision.is_pressed();
        match (self.reading(), answer) {
            (Some(Read::Keys), Answer::Keys(list)) if self.finds_out => self.found_out(*list, scene),
            (Some(Read::Keys), Answer::Keys(list)) => self.take_keys(*list),
            (Some(Read::Account), Answer::Account(account)) => self.account.take(Some(*account)),
            (Some(Read::Organizations), Answer::Organizations(list)) => {
                self.organizations.take(Some(list.organizations));
            }
            (None, Answer::Consequences(consequences)) => self.decision.foresee(consequences),
            (None, Answer::KeyMade(key)) if pressed => self.made(*key, scene),
            (None, Answer::Done) if pressed => self.finish(scene),
            _ => {}
        }
    }

    /// The keys as they are now. The one that the page is about may be another one since, or none.
    fn take_keys(&mut self, list: KeyList) {
        let first = self.keys.known.is_none();
        let id = match self.at {
            At::List if first => self.about.clone(),
            At::Key | At::Menu | At::Edit(_) | At::EditCheck(_) | At::Renew | At::RenewLife | At::Revoke => {
                self.key.as_ref().map(|key| key.id.to_string())
            }
            _ => None,
        };
        let found = list.keys.iter().find(|key| Some(key.id.to_string()) == id).cloned();
        self.keys.take(Some(list));
        match found {
            Some(key) => {
                if self.at == At::List {
                    self.go(At::Key);
                }
                self.key = Some(key);
            }
            None if id.is_some() && self.at != At::List => {
                self.go(At::List);
                self.hint = Some(Problem::new(Code::NotFound, "the key was revoked meanwhile"));
            }
            None => {}
        }
    }

    /// Its text is with the app, which shows it on the next page.
    pub(super) fn made(&mut self, key: Key, scene: &Scene) {
        let (description, until) = (key.description.clone(), key.expires_at);
        let deed = if self.at == At::Check {
            self.draft = Draft::default();
            let owner = key.owner.clone().unwrap_or_default();
            Deed::KeyMade {
                description,
                owner,
                until,
            }
        } else {
            Deed::KeyRenewed { description, until }
        };
        self.receipt = Some(self.decision.receipt_of(deed, scene.now));
        self.key = Some(key);
        self.gone = false;
        self.keys.again();
        self.go(At::Shown);
    }

    fn finish(&mut self, scene: &Scene) {
        let description = self.key.as_ref().map(|key| key.description.clone()).unwrap_or_default();
        let deed = match self.at {
            At::EditCheck(question) => Deed::KeyChanged {
                description: match question {
                    Question::Description => self.change.description.trim().to_owned(),
                    _ => description,
                },
            },
            _ => Deed::KeyRevoked { description },
        };
        self.receipt = Some(self.decision.receipt_of(deed, scene.now));
        self.keys.again();
        self.go(At::Done);
    }

    pub(super) fn refuse(&mut self, problem: Problem, scene: &Scene) {
        match self.reading() {
            Some(Read::Keys) if self.finds_out => return self.fail_to_find_out(problem),
            Some(Read::Keys) => return self.keys.fail(problem),
            Some(Read::Account) => return self.account.fail(problem),
            Some(Read::Organizations) => return self.organizations.fail(problem),
            None => {}
        }
        if self.lose_session(&problem) {
            return;
        }
        // By a press whose answer was lost, or by somebody else.
        if self.at == At::Revoke && self.decision.is_pressed() && problem.code == Code::NotFound {
            return self.finish(scene);
        }
        let question = Question::of(&problem);
        match (self.at, question) {
            (At::Check, Some(question)) => self.ask_again(At::Ask(question), problem),
            // The operator may allow other lives by now than the one that the old key was made for.
            (At::Renew, Some(Question::Life)) => self.ask_again(At::RenewLife, problem),
            (At::EditCheck(asked), Some(question)) if question == asked => {
                self.ask_again(At::Edit(asked), problem);
            }
            _ => {
                if matches!(problem.code, Code::Stale | Code::NotFound) {
                    self.keys.again();
                }
                self.decision.refuse(problem);
            }
        }
    }

    /// An answer was refused: at its question, with why.
    fn ask_again(&mut self, at: At, problem: Problem) {
        self.go(at);
        self.hint = Some(problem);
    }

    pub(super) fn lose_answer(&mut self, problem: Problem) {
        match self.reading() {
            Some(Read::Keys) if self.finds_out => self.fail_to_find_out(problem),
            Some(Read::Keys) => self.keys.fail(problem),
            Some(Read::Account) => self.account.fail(problem),
            Some(Read::Organizations) => self.organizations.fail(problem),
            None => self.decision.lose_answer(problem),
        }
    }
}
