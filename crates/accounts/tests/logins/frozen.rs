//! Rules 9.20 to 9.23 and 9.36.

use crate::{
    codes::make,
    conflict::swapped_and_frozen_twice,
    model::{Model, OFFERED, id},
    undo::undo,
};
use accounts::{
    Command, Need,
    contact::{self, AddressChange},
    digest,
    email::EmailAddress,
    installation::Place,
    letter::{FreezeReason, LetterKind},
    login_change::{
        ChangeLogin, ChangeState, Current, Decide, DecideBy, DecideByOperator, DecideChange, FinaliseChange,
        FreezeAccount, RequestDecision, UNDO_SECONDS,
    },
    mailed_act::hash_of,
};
use contract::{Code, Purpose, Secret, Timestamp, account::AuditKind, event::EventKind};
use uuid::Uuid;

/// The hash of the latest link that freezes this account.
pub fn link_of(model: &Model, number: u8) -> FreezeAccount {
    let mut acts = model.all.mailed_acts.iter();
    let act = acts.rfind(|act| act.account == id(number)).unwrap();
    FreezeAccount {
        act: act.hash,
        change: act.about,
        accounts: vec![id(1), id(2)],
    }
}

/// Freezes an account by its mailed link.
pub fn freeze(model: &mut Model, number: u8) {
    let command = link_of(model, number);
    model.run(&command);
}

fn by_code(username: &str, decide: Decide, code: &Secret) -> DecideChange {
    DecideChange {
        username: username.to_owned(),
        decide,
        by: DecideBy::RecoveryCode(code.clone()),
        accounts: vec![id(1), id(2)],
    }
}

fn to_anna(letter: LetterKind) -> (String, LetterKind) {
    ("anna@contact.example".to_owned(), letter)
}

pub fn frozen_by(why: FreezeReason) -> LetterKind {
    LetterKind::AccountFrozen { why }
}

/// What is mailed where a change is kept by which `login` signs in.
pub fn kept(login: &str, until: Option<Timestamp>) -> LetterKind {
    let login = Some(format!("{login} <{login}@identity.example>"));
    LetterKind::LoginChangeKept { login, until }
}

fn request(username: &str, secret: &str) -> RequestDecision {
    RequestDecision {
        username: username.to_owned(),
        address: format!("{username}@contact.example"),
        request_hash: digest::to_text(&digest::of_text(secret)),
        account: (username == "anna").then(|| id(1)),
        installation: None,
    }
}

pub fn by_mail(username: &str, decide: Decide, secret: &str, code: &Secret) -> DecideChange {
    DecideChange {
        username: username.to_owned(),
        decide,
        by: DecideBy::MailedCode {
            request_secret: Secret::new(secret.to_owned()),
            code: code.clone(),
        },
        accounts: vec![id(1), id(2)],
    }
}

/// Asks for a code for `anna` and takes it from the mail.
pub fn mailed_code(model: &mut Model, secret: &str) -> Secret {
    model.take_mails();
    model.run(&request("anna", secret));
    let mails = model.take_mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].0, "anna@contact.example");
    mails[0].1.code().unwrap().clone()
}

fn changed() -> Model {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(1, "anna", "new");
    model.run(&change);
    model
}

#[test]
fn rule_9_21_the_link_freezes_the_account_and_works_once() {
    let mut model = changed();
    model.session(11, 1);
    model.take_mails();
    let command = link_of(&model, 1);
    model.run(&command);
    assert_eq!(model.account(1).frozen_at, Some(model.now));
    assert_eq!(model.state(1), ChangeState::Frozen);
    assert_eq!(model.live_sessions(), [2]);
    assert_eq!(model.audit_of(1).last(), Some(&AuditKind::AccountFrozen));
    assert!(model.events.contains(&(id(1), EventKind::SessionEnded)));
    let mails = model.take_mails();
    assert_eq!(mails, [to_anna(frozen_by(FreezeReason::Link))]);
    assert_eq!(model.refused(&command), (Code::NotFound, "9.21"));
}

#[test]
fn rule_9_21_the_link_works_as_long_as_the_change_can_be_undone() {
    let mut model = changed();
    let command = link_of(&model, 1);
    let end = model.now.plus_secs(UNDO_SECONDS);
    model.now = end;
    assert_eq!(model.refused(&command), (Code::NotFound, "9.21"));
    model.now = Timestamp::from_micros(end.as_micros() - 1);
    model.run(&command);
}

#[test]
fn rule_9_21_another_reference_or_another_kind_of_link_freezes_nothing() {
    let mut model = changed();
    let command = link_of(&model, 1);
    let wrong = FreezeAccount {
        act: hash_of("guessed"),
        ..link_of(&model, 1)
    };
    assert_eq!(model.refused(&wrong), (Code::NotFound, "9.21"));
    model.all.mailed_acts[0].kind = accounts::mailed_act::ActKind::Recover;
    assert_eq!(model.refused(&command), (Code::NotFound, "9.21"));
}

#[test]
fn rule_9_9_a_frozen_account_stays_frozen_after_the_window() {
    let mut model = changed();
    freeze(&mut model, 1);
    model.advance(30 * 86_400);
    let finalise = FinaliseChange {
        change: model.change_of(1).id,
    };
    model.run(&finalise);
    assert_eq!(model.state(1), ChangeState::Frozen);
    let command = undo(&mut model, "anna");
    model.run(&command);
    assert_eq!(model.live(1), Some("anna"));
}

#[test]
fn rule_9_22_a_recovery_code_restores_a_frozen_account() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(1, "anna", "new");
    model.run(&change);
    freeze(&mut model, 1);
    model.run(&by_code("ANNA", Decide::Undo, &codes[3]));
    assert_eq!((model.live(1), model.state(1)), (Some("anna"), ChangeState::Undone));
    assert_eq!(model.account(1).frozen_at, None);
    assert_eq!(model.account(1).recovery_codes_left, 9);
    assert_eq!(model.live_sessions(), [2], "a code opens no session");
    assert!(model.audit_of(1).contains(&AuditKind::AccountUnfrozen));
}

#[test]
fn rule_9_22_a_recovery_code_undoes_a_change_that_nobody_froze() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(1, "anna", "new");
    model.run(&change);
    let keep = by_code("anna", Decide::Keep, &codes[0]);
    assert_eq!(
        model.refused(&keep),
        (Code::LoginChangeNotOpen, "9.17"),
        "nothing to free"
    );
    model.run(&by_code("anna", Decide::Undo, &codes[0]));
    assert_eq!(model.live(1), Some("anna"));
    let again = by_code("anna", Decide::Undo, &codes[1]);
    assert_eq!(model.refused(&again), (Code::LoginChangeNotOpen, "9.17"));
}

#[test]
fn rule_9_22_keeping_a_change_frees_the_account_and_leaves_the_window_open() {
    let mut model = changed();
    freeze(&mut model, 1);
    let code = mailed_code(&mut model, "s");
    model.run(&by_mail("anna", Decide::Keep, "s", &code));
    assert_eq!((model.live(1), model.state(1)), (Some("new"), ChangeState::Open));
    assert_eq!(model.account(1).frozen_at, None);
    assert!(model.account(1).login_change_until.is_some());
    assert!(model.all.decision_codes.is_empty());
    let until = model.change_of(1).ends_at;
    assert_eq!(model.take_mails(), [to_anna(kept("new", Some(until)))]);
    let command = undo(&mut model, "anna");
    model.run(&command);
    assert_eq!(model.live(1), Some("anna"), "the identity from before can still object");
}

#[test]
fn rule_9_20_a_change_made_with_a_recovery_code_is_not_undone_by_the_identity_alone() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(1, "anna", "new");
    model.run(&ChangeLogin {
        current: Current::RecoveryCode(codes[0].clone()),
        ..change
    });
    model.take_mails();
    let command = undo(&mut model, "anna");
    assert_eq!(model.refused(&command), (Code::UndoContested, "9.20"));
    assert_eq!(model.state(1), ChangeState::Contested);
    assert!(model.account(1).frozen_at.is_some());
    assert_eq!(model.live_sessions(), [2]);
    let mails = model.take_mails();
    assert_eq!(
        mails,
        [to_anna(frozen_by(FreezeReason::Contested))],
        "nobody used a link"
    );
    // Again it is refused alike, and nothing more happens.
    assert_eq!(model.refused(&command), (Code::UndoContested, "9.20"));
    assert_eq!(model.take_mails(), []);

    // With another code, the same proof gets the account back.
    let used = accounts::login_change::UndoChange {
        recovery_code: Some(codes[0].clone()),
        ..undo(&mut model, "anna")
    };
    assert_eq!(model.refused(&used), (Code::RecoveryCodeWrong, "9.14"));
    let decided = accounts::login_change::UndoChange {
        recovery_code: Some(codes[1].clone()),
        ..command
    };
    model.run(&decided);
    assert_eq!((model.live(1), model.account(1).recovery_codes_left), (Some("anna"), 8));
    assert_eq!(model.account(1).frozen_at, None);
}

#[test]
fn rule_9_22_keeping_a_contested_change_settles_it_for_good() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(1, "anna", "new");
    model.run(&ChangeLogin {
        current: Current::RecoveryCode(codes[0].clone()),
        ..change
    });
    let command = undo(&mut model, "anna");
    model.refused(&command);
    let code = mailed_code(&mut model, "s");
    model.run(&by_mail("anna", Decide::Keep, "s", &code));
    assert_eq!((model.live(1), model.state(1)), (Some("new"), ChangeState::Final));
    assert_eq!(model.take_mails(), [to_anna(kept("new", None))]);
    assert_eq!(model.account(1).login_change_until, None);
    assert_eq!(model.refused(&command), (Code::LoginChangeNotOpen, "9.17"));
}

#[test]
fn rule_9_23_a_mailed_code_is_bound_to_its_request_and_account_and_has_five_tries_and_fifteen_minutes() {
    let mut model = changed();
    freeze(&mut model, 1);
    let code = mailed_code(&mut model, "mine");
    let other = by_mail("anna", Decide::Undo, "theirs", &code);
    assert_eq!(model.refused(&other), (Code::CodeWrong, "9.23"));
    let wrong = Secret::new("00000000".to_owned());
    for _ in 0..5 {
        let command = by_mail("anna", Decide::Undo, "mine", &wrong);
        assert_eq!(model.refused(&command), (Code::CodeWrong, "9.23"));
    }
    let right = by_mail("anna", Decide::Undo, "mine", &code);
    assert_eq!(
        model.refused(&right),
        (Code::CodeWrong, "9.23"),
        "its tries have run out"
    );

    let code = mailed_code(&mut model, "again");
    let end = model.now.plus_secs(900);
    model.now = end;
    let late = by_mail("anna", Decide::Undo, "again", &code);
    assert_eq!(model.refused(&late), (Code::CodeWrong, "9.23"));
    model.now = Timestamp::from_micros(end.as_micros() - 1);
    let typed = Secret::new(format!("{} {}", &code.expose()[..4], &code.expose()[4..]));
    model.run(&by_mail("anna", Decide::Undo, "again", &typed));
    assert_eq!(model.live(1), Some("anna"));
}

#[test]
fn rule_9_23_asking_for_a_code_tells_nothing_and_mails_only_where_an_account_is_frozen() {
    let mut model = changed();
    model.take_mails();
    for name in ["anna", "nobody", "not a name"] {
        model.run(&request(name, "s"));
    }
    assert!(model.take_mails().is_empty(), "anna is not frozen");
    let any = Secret::new("12345678".to_owned());
    for name in ["anna", "nobody"] {
        let command = by_mail(name, Decide::Undo, "s", &any);
        assert_eq!(model.refused(&command), (Code::CodeWrong, "9.23"), "{name}");
        let command = by_code(
            name,
            Decide::Undo,
            &Secret::new("0000-0000-0000-0000-0000-0000".to_owned()),
        );
        assert_eq!(model.refused(&command), (Code::RecoveryCodeWrong, "9.14"), "{name}");
    }
    let bad = RequestDecision {
        request_hash: "short".to_owned(),
        ..request("nobody", "s")
    };
    assert_eq!(model.refused(&bad), (Code::BadRequest, "9.23"));
}

#[test]
fn rule_5_30_the_code_goes_to_the_oldest_address_that_can_still_be_put_back() {
    let mut model = changed();
    freeze(&mut model, 1);
    model.all.address_changes.push(AddressChange {
        id: Uuid::from_bytes([9; 16]),
        account: id(1),
        previous: EmailAddress::parse("anna@before.example").unwrap(),
        made_at: model.now,
        ends_at: model.now.plus_secs(contact::UNDO_SECONDS),
    });
    model.take_mails();
    let command = RequestDecision {
        address: " Anna@Before.example".to_owned(),
        ..request("anna", "s")
    };
    assert!(command.needs(model.now).contains(&Need::AddressChangesOf(id(1))));
    model.run(&command);
    let to: Vec<String> = model.take_mails().into_iter().map(|(to, _)| to).collect();
    assert_eq!(to, ["anna@before.example"]);
}

#[test]
fn rule_9_23_who_does_not_know_the_address_has_nothing_mailed_and_uses_up_nothing() {
    let mut model = changed();
    freeze(&mut model, 1);
    model.take_mails();
    for (number, address) in ["", "anna", "thief@contact.example", "ben@contact.example"]
        .iter()
        .cycle()
        .take(40)
        .enumerate()
    {
        model.run(&RequestDecision {
            address: (*address).to_owned(),
            ..request("anna", &format!("s{number}"))
        });
    }
    assert!(model.take_mails().is_empty() && model.all.decision_codes.is_empty());
    mailed_code(&mut model, "the owner's");
}

#[test]
fn rule_9_23_an_account_has_at_most_twenty_codes_mailed_within_an_hour() {
    let mut model = changed();
    freeze(&mut model, 1);
    for number in 0..25 {
        model.run(&request("anna", &format!("s{number}")));
    }
    let codes = |model: &mut Model| {
        let mails = model.take_mails().into_iter();
        mails.filter(|(_, letter)| letter.code().is_some()).count()
    };
    assert_eq!(codes(&mut model), 20);
    model.advance(3600);
    model.run(&request("anna", "later"));
    assert_eq!(codes(&mut model), 1);
    assert_eq!(model.all.decision_codes.len(), 1, "old ones are removed");
}

#[test]
fn rule_9_23_what_strangers_ask_for_keeps_nothing_from_places_that_the_account_knew_before_the_change() {
    let mut model = changed();
    freeze(&mut model, 1);
    let changed_at = model.now;
    let place = |name: &str, seen_at: Timestamp| Place {
        account: id(1),
        installation_id: name.to_owned(),
        seen_at,
    };
    model.all.places = vec![
        place("owners", changed_at.plus_secs(-1)),
        place("intruders", changed_at),
        place("forgotten", changed_at.plus_secs(-90 * 86_400)),
    ];
    for number in 0..25 {
        model.run(&request("anna", &format!("s{number}")));
    }
    model.take_mails();
    let mut mailed = |installation: &str, secret: String| {
        let command = RequestDecision {
            installation: Some(installation.to_owned()),
            ..request("anna", &secret)
        };
        assert!(
            command
                .needs(model.now)
                .contains(&Need::PlacesOfLoaded(installation.to_owned()))
        );
        model.run(&command);
        model.take_mails().len()
    };
    for stranger in ["intruders", "forgotten", "unheard-of"] {
        assert_eq!(mailed(stranger, stranger.to_owned()), 0, "{stranger}");
    }
    let owners: usize = (0..25).map(|number| mailed("owners", format!("o{number}"))).sum();
    assert_eq!(owners, 20);
}

#[test]
fn rule_9_22_undoing_a_first_link_leaves_the_account_without_a_login() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(1, "anna", "new");
    model.run(&change);
    // As after a recovery of an account that had no Microsoft login.
    model.forget_replaced(1);
    freeze(&mut model, 1);
    let nobody = undo(&mut model, "anna");
    assert_eq!(model.refused(&nobody), (Code::LoginChangeNotOpen, "9.17"));
    model.run(&by_code("anna", Decide::Undo, &codes[0]));
    assert_eq!(model.live(1), None);
    assert_eq!(model.account(1).frozen_at, None);
}

#[test]
fn rule_9_36_a_lock_blocks_neither_freezing_nor_deciding_nor_undoing() {
    let mut model = changed();
    model.account_mut(1).locked = true;
    freeze(&mut model, 1);
    let code = mailed_code(&mut model, "s");
    model.run(&by_mail("anna", Decide::Keep, "s", &code));
    let until = model.change_of(1).ends_at;
    assert_eq!(model.take_mails(), [to_anna(kept("new", Some(until)))]);
    let command = undo(&mut model, "anna");
    model.run(&command);
    assert_eq!(model.live(1), Some("anna"));
}

#[test]
fn rule_9_22_who_keeps_a_change_after_its_time_is_told_of_no_time_to_undo_it() {
    let mut model = changed();
    freeze(&mut model, 1);
    model.advance(UNDO_SECONDS);
    let code = mailed_code(&mut model, "s");
    model.run(&by_mail("anna", Decide::Keep, "s", &code));
    assert_eq!(model.take_mails(), [to_anna(kept("new", None))]);
}

#[test]
fn rule_9_5_an_identity_of_a_frozen_account_is_not_linked_elsewhere() {
    let mut model = changed();
    freeze(&mut model, 1);
    let change = model.change(2, "ben", "anna");
    assert_eq!(model.refused(&change), (Code::AccountFrozen, "9.5"));
}

#[test]
fn a_decision_sees_the_rows_of_both_accounts() {
    let command = by_code("anna", Decide::Undo, &Secret::new("x".to_owned()));
    assert!(command.needs(Timestamp::from_secs(0)).len() > 10);
    let mut model = changed();
    let stale = DecideChange {
        accounts: Vec::new(),
        ..command
    };
    assert_eq!(model.refused(&stale).0, Code::Stale);
    let proof = model.proof(Purpose::UndoLogin, "anna", None);
    let stale = accounts::login_change::UndoChange {
        accounts: Vec::new(),
        proof,
        ..undo(&mut model, "anna")
    };
    assert_eq!(model.refused(&stale).0, Code::Stale);
    assert_eq!(OFFERED, stale.two_factor);
}

fn decided(username: &str, decide: Decide) -> DecideByOperator {
    DecideByOperator {
        username: username.to_owned(),
        decide,
        reason: "she came with her passport".to_owned(),
        accounts: vec![id(1), id(2)],
    }
}

#[test]
fn rule_16_11_an_operator_gives_a_frozen_account_back_or_leaves_it_for_good() {
    for (decide, live) in [(Decide::Undo, "anna"), (Decide::Keep, "new")] {
        let mut model = changed();
        freeze(&mut model, 1);
        model.take_mails();
        // Long after the 72 hours it is still frozen.
        model.advance(UNDO_SECONDS * 100);
        model.run(&decided("Anna ", decide));
        assert_eq!(model.live(1), Some(live));
        assert_eq!(model.account(1).frozen_at, None);
        assert_eq!(model.account(1).login_change_until, None);
        let audit = model.audit_of(1);
        for kind in [AuditKind::AccountUnfrozen, AuditKind::DecidedByOperator] {
            assert!(audit.contains(&kind), "{kind:?}");
        }
        assert_eq!(model.take_mails().len(), 1, "the contact address is told");
        let command = undo(&mut model, "anna");
        assert_eq!(model.refused(&command), (Code::LoginChangeNotOpen, "9.17"));
        assert_eq!(
            model.refused(&decided("anna", decide)),
            (Code::LoginChangeNotOpen, "16.11")
        );
    }
}

#[test]
fn rule_16_11_an_operator_decides_about_a_swap_as_a_whole() {
    for (decide, anna) in [(Decide::Undo, "anna"), (Decide::Keep, "ben")] {
        let mut model = swapped_and_frozen_twice();
        model.run(&decided("anna", decide));
        assert_eq!(model.live(1), Some(anna));
        for number in [1, 2] {
            assert_eq!(model.account(number).frozen_at, None);
            assert!(model.audit_of(number).contains(&AuditKind::DecidedByOperator));
        }
    }
}

#[test]
fn rule_16_11_an_operator_decides_nothing_that_its_owner_still_can() {
    let mut model = changed();
    let open = decided("anna", Decide::Undo);
    assert_eq!(model.refused(&open), (Code::LoginChangeNotOpen, "16.11"));
    assert_eq!(
        model.refused(&decided("nobody", Decide::Undo)),
        (Code::NotFound, "16.11")
    );
    freeze(&mut model, 1);
    let unnamed = DecideByOperator {
        reason: " ".to_owned(),
        ..decided("anna", Decide::Undo)
    };
    assert_eq!(model.refused(&unnamed), (Code::ReasonInvalid, "16.11"));
    let elsewhere = DecideByOperator {
        accounts: vec![id(2)],
        ..decided("anna", Decide::Undo)
    };
    assert_eq!(model.refused(&elsewhere).0, Code::Stale);
}
