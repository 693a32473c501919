//! A request: how long it waits, and who is told (rules 12.6 and 12.7).

use crate::{
    scene::{both, proved, request},
    support::{DAY, conversion, decide, has, hears, id, mails, now, row, told},
};
use accounts::{
    Guard, Write,
    letter::LetterKind,
    mailed_act::{self, ActKind},
};
use contract::{account::AuditKind, event::EventKind};

#[test]
fn rule_12_6_a_request_waits_7_days_and_both_sides_are_told() {
    let (changes, answer) = decide(&request("BEN"), &proved(both())).unwrap();
    assert_eq!(
        (answer.account.as_str(), answer.administrator.as_str()),
        ("anna", "ben")
    );
    assert_eq!(answer.expires_at, now().plus_secs(7 * DAY));
    let [
        ("ben@example.org", LetterKind::ConversionRequested { reference, .. }),
        ("anna@example.org", LetterKind::ConversionInitiated { .. }),
    ] = mails(&changes)[..]
    else {
        panic!("{:?}", mails(&changes))
    };
    let acts = changes.writes.iter().filter_map(|write| match write {
        Write::InsertMailedAct(act) => Some(act),
        _ => None,
    });
    let acts: Vec<_> = acts.collect();
    assert_eq!(acts[0].hash, mailed_act::hash_of(reference.expose()));
    assert_eq!((acts.len(), acts[0].kind), (1, ActKind::Conversion));
    let kind = AuditKind::ConversionRequested;
    assert_eq!(told(&changes), [(id(1), kind, None), (id(2), kind, Some("anna"))]);
    let account = "anna".to_owned();
    assert!(hears(&changes, 2, &EventKind::ConversionRequested { account }));
    // Nobody is signed out before it takes effect (rule 12.15).
    assert!(
        !changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::EndSessionsOf { .. }))
    );
    for number in [1, 2] {
        assert!(changes.guards.contains(&Guard::ChangesAccount {
            account: id(number),
            version: i64::from(number)
        }));
    }
    // Who wants no mail from others finds the request in the app alone; who asks is told in any case.
    let mut silent = proved(both());
    row(&mut silent, 1).mail.from_others = false;
    row(&mut silent, 2).mail.from_others = false;
    let (changes, _) = decide(&request("ben"), &silent).unwrap();
    assert!(matches!(mails(&changes)[..], [("anna@example.org", _)]));
}

#[test]
fn rule_12_7_a_new_request_takes_the_place_of_the_earlier_one_whose_administrator_is_told_the_same_one_too() {
    for (earlier, name, address) in [(3, "ben", "cara@example.org"), (2, "ben", "ben@example.org")] {
        let mut snapshot = proved(both());
        let row = conversion(1, earlier);
        snapshot.conversions = vec![row.clone()];
        let (changes, _) = decide(&request(name), &snapshot).unwrap();
        let (to, letter) = mails(&changes)[0];
        assert_eq!(to, address);
        assert_eq!(
            letter,
            &LetterKind::ConversionEnded {
                by: "anna".to_owned(),
                by_link: false
            }
        );
        assert!(has(&changes, &Write::RemoveMailedActs(row.id)));
        assert_eq!(
            told(&changes)[0],
            (id(earlier), AuditKind::ConversionCancelled, Some("anna"))
        );
        // Of one that had run out nobody is told.
        snapshot.conversions[0].expires_at = now();
        let (changes, _) = decide(&request(name), &snapshot).unwrap();
        assert_eq!(mails(&changes).len(), 2);
    }
}
