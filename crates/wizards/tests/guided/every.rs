//! Every wizard at nuget.org, from its beginning to its receipt.

use crate::{
    stage::Run,
    walk::{OTHER, THIS, begun, opened, says, sees_everybody, sees_what_is_hoped, ticks, types},
};
use contract::desktop::wizard::{Block, Choice, FieldName, ListName, Step, WizardKind};
use wizards::Input;

/// Goes to the end, always by the first answer that leads on.
fn walks(run: &mut Run, ways: &[Choice], typed: &[(FieldName, &str)], absent: &[&str]) -> Vec<Step> {
    let mut steps = vec![run.step()];
    for _ in 0..40 {
        if run.wizard.is_over() {
            return steps;
        }
        let before = run.step();
        sees_what_is_hoped(run, absent);
        ticks(run);
        for field in run.sheet().fields {
            let text = typed
                .iter()
                .find(|(name, _)| *name == field.name)
                .map(|(_, text)| *text);
            types(run, field.name, text.unwrap_or(THIS));
        }
        let offers = run.offers();
        let leads_on = [Choice::SawIt, Choice::MarkDone, Choice::Continue, Choice::GoOnUnseen];
        let way = ways.iter().chain(&leads_on).find(|choice| offers.contains(choice));
        run.choose(*way.unwrap_or_else(|| panic!("{before:?} offers {offers:?}")));
        run.resumes();
        assert_ne!(run.step(), before, "nothing led on from {before:?}: {:?}", run.sheet());
        steps.push(run.step());
    }
    panic!("it never ends: {steps:?}");
}

#[test]
fn every_wizard_leads_from_its_beginning_to_a_receipt_also_when_the_app_is_killed_after_each_step() {
    type Way<'a> = (WizardKind, &'a [Choice], &'a [&'a str], Step);
    let ways: &[Way<'_>] = &[
        (WizardKind::Register, &[], &[THIS], Step::GuidedRegisterDone),
        (WizardKind::ChangeLogin, &[], &[], Step::GuidedChangeLoginDone),
        (
            WizardKind::Conflict,
            &[Choice::ChooseFind, Choice::ChooseThird],
            &[],
            Step::GuidedConflictDone,
        ),
        (
            WizardKind::Conflict,
            &[Choice::ChooseKnown, Choice::ChooseMove],
            &[],
            Step::GuidedConflictDone,
        ),
        (
            WizardKind::Recover,
            &[Choice::ChoosePersonal],
            &[],
            Step::GuidedRecoverDone,
        ),
        (WizardKind::Recover, &[Choice::ChooseWork], &[], Step::GuidedRecoverDone),
        (
            WizardKind::Recover,
            &[Choice::ChoosePassword],
            &[],
            Step::GuidedRecoverDone,
        ),
        (
            WizardKind::Recover,
            &[Choice::ChooseSupport],
            &[],
            Step::GuidedRecoverDone,
        ),
        (WizardKind::Convert, &[], &[], Step::GuidedConvertDone),
        (WizardKind::AnswerConversion, &[], &[], Step::GuidedAnswerConversionDone),
        (
            WizardKind::Organization,
            &[],
            &["Contoso"],
            Step::GuidedOrganizationDone,
        ),
        (
            WizardKind::Members,
            &[Choice::ChooseInvite],
            &[],
            Step::GuidedMembersDone,
        ),
        (WizardKind::Members, &[Choice::ChooseRole], &[], Step::GuidedMembersDone),
        (
            WizardKind::Members,
            &[Choice::ChooseRemove],
            &[],
            Step::GuidedMembersDone,
        ),
        (
            WizardKind::Members,
            &[Choice::ChooseLeave],
            &[],
            Step::GuidedMembersDone,
        ),
        (WizardKind::AnswerInvitation, &[], &[], Step::GuidedAnswerInvitationDone),
        (
            WizardKind::TwoFactor,
            &[Choice::ChoosePersonal],
            &[],
            Step::GuidedTwoFactorDone,
        ),
        (
            WizardKind::TwoFactor,
            &[Choice::ChooseWork],
            &[],
            Step::GuidedTwoFactorDone,
        ),
        (WizardKind::ContactEmail, &[], &[], Step::GuidedContactEmailDone),
        (WizardKind::MailChoices, &[], &[], Step::GuidedMailChoicesDone),
        (WizardKind::DeleteAccount, &[], &[], Step::GuidedDeleteDone),
        (WizardKind::Username, &[], &["NewName"], Step::GuidedUsernameDone),
        (
            WizardKind::UnmanagedTenant,
            &[Choice::ChooseText],
            &[],
            Step::GuidedTenantDone,
        ),
        (
            WizardKind::UnmanagedTenant,
            &[Choice::ChooseRecord],
            &[],
            Step::GuidedTenantDone,
        ),
        (
            WizardKind::UnmanagedTenant,
            &[Choice::ChooseRetry],
            &[],
            Step::GuidedTenantDone,
        ),
    ];
    let typed = [
        (FieldName::OtherUsername, OTHER),
        (FieldName::OrganizationName, "Contoso"),
        (FieldName::NewUsername, "NewName"),
        (FieldName::Email, "new@contoso.com"),
        (FieldName::Domain, "contoso.com"),
    ];
    for (kind, choices, absent, end) in ways {
        let mut run = begun(*kind);
        let steps = walks(&mut run, choices, &typed, absent);
        assert_eq!(steps.last(), Some(end), "{kind:?}: {steps:?}");
        let sheet = run.sheet();
        assert!(
            sheet.blocks.iter().any(|block| matches!(block, Block::Receipt(_))),
            "{kind:?}"
        );
        assert!(!says(&run, ListName::GuidedMarked).is_empty(), "{kind:?} names no step");
        assert!(!sheet.back, "{kind:?}: what is over stays");
    }
}

#[test]
fn every_step_in_the_browser_offers_its_page_or_a_text_and_what_it_may_say_instead_is_told() {
    let kinds = [
        (WizardKind::ChangeLogin, vec![]),
        (WizardKind::Recover, vec![Choice::ChooseSupport]),
        (WizardKind::DeleteAccount, vec![]),
    ];
    for (kind, ways) in kinds {
        let mut run = begun(kind);
        while !run.wizard.is_over() {
            sees_everybody(&mut run);
            ticks(&mut run);
            for field in run.sheet().fields {
                types(&mut run, field.name, THIS);
            }
            if run.offers().contains(&Choice::MarkDone) {
                let text = run
                    .sheet()
                    .blocks
                    .iter()
                    .any(|block| matches!(block, Block::Text { .. }));
                assert!(opened(&run).is_some() || text, "{:?}", run.step());
                assert_eq!(opened(&run).is_some(), run.offers().contains(&Choice::OpenPage));
            }
            if run.offers().contains(&Choice::SaysElse) {
                let at = run.step();
                run.choose(Choice::SaysElse);
                assert_eq!(run.step(), Step::GuidedRefusals);
                assert!(!says(&run, ListName::GuidedRefusals).is_empty());
                run.feed(Input::Back);
                assert_eq!(run.step(), at);
            }
            let offers = run.offers();
            let way = ways
                .iter()
                .chain(&[Choice::SawIt, Choice::MarkDone, Choice::Continue, Choice::GoOnUnseen]);
            let way = way.clone().find(|choice| offers.contains(choice)).copied();
            run.choose(way.unwrap_or_else(|| panic!("{:?} offers {offers:?}", run.step())));
        }
    }
}

#[test]
fn answers_that_belong_to_no_page_change_nothing() {
    let mut run = begun(WizardKind::DeleteAccount);
    sees_everybody(&mut run);
    let before = run.wizard.clone();
    for choice in [
        Choice::Continue,
        Choice::MarkDone,
        Choice::SawIt,
        Choice::GoOnUnseen,
        Choice::SaysElse,
        Choice::AskMask,
        Choice::ChooseThird,
        Choice::DeleteAccount,
        Choice::OpenPage,
    ] {
        run.feed(Input::Chose { choice, target: None });
        assert_eq!(run.wizard, before, "{choice:?}");
    }
}

#[test]
fn there_are_no_recovery_codes_and_no_undo_at_nuget_org() {
    use contract::desktop::nuget_org::NUGET_ORG;
    use wizards::wizard::State;
    assert!(State::begin(WizardKind::RecoveryCodes, NUGET_ORG, None).is_none());
    assert!(State::begin(WizardKind::UndoLogin, NUGET_ORG, None).is_none());
    assert!(State::begin(WizardKind::Register, "practice", None).is_none());
}
