//! What the gallery's answers and refusals lead to.

use super::{Act, At, ContactEmail, instead::is_about_login};
use crate::{Answer, Decision, Scene, Slot, decision, page};
use contract::{
    Code, Problem,
    account::Account,
    desktop::wizard::{Deed, FieldName},
};

/// Whose refusals stand at which field.
pub(super) const FIELDS: &[(Code, FieldName)] = &[
    (Code::EmailInvalid, FieldName::Email),
    (Code::EmailTaken, FieldName::Email),
    (Code::PasswordWrong, FieldName::Password),
    (Code::PasswordLockedOut, FieldName::Password),
    (Code::CodeWrong, FieldName::Code),
    (Code::CodeExpired, FieldName::Code),
];

impl ContactEmail {
    pub(super) fn answer(&mut self, answer: Answer, scene: &Scene) {
        if self.decision.is_pressed() {
            return self.finish(answer, scene);
        }
        match answer {
            Answer::Account(account) => self.look(*account, scene),
            Answer::Organization(found) => match found.account {
                Some(account) => self.look(account, scene),
                None => self.account.fail(Code::NotAuthorized.into()),
            },
            Answer::Consequences(consequences) => self.decision.foresee(consequences),
            _ => {}
        }
    }

    /// How it stands: what was waited for may have been confirmed or withdrawn elsewhere.
    pub(super) fn look(&mut self, mut account: Account, scene: &Scene) {
        // The gallery closes it a while after its time; what is asked for now it does not refuse any more (rule 9.8).
        account.login_change_until = account.login_change_until.filter(|until| scene.now < *until);
        let (waits, confirmed) = (account.pending_email.is_some(), account.confirmed_email.clone());
        let before = self.confirmed();
        self.account.take(Some(account));
        // As long as anything holds it up, it is not time yet.
        let account = self.account.known.as_ref();
        self.reminds &= account.is_some_and(|account| !page::standing_in_the_way(account).is_empty());
        if !self.looked && waits {
            self.at = At::Code;
        }
        self.looked = true;
        let unknown = std::mem::take(&mut self.unknown) && matches!(self.at, At::Address | At::Proof);
        if unknown && self.has_arrived(before.as_ref(), scene) {
            return;
        }
        if self.at == At::Code && !waits {
            if before == confirmed || confirmed.is_none() {
                self.go(At::Address);
            } else {
                self.confirm(before, scene);
            }
        }
        // It was the link of another mail.
        if std::mem::take(&mut self.linked) && self.at == At::Code && waits {
            self.decision.refuse(page::at_field(Code::CodeWrong.into(), FIELDS));
        }
    }

    /// Whether the address that was sent has arrived: it waits, or was even confirmed elsewhere since.
    fn has_arrived(&mut self, before: Option<&String>, scene: &Scene) -> bool {
        let typed = self.address.trim();
        let is_typed = |address: &Option<String>| address.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(typed));
        let (pending, confirmed) = (self.pending(), self.confirmed());
        let (waits, confirmed_since) = (is_typed(&pending), is_typed(&confirmed) && confirmed.as_ref() != before);
        if waits {
            self.type_again = false;
            self.wait_for_code();
        } else if confirmed_since {
            self.type_again = false;
            self.confirm(before.cloned(), scene);
        } else if self.at == At::Proof {
            self.hint = Some(Code::ProofExpired.into());
        }
        waits || confirmed_since
    }

    /// Another address waits by now; the sign-in that asked for it is used up.
    fn wait_for_code(&mut self) {
        self.proofs.lose(Slot::Current);
        self.go(At::Code);
    }

    fn confirm(&mut self, before: Option<String>, scene: &Scene) {
        self.before = before;
        let deed = Deed::EmailConfirmed {
            username: self.subject(scene),
            address: self.confirmed().unwrap_or_default(),
        };
        self.receipt = Some(self.decision.receipt_of(deed, scene.now));
        self.at = At::Done;
    }

    /// What was pressed is done.
    fn finish(&mut self, answer: Answer, scene: &Scene) {
        // A pasted link may be another account's: how it stands decides whether it was this one's.
        if self.act == Act::Confirm && self.organization.is_none() && matches!(answer, Answer::Done) {
            self.linked = true;
            self.decision.forget_press();
            return self.account.again();
        }
        let before = self.confirmed();
        // The address that is confirmed already was typed: asking for it withdraws the one that waited (rule 5.13).
        let waits_no_more = matches!(&answer, Answer::Account(account) if account.pending_email.is_none());
        if let Answer::Account(account) = answer {
            self.account.take(Some(*account));
        } else {
            self.account.again();
        }
        match self.act {
            // Lost on the way and confirmed elsewhere since.
            Act::Change if waits_no_more && self.confirmed() != before => self.confirm(before, scene),
            Act::Change if waits_no_more => self.withdrawn(scene),
            Act::Change => self.wait_for_code(),
            Act::Confirm => {
                if self.organization.is_some() {
                    self.promote();
                }
                self.confirm(before, scene);
            }
            Act::Resend => {
                self.go(At::Code);
                self.sent = true;
            }
            Act::Withdraw => self.withdrawn(scene),
        }
    }

    fn withdrawn(&mut self, scene: &Scene) {
        let username = self.subject(scene);
        let deed = Deed::EmailWithdrawn { username };
        self.receipt = Some(self.decision.receipt_of(deed, scene.now));
        self.at = At::Withdrawn;
    }

    /// The address that waited is the confirmed one: an organization's account does not come with the answer.
    fn promote(&mut self) {
        if let Some(account) = &mut self.account.known {
            account.confirmed_email = account.pending_email.take();
        }
    }

    pub(super) fn refuse(&mut self, problem: Problem) {
        if self.is_reading() {
            return self.account.fail(problem);
        }
        // An earlier press arrived, with what was typed then.
        if decision::is_about_key(&problem) {
            return self.look_after();
        }
        if self.at == At::Check && self.login().is_some() && is_about_login(problem.code) {
            return self.prove_again(problem);
        }
        // The link of another mail, or one that was used, is refused like a code of another mail.
        let is_link = self.act == Act::Confirm && self.organization.is_none() && problem.code == Code::NotFound;
        let problem = if is_link { Code::CodeWrong.into() } else { problem };
        let problem = page::at_field(problem, FIELDS);
        match (self.at, problem.code) {
            // It was confirmed or withdrawn meanwhile, perhaps by this very press: look.
            (At::Code, Code::EmailNotPending) => {
                self.decision = Decision::default();
                self.account.again();
            }
            (At::Check, Code::EmailInvalid | Code::EmailTaken | Code::PasswordWrong | Code::PasswordLockedOut) => {
                self.go(At::Address);
                self.hint = Some(problem);
            }
            // Another address waits by now: it is shown, and what withdraws that is another press.
            (At::Code | At::Address, Code::Stale) => {
                self.decision.refuse(problem);
                self.account.again();
            }
            // The page shows how it stands now, and what was typed stays there.
            (At::Check, Code::Stale) => {
                self.go(At::Address);
                self.hint = Some(problem);
                self.account.again();
            }
            _ => self.decision.refuse(problem),
        }
    }
}
