//! What an organization alone owns, handed over before it is deleted.

use super::{
    members::{begun, organization},
    support::{Run, at},
};
use contract::{
    Code, Problem,
    desktop::wizard::{Choice, FieldName, ListName, Offer, Step, WizardKind},
};
use wizards::{Answer, Input, Machine, Request, Want, call::DeletionRequest, members::Members};

/// It is to be deleted, and alone owns these packages.
fn owning(packages: &[&str]) -> Run<Members> {
    let mut run = begun();
    run.chooses(Choice::ChooseDelete);
    refuses(&mut run, packages);
    run
}

fn refuses(run: &mut Run<Members>, packages: &[&str]) {
    assert!(run.call().preview);
    run.feed(Input::Refused(Problem {
        packages: packages.iter().map(|package| (*package).to_owned()).collect(),
        ..Code::OrganizationOwnsPackages.into()
    }));
}

/// The packages that are listed, each with who it was offered to.
fn orphans(run: &Run<Members>) -> Vec<(String, Option<String>)> {
    let lines = run.lines(ListName::Orphans).into_iter();
    lines
        .map(|line| (line.facts.word.unwrap_or_default(), line.facts.member))
        .collect()
}

fn package(id: &str, offered: Option<&str>) -> (String, Option<String>) {
    (id.to_owned(), offered.map(str::to_owned))
}

#[test]
fn every_package_that_it_alone_owns_is_named_and_handed_over_in_place() {
    let mut run = owning(&["Contoso.Json", "Contoso.Text"]);
    assert_eq!(
        orphans(&run),
        [package("Contoso.Json", None), package("Contoso.Text", None)]
    );
    assert!(run.sheet().fields.is_empty(), "there is nothing to confirm yet");
    run.chooses_about(Choice::HandOver, Some("Contoso.Text"));
    assert_eq!(run.step(), Step::MembersHandOver);
    assert_eq!(run.sheet().facts.word.as_deref(), Some("Contoso.Text"));
    assert_eq!(run.sheet().fields[0].text, "ana", "most take it themselves");
    run.types(FieldName::Username, "Ben").chooses(Choice::OfferOwnership);
    let offer = DeletionRequest::OfferOwnership {
        package: "Contoso.Text".to_owned(),
        username: "Ben".to_owned(),
    };
    assert_eq!(run.request(), Request::Deletion(offer));
    run.answers(Answer::Done);
    // Nobody has accepted yet.
    refuses(&mut run, &["Contoso.Json", "Contoso.Text"]);
    assert_eq!(run.step(), Step::MembersDelete);
    assert_eq!(
        orphans(&run),
        [package("Contoso.Json", None), package("Contoso.Text", Some("Ben"))]
    );
    assert_eq!(run.machine.goes_on(), Some(ListName::StillWaits));
    // Accepted elsewhere: it is looked at anew, and what is left stays.
    run.feed(Input::AccountChanged)
        .answers(Answer::Organization(Box::new(organization())));
    refuses(&mut run, &["Contoso.Json"]);
    assert_eq!(orphans(&run), [package("Contoso.Json", None)]);
    run.chooses(Choice::TryAgain).foresees(&[]);
    run.types(FieldName::Confirmation, "Contoso")
        .chooses(Choice::DeleteOrganization)
        .answers(Answer::Done);
    assert_eq!(run.step(), Step::MembersDeleted);
}

#[test]
fn an_offer_whose_answer_was_lost_is_made_again_under_the_same_key_and_nothing_else_is_done_meanwhile() {
    let mut run = owning(&["Contoso.Json"]);
    run.chooses_about(Choice::HandOver, Some("Contoso.Json"))
        .chooses(Choice::OfferOwnership);
    let sent = run.call();
    run.loses_the_answer();
    assert!(run.machine.may_be_done() && run.wants_nothing());
    run.feed(Input::Resumed).feed(Input::Back);
    assert_eq!(run.step(), Step::MembersHandOver);
    run.scene.new_id = "key-2".to_owned();
    run.chooses(Choice::TryAgain);
    assert_eq!(run.call(), sent);
    // A day later the gallery may have forgotten the key: what is left tells whether it was made.
    run.machine = run.machine.clone().look_first(at(2 * 86_400));
    assert_eq!(run.step(), Step::MembersDelete);
    assert!(matches!(run.machine.wants(), Want::Call(call) if call.key.is_none()));
}

#[test]
fn who_cannot_take_a_package_is_told_at_the_field_and_back_leads_to_the_packages() {
    for code in [Code::AccountUnknown, Code::OwnerAlready, Code::UsernameIsEmail] {
        let mut run = owning(&["Contoso.Json"]);
        run.chooses_about(Choice::HandOver, Some("Contoso.Json"))
            .types(FieldName::Username, "Ben")
            .chooses(Choice::OfferOwnership);
        run.refuses(code);
        assert_eq!(run.refusal().unwrap().field.as_deref(), Some("username"), "{code:?}");
        assert_eq!(run.sheet().fields[0].text, "Ben");
        run.feed(Input::Back);
        assert_eq!(run.step(), Step::MembersDelete);
        assert!(run.call().preview);
    }
    let mut run = owning(&["Contoso.Json"]);
    run.chooses_about(Choice::HandOver, Some("Contoso.Json"))
        .chooses(Choice::OfferOwnership)
        .refuses(Code::OrganizationUnconfirmed);
    let help = &run.sheet().helps[0];
    assert_eq!(
        (help.starts, help.target.as_deref()),
        (Some(WizardKind::ContactEmail), Some("Contoso"))
    );
}

#[test]
fn one_that_was_saved_before_packages_were_handed_over_goes_on() {
    let run = begun();
    let mut saved = serde_json::to_value(&run.machine).unwrap();
    assert!(saved.as_object_mut().unwrap().remove("handing_over").is_some());
    assert_eq!(serde_json::from_value::<Members>(saved).unwrap(), run.machine);
}

#[test]
fn what_is_in_the_way_of_the_person_s_own_account_has_its_remedy() {
    let undo = Offer::starting(WizardKind::UndoLogin).about("ana");
    let keep = Offer::starting(WizardKind::DeleteAccount).called(Choice::KeepAccount);
    for (code, help) in [
        (Code::LoginChangeOpen, &undo),
        (Code::AccountFrozen, &undo),
        (Code::DeletionPending, &keep),
    ] {
        let mut inviting = begun();
        inviting
            .chooses(Choice::ChooseInvite)
            .types(FieldName::Username, "Dora")
            .chooses(Choice::InviteCollaborator);
        let mut handing_over = owning(&["Contoso.Json"]);
        handing_over
            .chooses_about(Choice::HandOver, Some("Contoso.Json"))
            .chooses(Choice::OfferOwnership);
        for mut run in [inviting, handing_over] {
            run.refuses(code);
            assert_eq!(
                run.sheet().helps,
                std::slice::from_ref(help),
                "{code:?} {:?}",
                run.step()
            );
        }
    }
}
