use crate::scene::{ADDRESS, account, code, entropy, now, refusal, snapshot};
use accounts::{
    Command, Snapshot, Write,
    account::AccountRow,
    email::EmailAddress,
    operator_list::{ListText, OperatorList},
    outbound::AuditRow,
};
use contract::{
    Code,
    account::{AccountKind, AuditKind},
};

fn put(list: OperatorList, text: &str, on: bool) -> ListText {
    ListText {
        list,
        text: text.to_owned(),
        on,
    }
}

fn written(command: &ListText, snapshot: &Snapshot) -> Vec<Write> {
    command.decide(snapshot, now(), &mut entropy()).unwrap().0.writes
}

/// Rules 10.27 and 16.1.
#[test]
fn an_exception_is_for_a_confirmed_address_of_an_individual_account() {
    let command = put(OperatorList::PasswordException, " ANNA.old@example.org ", true);
    let expected = Write::List {
        list: OperatorList::PasswordException,
        text: "anna.old@example.org".to_owned(),
        on: true,
    };
    assert_eq!(written(&command, &snapshot(account())), [expected]);
    assert_eq!(code(&command, &Snapshot::default()), Code::AccountUnknown);
    let organization = AccountRow {
        kind: AccountKind::Organization,
        ..account()
    };
    assert_eq!(code(&command, &snapshot(organization)), Code::MemberIsOrganization);
}

#[test]
fn an_exception_can_be_taken_off_after_its_account_is_gone() {
    let text = ADDRESS.to_lowercase();
    let listed = Snapshot {
        listed: vec![(OperatorList::PasswordException, text)],
        ..Snapshot::default()
    };
    assert_eq!(
        written(&put(OperatorList::PasswordException, ADDRESS, false), &listed).len(),
        1
    );
}

/// Rule 10.27.
#[test]
fn what_the_operator_decides_about_an_address_is_in_the_activity_of_who_confirmed_it() {
    let account = account();
    let told = |list, on, found: &Snapshot| {
        let text = "anna.old@example.org";
        let changes = put(list, text, on).decide(found, now(), &mut entropy()).unwrap().0;
        assert_eq!(changes.guards.len(), changes.audit.len());
        let said = |row: &AuditRow| (row.account, row.entry.kind, row.entry.subject.clone().unwrap());
        changes.audit.iter().map(said).collect::<Vec<_>>()
    };
    let found = snapshot(account.clone());
    let on = (account.id, AuditKind::ListedByOperator, "forced_conversion".to_owned());
    assert_eq!(told(OperatorList::ForcedConversion, true, &found), [on]);
    assert_eq!(told(OperatorList::ForcedConversion, true, &Snapshot::default()), []);
    let listed = Snapshot {
        listed: vec![(OperatorList::PasswordException, "anna.old@example.org".to_owned())],
        ..found
    };
    let off = (
        account.id,
        AuditKind::UnlistedByOperator,
        "password_exception".to_owned(),
    );
    assert_eq!(told(OperatorList::PasswordException, false, &listed), [off]);
    assert_eq!(told(OperatorList::PasswordException, true, &listed), []);
}

/// Rules 10.27 and 16.1.
#[test]
fn putting_a_text_on_twice_changes_nothing_and_taking_off_what_is_not_there_is_refused() {
    let listed = Snapshot {
        listed: vec![(OperatorList::PasswordDiscontinuedDomain, "example.org".to_owned())],
        ..Snapshot::default()
    };
    let again = put(OperatorList::PasswordDiscontinuedDomain, "Example.org", true);
    assert_eq!(written(&again, &listed), []);
    let other = put(OperatorList::PasswordDiscontinuedDomain, "other.org", false);
    assert_eq!(code(&other, &listed), Code::NotFound);
}

/// Rule 16.1.
#[test]
fn each_list_takes_texts_of_its_own_form() {
    let tenant = "11111111-2222-4333-8444-555555555555";
    for (list, good) in [
        (OperatorList::PasswordDiscontinued, "a@b.co"),
        (OperatorList::ForcedConversion, "a@b.co"),
        (OperatorList::PasswordDiscontinuedDomain, "b.co"),
        (OperatorList::PasswordDiscontinuedDomain, "*"),
        (OperatorList::TenantPair, &format!("b.co  {tenant}")),
    ] {
        assert_eq!(written(&put(list, good, true), &Snapshot::default()).len(), 1, "{good}");
    }
    for (list, bad) in [
        (OperatorList::PasswordDiscontinued, "b.co"),
        (OperatorList::ForcedConversion, "a b@b.co"),
        (OperatorList::PasswordDiscontinuedDomain, "a@b.co"),
        (OperatorList::PasswordDiscontinuedDomain, ""),
        (OperatorList::PasswordDiscontinuedDomain, "*.b.co"),
        (OperatorList::PasswordDiscontinued, "*"),
        (OperatorList::TenantPair, "b.co"),
        (OperatorList::TenantPair, "b.co not-a-tenant"),
        (OperatorList::TenantPair, &format!("{tenant} b.co")),
    ] {
        let refusal = refusal(&put(list, bad, true), &Snapshot::default());
        assert!(matches!(refusal.code, Code::BadRequest | Code::EmailInvalid), "{bad}");
    }
}

#[test]
fn rule_1_7_a_list_takes_domains_in_their_plainest_form_and_lets_go_of_others() {
    let tenant = "11111111-2222-4333-8444-555555555555";
    for (list, odd) in [
        (OperatorList::PasswordDiscontinued, "a@xn--bcher-kva.example"),
        (OperatorList::PasswordDiscontinuedDomain, "xn--bcher-kva.example"),
        (OperatorList::PasswordDiscontinuedDomain, "c\u{ff4f}ntoso.com"),
        (OperatorList::TenantPair, &format!("conto\u{17f}o.com {tenant}")),
    ] {
        let refusal = refusal(&put(list, odd, true), &Snapshot::default());
        assert_eq!((refusal.code, refusal.rule), (Code::EmailInvalid, "1.7"), "{odd}");
        let command = put(list, odd, false);
        let listed = Snapshot {
            listed: vec![(list, command.folded().unwrap())],
            ..Snapshot::default()
        };
        assert_eq!(written(&command, &listed).len(), 1, "{odd}");
    }
    let plain = put(OperatorList::PasswordDiscontinuedDomain, "b\u{fc}cher.example", true);
    assert_eq!(written(&plain, &Snapshot::default()).len(), 1);
}

#[test]
fn what_an_account_confirmed_before_rule_1_7_said_so_can_be_put_on_a_list_as_it_is() {
    let text = "anna@c\u{ff4f}ntoso.com";
    let found = snapshot(AccountRow {
        confirmed_email: Some(EmailAddress::from_stored(text.to_owned())),
        ..account()
    });
    let command = put(OperatorList::ForcedConversion, text, true);
    assert_eq!(written(&command, &found).len(), 1);
}
