#![allow(clippy::unwrap_used)]
use super::*;
use contract::{
    account::{AccountKind, Login, MailChoices},
    desktop::leaving::{CalendarKind, CalendarTime, LeavingState, LeavingStepKind},
    organization::Membership,
    session::SessionKind,
};

/// An account, and all that is known of it.
struct Person {
    account: Account,
    standing: AccountStanding,
    belongings: Belongings,
    sessions: Vec<Session>,
    extent: Extent,
}

fn at(days: i64) -> Timestamp {
    Timestamp::from_secs(1_800_000_000 + days * 86_400)
}

/// Somebody whom nothing locks out: a personal login with two-factor, codes, and a contact address of another provider.
fn sound() -> Person {
    let account = Account {
        id: "01890a5d-ac96-774b-bcce-000000000001".parse().unwrap(),
        username: "Ana".to_owned(),
        kind: AccountKind::Individual,
        opened_at: at(-900),
        confirmed_email: Some("ana@okafor.example".to_owned()),
        pending_email: None,
        login: Some(login("ana@outlook.com", IdentityKind::Personal)),
        two_factor: true,
        locked: false,
        has_password: false,
        recovery_codes_left: 10,
        frozen_at: None,
        required_tenant: None,
        mail: MailChoices {
            from_others: true,
            package_published: true,
        },
        login_change_until: None,
        deletion_at: None,
    };
    Person {
        account,
        standing: AccountStanding::default(),
        belongings: Belongings::default(),
        extent: Extent {
            sessions: true,
            organizations: true,
            packages: true,
            keys: true,
        },
        sessions: Vec::new(),
    }
}

/// The same at work: a work login, and a contact address of the company.
fn at_work() -> Person {
    let mut known = sound();
    known.account.login = Some(login("ana@contoso.example", IdentityKind::WorkOrSchool));
    known.account.confirmed_email = Some("Ana.Okafor@Contoso.example".to_owned());
    known.account.recovery_codes_left = 0;
    known
}

fn login(address: &str, kind: IdentityKind) -> Login {
    Login {
        identity: Identity {
            name: None,
            address: Some(address.to_owned()),
            kind,
            second_factor: true,
        },
        linked_at: at(-900),
    }
}

fn package(id: &str, owners: &[&str]) -> Package {
    Package {
        id: id.to_owned(),
        listed: true,
        registered_at: at(-100),
        owners: owners.iter().map(|owner| (*owner).to_owned()).collect(),
    }
}

fn key(description: &str, ends_in_days: i64) -> Key {
    Key {
        id: "01890a5d-ac96-774b-bcce-000000000002".parse().unwrap(),
        owner: Some("Ana".to_owned()),
        description: description.to_owned(),
        ending: "x7q2".to_owned(),
        scopes: Vec::new(),
        packages: Vec::new(),
        made_at: at(-100),
        expires_at: at(ends_in_days),
        used_at: None,
        held_until: None,
        revision: "1".to_owned(),
    }
}

fn organization(name: &str, role: Role, administrators: u32) -> Membership {
    Membership {
        organization: name.to_owned(),
        role,
        since: at(-10),
        confirmed: true,
        members: 4,
        administrators,
    }
}

impl Person {
    fn known(&self) -> Known<'_> {
        Known {
            account: &self.account,
            standing: &self.standing,
            belongings: &self.belongings,
            sessions: &self.sessions,
            extent: self.extent,
            now: at(0),
        }
    }

    fn findings(&self) -> Vec<FindingKind> {
        of_account(self.known())
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }

    fn step(&self, what: LeavingStepKind) -> LeavingState {
        let steps = leaving::of_account(self.known());
        steps.into_iter().find(|step| step.what == what).unwrap().state
    }
}

#[test]
fn who_is_safe_hears_nothing() {
    assert_eq!(sound().findings(), []);
}

#[test]
fn a_work_account_with_a_work_address_and_no_codes_is_told_all_three() {
    let findings = at_work().findings();
    let expected = [
        FindingKind::WorkIdentityOnly,
        FindingKind::SameDomain,
        FindingKind::NoRecoveryCodes,
    ];
    assert_eq!(findings, expected);
    let mut with_codes = at_work();
    with_codes.account.recovery_codes_left = 10;
    assert_eq!(
        with_codes.findings(),
        [FindingKind::SameDomain],
        "codes are another way in"
    );
}

#[test]
fn two_addresses_of_one_large_provider_are_not_of_one_domain_but_the_same_address_is() {
    let mut known = sound();
    known.account.confirmed_email = Some("other@outlook.com".to_owned());
    assert_eq!(known.findings(), []);
    known.account.confirmed_email = Some("ANA@outlook.com".to_owned());
    assert_eq!(known.findings(), [FindingKind::SameDomain]);
    // The address is named: of the same domain alone would be another thing.
    let told = of_account(known.known()).remove(0);
    assert_eq!(told.subjects, ["ANA@outlook.com"]);
}

#[test]
fn an_address_that_waits_codes_never_typed_back_and_one_factor_are_told_with_what_mends_them() {
    let mut known = sound();
    known.account.confirmed_email = None;
    known.account.pending_email = Some("ana@okafor.example".to_owned());
    known.account.two_factor = false;
    let findings = of_account(known.known());
    let told: Vec<_> = findings.iter().map(|finding| (finding.what, finding.mends)).collect();
    let expected = [
        (FindingKind::EmailNotConfirmed, Some(WizardKind::ContactEmail)),
        (FindingKind::RecoveryNotTested, Some(WizardKind::RecoveryCodes)),
        (FindingKind::TwoFactorOff, Some(WizardKind::TwoFactor)),
    ];
    assert_eq!(told, expected);
    assert_eq!(findings[0].subjects, ["ana@okafor.example"]);
}

#[test]
fn what_hangs_on_one_person_is_named() {
    let mut known = sound();
    known.standing.organizations = vec![
        organization("alone", Role::Administrator, 1),
        organization("together", Role::Administrator, 2),
        organization("guest", Role::Collaborator, 1),
    ];
    known.belongings.packages = vec![package("mine", &["Ana"]), package("ours", &["Ana", "Ben"])];
    let findings = of_account(known.known());
    let told: Vec<_> = findings
        .iter()
        .map(|finding| (finding.what, finding.subjects.join(" ")))
        .collect();
    let expected = [
        (FindingKind::SingleAdministrator, "alone".to_owned()),
        (FindingKind::SingleOwner, "mine".to_owned()),
    ];
    assert_eq!(told, expected);
}

#[test]
fn keys_that_end_within_a_month_are_told_with_the_first_end_and_those_that_ended_are_not() {
    let mut known = sound();
    known.belongings.keys = vec![
        key("later", 20),
        key("soon", 3),
        key("", 29),
        key("far", 31),
        key("over", -1),
    ];
    let findings = of_account(known.known());
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].subjects, ["soon", "later", "…x7q2"]);
    assert_eq!(findings[0].until, Some(at(3)));
    assert_eq!(findings[0].mends, Some(WizardKind::ApiKeys));
    assert_eq!(findings[0].about, None, "of several the list is opened");
}

#[test]
fn a_single_key_that_ends_soon_is_opened_itself() {
    let mut known = sound();
    known.belongings.keys = vec![key("soon", 3), key("far", 31)];
    let id = known.belongings.keys[0].id.to_string();
    assert_eq!(of_account(known.known())[0].about, Some(id));
}

#[test]
fn an_account_that_is_being_deleted_is_left_in_peace() {
    let mut known = at_work();
    known.account.deletion_at = Some(at(5));
    assert_eq!(known.findings(), []);
}

#[test]
fn of_thousands_of_packages_some_are_named_and_the_rest_is_counted() {
    let mut known = sound();
    known.belongings.packages = (0..3000).map(|number| package(&number.to_string(), &["Ana"])).collect();
    let findings = of_account(known.known());
    assert_eq!((findings[0].subjects.len(), findings[0].more), (NAMED, 2980));
}

#[test]
fn who_leaves_does_first_what_a_change_of_the_login_would_hold_up() {
    let steps = leaving::of_account(at_work().known());
    let order: Vec<_> = steps.iter().map(|step| step.what).collect();
    let place = |what| order.iter().position(|step| *step == what).unwrap();
    for before in [LeavingStepKind::ContactAddress, LeavingStepKind::RecoveryCodes] {
        assert!(place(before) < place(LeavingStepKind::Login), "{order:?}");
    }
    for open in [
        LeavingStepKind::ContactAddress,
        LeavingStepKind::RecoveryCodes,
        LeavingStepKind::Login,
    ] {
        assert_eq!(at_work().step(open), LeavingState::Open, "{open:?}");
    }
}

#[test]
fn what_is_done_offers_no_wizard_and_what_only_the_person_knows_says_so() {
    let mut known = sound();
    known.belongings.keys = vec![key("build server", 100), key("over", -3)];
    known.sessions = vec![Session {
        id: "01890a5d-ac96-774b-bcce-000000000003".parse().unwrap(),
        kind: SessionKind::Full,
        installation: "OFFICE-PC".to_owned(),
        opened_at: at(-1),
        seen_at: at(0),
        expires_at: at(100),
        current: false,
    }];
    let steps = leaving::of_account(known.known());
    for step in &steps {
        assert!(step.state != LeavingState::Done || step.mends.is_none(), "{step:?}");
    }
    assert_eq!(known.step(LeavingStepKind::Login), LeavingState::Done);
    let contact = known.step(LeavingStepKind::ContactAddress);
    assert_eq!(contact, LeavingState::Unknown, "nobody can say whose address that is");
    let subjects = |what| steps.iter().find(|step| step.what == what).unwrap().subjects.clone();
    assert_eq!(subjects(LeavingStepKind::Keys), ["build server"]);
    let mends = |what| steps.iter().find(|step| step.what == what).unwrap().mends;
    assert_eq!(mends(LeavingStepKind::Keys), Some(WizardKind::ApiKeys));
    assert_eq!(subjects(LeavingStepKind::Sessions), ["OFFICE-PC"]);
}

#[test]
fn at_nuget_org_only_owners_are_seen_and_the_rest_is_asked() {
    let steps = leaving::of_public(None, false);
    assert!(steps.iter().all(|step| step.state == LeavingState::Unknown));
    let account = PublicAccount {
        username: "Ana".to_owned(),
        packages: Vec::new(),
        complete: true,
        in_all: 0,
    };
    let owners = |account: &PublicAccount, whole: bool| {
        let steps = leaving::of_public(Some(account), whole);
        steps
            .into_iter()
            .find(|step| step.what == LeavingStepKind::Owners)
            .unwrap()
            .state
    };
    assert_eq!(owners(&account, true), LeavingState::Done);
    assert_eq!(
        owners(&account, false),
        LeavingState::Unknown,
        "the last look was half a one"
    );
    let mut first_ones = account.clone();
    first_ones.complete = false;
    assert_eq!(
        owners(&first_ones, true),
        LeavingState::Unknown,
        "of the rest nothing is known"
    );
}

#[test]
fn what_was_never_read_is_not_called_done() {
    let mut known = sound();
    let read = [
        LeavingStepKind::Administrators,
        LeavingStepKind::Owners,
        LeavingStepKind::Keys,
        LeavingStepKind::Sessions,
    ];
    known.extent = Extent::default();
    for what in read {
        assert_eq!(known.step(what), LeavingState::Unknown, "{what:?}");
    }
    known.belongings.packages = vec![package("Alone", &["Ana"])];
    assert_eq!(
        known.step(LeavingStepKind::Owners),
        LeavingState::Open,
        "what was read counts"
    );
}

#[test]
fn the_dates_are_those_to_come_and_stand_in_order() {
    let mut known = sound();
    known.belongings.keys = vec![key("later", 40), key("sooner", 5), key("over", -5)];
    known.account.login_change_until = Some(at(2));
    let mut all = dates::of_account(known.known());
    all.extend(dates::reminders(dates::parse("2027-02-01"), at(0)));
    let told: Vec<_> = dates::in_order(all).into_iter().map(|date| date.what).collect();
    let expected = [
        CalendarKind::LoginChangeFinal,
        CalendarKind::Begin,
        CalendarKind::KeyEnds,
        CalendarKind::LookAgain,
        CalendarKind::LastDay,
        CalendarKind::KeyEnds,
    ];
    assert_eq!(told, expected, "from 15 January 2027 on");
}

#[test]
fn reminders_that_are_over_are_left_out_and_without_a_last_day_there_is_one_in_a_week() {
    let days = |typed: &str| -> Vec<String> {
        let reminders = dates::reminders(dates::parse(typed), at(0));
        let days = reminders.into_iter().map(|date| match date.when {
            CalendarTime::Day { day } => day,
            CalendarTime::Moment { at } => at.to_string(),
        });
        days.collect()
    };
    assert_eq!(days("2027-01-17"), ["2027-01-17"]);
    assert_eq!(days("2027-03-01"), ["2027-02-15", "2027-02-26", "2027-03-01"]);
    assert_eq!(days("2026-12-31"), Vec::<String>::new());
    assert_eq!(days(""), ["2027-01-22"]);
}

#[test]
fn only_a_day_of_this_age_is_a_day() {
    for typed in ["", "soon", "2027-02-30", "1999-01-01", "9999-12-31", "2027-1-1x"] {
        assert_eq!(dates::parse(typed), None, "{typed}");
    }
    assert_eq!(dates::parse(" 2027-02-28 ").unwrap().to_string(), "2027-02-28");
}
