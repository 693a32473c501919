//! What pages of several machines have in common.

use crate::{Decision, Proofs, Scene, Slot};
use contract::{
    Code, Problem, Timestamp,
    account::Account,
    consequence::Consequence,
    desktop::{
        view::UsernameCheck,
        wizard::{Block, Choice, Facts, Field, FieldName, Line, ListName, Offer, Receipt, Sheet, WizardKind},
    },
    proof::Standing,
};

/// A field with what was typed there.
pub(crate) fn field(name: FieldName, text: &str) -> Field {
    Field {
        name,
        text: text.to_owned(),
        check: UsernameCheck::NotAsked,
    }
}

/// The field for the name of somebody who is there already: one that is taken is the right one, so only its form is judged.
pub(crate) fn somebody(text: &str, scene: &Scene) -> Field {
    let mut field = field(FieldName::Username, text);
    match scene.check(FieldName::Username) {
        UsernameCheck::Refused {
            code: Code::UsernameTaken,
        } => {}
        refused @ UsernameCheck::Refused { .. } => field.check = refused,
        _ => {}
    }
    field
}

/// What was seen, as a request names it; nothing where an earlier gallery did not tell.
pub(crate) fn seen(revision: &str) -> Option<String> {
    Some(revision.to_owned()).filter(|revision| !revision.is_empty())
}

/// A note that does not warn.
pub(crate) fn note(list: ListName) -> Block {
    Block::Note { list, warns: false }
}

/// A note that warns.
pub(crate) fn warning(list: ListName) -> Block {
    Block::Note { list, warns: true }
}

/// Nobody knows whether it was done.
pub(crate) fn unsure() -> Block {
    warning(ListName::Unsure)
}

/// A line about something, with what can be done about it.
pub(crate) fn line(facts: Facts, offers: Vec<Offer>) -> Line {
    Line {
        facts,
        says: None,
        code: None,
        good: false,
        offers,
    }
}

/// A line about what stands in the way.
pub(crate) fn blocker(code: Code, facts: Facts, offers: Vec<Offer>) -> Line {
    Line {
        code: Some(code),
        ..line(facts, offers)
    }
}

/// What helps against something that stands in the way of this account, where another wizard does.
pub(crate) fn remedy(code: Code, username: &str) -> Vec<Offer> {
    let offer = match code {
        Code::DeletionPending => Offer::starting(WizardKind::DeleteAccount).called(Choice::KeepAccount),
        Code::LoginMissing => Offer::starting(WizardKind::Recover),
        Code::LoginChangeOpen | Code::AccountFrozen => Offer::starting(WizardKind::UndoLogin).about(username),
        Code::EmailUnconfirmed => Offer::starting(WizardKind::ContactEmail),
        _ => return Vec::new(),
    };
    vec![offer]
}

/// Whether a refusal is about an account that the wizard does not know: one that an identity lost to another (rule 9.5).
pub(crate) fn is_elsewhere(problem: &Problem) -> bool {
    problem.field.as_deref() == Some("elsewhere")
}

/// The same for somebody who cannot sign in to it, whom the account's own wizards do not help.
pub(crate) fn remedy_without_session(code: Code, username: &str) -> Vec<Offer> {
    match code {
        Code::LoginChangeOpen | Code::AccountFrozen => remedy(code, username),
        Code::DeletionPending => vec![Offer::starting(WizardKind::KeepAccount).called(Choice::KeepAccount)],
        _ => Vec::new(),
    }
}

/// The account has a state in which hardly anything may be changed; all of them at once.
pub(crate) fn standing_in_the_way(account: &Account) -> Vec<Line> {
    let facts = |until: Option<Timestamp>| Facts {
        username: Some(account.username.clone()),
        until,
        ..Facts::default()
    };
    let found = [
        account.locked.then(|| (Code::AccountLocked, facts(None))),
        account.frozen_at.map(|_| (Code::AccountFrozen, facts(None))),
        account.deletion_at.map(|at| (Code::DeletionPending, facts(Some(at)))),
        account
            .login_change_until
            .map(|at| (Code::LoginChangeOpen, facts(Some(at)))),
    ];
    let found = found.into_iter().flatten();
    let helped = |(code, facts)| blocker(code, facts, remedy(code, &account.username));
    found.map(helped).collect()
}

/// The same as of now: the gallery notes only a while after its time that a change of the login is final, and refuses nothing
/// for it any more (rule 9.24).
pub(crate) fn standing_in_the_way_now(account: &Account, now: Timestamp) -> Vec<Line> {
    let mut found = standing_in_the_way(account);
    let is_open = |line: &Line| line.facts.until.is_some_and(|until| now < until);
    found.retain(|line| line.code != Some(Code::LoginChangeOpen) || is_open(line));
    found
}

/// Puts lines on a page, where there are any.
pub(crate) fn lines(sheet: &mut Sheet, list: ListName, items: Vec<Line>) {
    if !items.is_empty() {
        sheet.blocks.push(Block::Lines { list, items });
    }
}

/// Puts a decision on a page: what it will change, why it was refused, and the button that names the act. Where the
/// consequences are not there yet, or nobody knows whether it was done, the gallery is asked first.
pub(crate) fn decide(sheet: &mut Sheet, decision: &Decision, act: Offer) {
    if let Some(items) = decision.foreseen.as_ref().filter(|items| !items.is_empty()) {
        sheet.blocks.push(Block::Consequences {
            list: ListName::WillChange,
            items: items.clone(),
        });
    }
    let can_press = decision.foreseen.is_some() && !decision.unsure;
    let waits = decision.foreseen.is_none() && decision.refusal.is_none();
    told(sheet, decision);
    if can_press {
        sheet.offers.push(act);
    } else if !waits {
        sheet.offers.push(Offer::primary(Choice::TryAgain));
    }
}

/// The shortest time in which an account can be kept is days long: what ends sooner than within this many seconds is none,
/// also where the clocks differ a little, or the page has been looked at for a while.
const AT_ONCE: i64 = 3600;

/// Whether an account that goes by a decision goes at once, without a time in which it could be kept (rules 14.12, 9.16).
pub(crate) fn deleted_at_once(decision: &Decision, now: Timestamp) -> bool {
    let foreseen = decision.foreseen.iter().flatten();
    foreseen
        .into_iter()
        .any(|item| matches!(item, Consequence::AccountDeleted { at, .. } if at.secs_since(now) < AT_ONCE))
}

/// The same for an act that has nothing to foresee.
pub(crate) fn decide_at_once(sheet: &mut Sheet, decision: &Decision, act: Offer) {
    told(sheet, decision);
    let again = Offer::primary(Choice::TryAgain);
    sheet.offers.push(if decision.unsure { again } else { act });
}

fn told(sheet: &mut Sheet, decision: &Decision) {
    if decision.refusal.is_some() {
        sheet.refusal = decision.refusal.clone();
    }
    if decision.unsure {
        // What was sent is sent again as it was, so nothing of it can be typed anew.
        sheet.fields.clear();
        sheet.blocks.push(unsure());
    }
}

/// A secret that is typed again, to be sent with what was pressed before.
pub(crate) fn type_again(sheet: &mut Sheet, name: FieldName) {
    sheet.blocks.push(note(ListName::TypeAgain));
    sheet.fields = vec![field(name, "")];
}

/// What stands in the way by its name alone, each line with what helps.
pub(crate) fn in_the_way(sheet: &mut Sheet, found: &[Code]) {
    let username = sheet.facts.username.clone().unwrap_or_default();
    // What has an end is told with it.
    let until = sheet.facts.until;
    let facts = |code: Code| Facts {
        until: until.filter(|_| code == Code::LoginChangeOpen),
        ..Facts::default()
    };
    let line = |code: &Code| blocker(*code, facts(*code), remedy(*code, &username));
    let found = found.iter().map(line).collect();
    lines(sheet, ListName::InTheWay, found);
}

/// What stands in the way, and a way to look whether it still does.
pub(crate) fn blocked(sheet: &mut Sheet, items: Vec<Line>) {
    lines(sheet, ListName::Blockers, items);
    sheet.offers = vec![Offer::plain(Choice::LookAgain)];
}

/// The way to sign in again, where the session has ended.
pub(crate) fn session_ended(sheet: &mut Sheet) {
    let ended = |problem: &Problem| matches!(problem.code, Code::SessionRequired | Code::FullSessionRequired);
    if sheet.refusal.as_ref().is_some_and(ended) {
        sheet.helps.push(Offer::plain(Choice::SignInElsewhere));
    }
}

/// Who came back for a sign-in, and what they are to the page, where somebody did.
pub(crate) fn identity(sheet: &mut Sheet, proofs: &Proofs, slot: Slot, list: ListName) {
    if let Some(proved) = proofs.get(slot) {
        let identity = proved.identity.clone();
        sheet.blocks.push(Block::Identity { identity, list });
    }
}

/// Who came back for a sign-in.
pub(crate) fn who_came_back(sheet: &mut Sheet, proofs: &Proofs, slot: Slot) {
    identity(sheet, proofs, slot, ListName::CameBack);
}

/// Whoever came back lost another account by a change of its login: once they sign in to this one, they can no longer
/// take that change back. Told while its undo is open, with the way to it.
pub(crate) fn replaced_elsewhere(sheet: &mut Sheet, proofs: &Proofs, slot: Slot) {
    let standing = proofs.get(slot).map(|proved| &proved.standing);
    if let Some(Standing::Replaced { username, until, .. }) = standing {
        sheet.facts.other = Some(username.clone());
        sheet.facts.until = Some(*until);
        sheet.blocks.push(warning(ListName::ReplacedElsewhere));
        let undo = Offer::starting(WizardKind::UndoLogin).about(username);
        sheet.helps.push(undo);
    }
}

/// The receipt, and the way out.
pub(crate) fn done(sheet: &mut Sheet, receipt: Option<&Receipt>) {
    sheet.blocks.extend(receipt.cloned().map(Block::Receipt));
    sheet.offers.push(Offer::primary(Choice::Finish));
}

/// What stands on a page that could not be read.
pub(crate) fn unread(sheet: &mut Sheet, problem: Option<&Problem>) {
    if let Some(problem) = problem {
        sheet.refusal = Some(problem.clone());
        sheet.offers = vec![Offer::primary(Choice::LookAgain)];
    }
}

/// Whether a name was typed to confirm, in any case.
///
/// # Errors
/// `ConfirmationWrong`, about its field.
pub(crate) fn confirmed(typed: &str, name: &str) -> Result<(), Problem> {
    if !name.is_empty() && typed.trim().eq_ignore_ascii_case(name) {
        return Ok(());
    }
    Err(Problem::new(Code::ConfirmationWrong, "another name was typed").about("confirmation"))
}

/// A refusal about a field of a request, told at the page's own.
pub(crate) fn at_field(mut problem: Problem, fields: &[(Code, FieldName)]) -> Problem {
    if let Some((_, field)) = fields.iter().find(|(code, _)| *code == problem.code) {
        problem.field = Some(
            match field {
                FieldName::Email => "email",
                FieldName::Code => "code",
                FieldName::Username => "username",
                FieldName::Password => "password",
                FieldName::Reason => "reason",
                FieldName::Feedback => "feedback",
                _ => return problem,
            }
            .to_owned(),
        );
    }
    problem
}
