//! What undoing a move gives back: both accounts (rule 9.39).

use crate::{
    codes::make,
    frozen::{by_code, by_mail, decided, freeze, mailed_code},
    model::{Model, id, identity},
    relocate::{WEEK, relocate},
    undo::undo,
};
use accounts::{
    Command, Need, Write,
    deletion::{DeleteByOperator, Effect, TakeEffect},
    key::{ApiKey, Scopes},
    letter::LetterKind,
    login_change::{ChangeState, Current, Decide, ForeseeUndo, MoveLogin, UNDO_SECONDS, UndoChange},
};
use contract::{Code, account::AuditKind, consequence::Consequence, event::EventKind};
use uuid::Uuid;

/// Anna's account has taken Ben's login.
fn moved() -> Model {
    let mut model = Model::with_anna_and_ben();
    model.all.keys.push(key_of_ben(&model));
    let command = relocate(&mut model, "ben");
    model.run(&command);
    model.advance(60);
    model.take_mails();
    model.audit.clear();
    model.events.clear();
    model
}

fn key_of_ben(model: &Model) -> ApiKey {
    ApiKey {
        id: Uuid::from_bytes([7; 16]),
        holder: id(2),
        owner: Some(id(2)),
        description: "build server".to_owned(),
        hash: [7; 32],
        ending: "abcd".to_owned(),
        scopes: Scopes::default(),
        packages: vec!["*".to_owned()],
        made_at: model.now,
        expires_at: model.now.plus_secs(86_400 * 365),
        used_at: None,
        revoked_at: None,
    }
}

fn are_as_before(model: &Model) {
    assert_eq!((model.live(1), model.live(2)), (Some("anna"), Some("ben")));
    assert_eq!(model.account(2).deletion_at, None);
    assert!(model.all.deletions.is_empty());
    let acts = model.all.mailed_acts.iter();
    assert_eq!(
        acts.filter(|act| act.account == id(2)).count(),
        0,
        "its link keeps nothing"
    );
}

#[test]
fn rule_14_21_the_operator_does_not_delete_what_undoing_would_give_back() {
    let mut model = moved();
    let command = |model: &Model| DeleteByOperator {
        account: id(2),
        typed: model.account(2).username.as_str().to_owned(),
        unlist_orphans: true,
    };
    assert_eq!(model.refused(&command(&model)).0, Code::LoginChangeOpen);
    model.advance(UNDO_SECONDS);
    assert!(model.decide(&command(&model)).is_ok());
}

#[test]
fn rule_9_39_undoing_a_move_ends_the_other_deletion_and_gives_its_login_back() {
    let mut model = moved();
    let command = undo(&mut model, "anna");
    for number in [1, 2] {
        assert!(command.needs(model.now).contains(&Need::DeletionsMovedTo(id(number))));
    }
    model.run(&command);
    are_as_before(&model);
    assert_eq!(model.state(1), ChangeState::Undone);
    assert_eq!(
        model.audit_of(2),
        [AuditKind::DeletionCancelled, AuditKind::LoginChangeUndone]
    );
    for what in [EventKind::AccountChanged, EventKind::LoginChanged] {
        assert!(model.events.contains(&(id(2), what)));
    }
    let told: Vec<_> = model.take_mails();
    let own = |to: &str| {
        told.iter()
            .filter(|(own, _)| own == to)
            .map(|(_, kind)| kind)
            .collect::<Vec<_>>()
    };
    let login = "ben <ben@identity.example>".to_owned();
    assert_eq!(own("ben@contact.example"), [&LetterKind::LoginGivenBack { login }]);
    assert!(matches!(
        own("anna@contact.example")[..],
        [LetterKind::LoginChangeUndone { .. }]
    ));
    assert!(model.all.keys[0].revoked_at.is_none(), "its keys work again");
}

#[test]
fn rule_9_39_what_comes_back_is_told_before_but_not_where_the_other_account_is_mailed() {
    let mut model = moved();
    let command = ForeseeUndo(undo(&mut model, "anna"));
    let (changes, _) = model.decide(&command).unwrap();
    let username = || "ben".to_owned();
    let back = [
        Consequence::AccountKept { username: username() },
        Consequence::KeysResume { count: 1 },
        Consequence::LoginReplaced {
            username: username(),
            from: None,
            to: identity("ben"),
        },
    ];
    let at = changes.consequences.iter().position(|line| *line == back[0]).unwrap();
    assert_eq!(changes.consequences[at..at + 3], back);
    let told = changes.consequences.iter().find_map(|line| match line {
        Consequence::Told { addresses } => Some(addresses.as_slice()),
        _ => None,
    });
    assert_eq!(told.unwrap(), ["anna@contact.example"]);
    let ben = |to: &str| changes.mails.iter().any(|mail| mail.to == to);
    assert!(ben("ben@contact.example"));
}

#[test]
fn rule_9_39_so_does_who_decides_with_a_recovery_code_with_a_mailed_code_or_as_the_operator() {
    for way in 0..3 {
        let mut model = Model::with_anna_and_ben();
        let codes = make(&mut model, 1, "anna");
        let command = relocate(&mut model, "ben");
        model.run(&command);
        if way > 0 {
            freeze(&mut model, 1);
            // While nobody decides, the week of the other account does not end.
            model.advance(2 * WEEK);
            let early = model.refused(&TakeEffect { account: id(2) });
            assert_eq!(early, (Code::LoginChangeOpen, "14.20"));
        }
        match way {
            0 => model.run(&by_code("anna", Decide::Undo, &codes[0])),
            1 => {
                let code = mailed_code(&mut model, "s");
                let command = by_mail("anna", Decide::Undo, "s", &code);
                let (changes, ()) = model.decide(&command).unwrap();
                let told = Consequence::Told {
                    addresses: vec!["anna@contact.example".to_owned()],
                };
                assert!(changes.consequences.contains(&told), "{:?}", changes.consequences);
                model.run(&command);
            }
            _ => model.run(&decided("anna", Decide::Undo)),
        }
        are_as_before(&model);
    }
}

#[test]
fn rule_9_39_so_does_a_contested_undo_once_a_recovery_code_comes_with_it() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let command = relocate(&mut model, "ben");
    model.run(&MoveLogin {
        current: Current::RecoveryCode(codes[0].clone()),
        ..command
    });
    let command = undo(&mut model, "anna");
    assert_eq!(model.refused(&command).0, Code::UndoContested);
    assert_eq!(
        (model.live(1), model.live(2)),
        (Some("ben"), None),
        "nothing is back yet"
    );
    model.run(&UndoChange {
        recovery_code: Some(codes[1].clone()),
        ..command
    });
    are_as_before(&model);
}

#[test]
fn rule_9_39_who_keeps_the_change_gives_nothing_back() {
    let mut model = moved();
    freeze(&mut model, 1);
    model.run(&decided("anna", Decide::Keep));
    assert_eq!((model.live(1), model.live(2)), (Some("ben"), None));
    model.advance(WEEK);
    assert_eq!(model.run(&TakeEffect { account: id(2) }), Effect::Deleted);
}

#[test]
fn rule_9_39_an_account_that_was_kept_meanwhile_stays_as_it_was_kept() {
    let mut model = moved();
    // As its link leaves it where two-factor is on, or a recovery before it has linked another identity.
    model.all.deletions.clear();
    model.account_mut(2).deletion_at = None;
    let command = undo(&mut model, "anna");
    let (changes, _) = model.decide(&command).unwrap();
    let inserted = |write: &Write| matches!(write, Write::InsertLogin(_));
    assert!(
        !changes.writes.iter().any(inserted),
        "who kept it decides what opens it"
    );
    model.run(&command);
    assert_eq!((model.live(1), model.live(2)), (Some("anna"), None));
}

#[test]
fn rule_9_39_undoing_a_later_change_gives_nothing_back() {
    let mut model = moved();
    model.advance(UNDO_SECONDS);
    let change = model.change(1, "ben", "third");
    model.run(&change);
    let command = undo(&mut model, "ben");
    model.run(&command);
    assert_eq!((model.live(1), model.live(2)), (Some("ben"), None));
    assert!(model.account(2).deletion_at.is_some());
}
