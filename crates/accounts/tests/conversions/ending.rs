//! How a request ends without effect (rule 12.13).

use crate::{
    scene::{accept, asked, cancel, reject, waiting},
    support::{DAY, conversion, decide, entropy, hearing, id, mails, now, refused, row, told},
};
use accounts::{
    Guard, Write,
    conversion::{RejectByLink, StopConversion},
    letter::LetterKind,
    mailed_act::{self, ActKind, MailedAct},
};
use contract::{Code, account::AuditKind, session::SessionKind};

#[test]
fn rule_12_13_either_side_ends_a_request_and_the_other_is_told() {
    let (rejected, ()) = decide(&reject(2), &asked()).unwrap();
    let ended = |by: &str| LetterKind::ConversionEnded {
        by: by.to_owned(),
        by_link: false,
    };
    assert_eq!(mails(&rejected), [("anna@example.org", &ended("ben"))]);
    let kind = AuditKind::ConversionRejected;
    assert_eq!(told(&rejected), [(id(1), kind, Some("ben")), (id(2), kind, None)]);
    let (cancelled, ()) = decide(&cancel(1), &asked()).unwrap();
    assert_eq!(mails(&cancelled), [("ben@example.org", &ended("anna"))]);
    let kind = AuditKind::ConversionCancelled;
    assert_eq!(told(&cancelled), [(id(1), kind, None), (id(2), kind, Some("anna"))]);
    for changes in [rejected, cancelled] {
        let row = conversion(1, 2);
        assert_eq!(
            changes.writes,
            [Write::RemoveConversion(row.id), Write::RemoveMailedActs(row.id)]
        );
        assert_eq!(hearing(&changes), [id(1), id(2)]);
    }
    // A lock does not keep anybody from it, and neither does a recovery session.
    let mut snapshot = asked();
    row(&mut snapshot, 1).locked = true;
    snapshot.sessions[0].kind = SessionKind::Recovery;
    snapshot.sessions[1].kind = SessionKind::Recovery;
    row(&mut snapshot, 2).mail.from_others = false;
    assert!(decide(&cancel(1), &snapshot).unwrap().0.mails.is_empty());
    assert!(decide(&reject(2), &snapshot).is_ok());
    // As long as an accepted one waits, too.
    assert!(decide(&cancel(1), &waiting()).is_ok());
    assert!(decide(&reject(2), &waiting()).is_ok());
}

#[test]
fn rule_12_13_the_mailed_link_rejects_what_it_is_about() {
    let mut snapshot = asked();
    let about = snapshot.conversions[0].id;
    let (act, reference) = MailedAct::issue(ActKind::Conversion, id(1), about, 7 * DAY, now(), &mut entropy());
    snapshot.mailed_acts = vec![act];
    let by_link = |reference: &str| RejectByLink {
        act: mailed_act::hash_of(reference),
        conversion: about,
    };
    let (changes, ()) = decide(&by_link(reference.expose()), &snapshot).unwrap();
    assert_eq!(told(&changes)[0], (id(1), AuditKind::ConversionRejected, Some("ben")));
    assert_eq!(refused(&by_link("another"), &snapshot).0, Code::ConversionNotFound);
    // It is not the link that stops an accepted one.
    let stop = StopConversion {
        act: mailed_act::hash_of(reference.expose()),
        conversion: about,
    };
    assert_eq!(refused(&stop, &snapshot).0, Code::ConversionNotFound);
}

#[test]
fn rule_12_17_every_answer_counts_as_a_change_of_both_accounts() {
    let mut asked = asked();
    let (by_link, reference) = MailedAct::issue(
        ActKind::Conversion,
        id(1),
        asked.conversions[0].id,
        7 * DAY,
        now(),
        &mut entropy(),
    );
    let link = RejectByLink {
        act: mailed_act::hash_of(reference.expose()),
        conversion: asked.conversions[0].id,
    };
    asked.mailed_acts = vec![by_link];
    let answers = [
        decide(&accept(2), &asked).unwrap().0,
        decide(&reject(2), &asked).unwrap().0,
        decide(&link, &asked).unwrap().0,
        decide(&cancel(1), &asked).unwrap().0,
        decide(&cancel(1), &waiting()).unwrap().0,
        decide(&reject(2), &waiting()).unwrap().0,
    ];
    for changes in answers {
        for number in [1, 2] {
            let guard = Guard::ChangesAccount {
                account: id(number),
                version: i64::from(number),
            };
            assert!(changes.guards.contains(&guard), "{:?}", changes.guards);
        }
    }
}
