//! What is verified once it was done at nuget.org.

use crate::{
    at_the_site::begun,
    support::{ANA, Computer},
};
use contract::desktop::{
    Action,
    nuget_org::NUGET_ORG,
    wizard::{Choice, FieldName, Saying, Step, WizardKind},
};
use stand_in::Edit;

#[tokio::test]
async fn a_new_contact_address_is_verified_by_its_mask() {
    let (_computer, site, app) = begun(WizardKind::ContactEmail).await;
    let typed = [(FieldName::Email, "new@fabrikam.example")];
    app.answers_with(Step::GuidedContactEmailAddress, Choice::Continue, &typed)
        .await;
    app.answers(Step::GuidedContactEmailCheck, Choice::AskMask).await;
    app.is_told(Step::GuidedContactEmailCheck, Saying::MaskBefore).await;
    app.has_it_all(Step::GuidedContactEmailCheck).await;
    app.answers(Step::GuidedContactEmailCheck, Choice::Continue).await;
    app.answers(Step::GuidedContactEmailDoChange, Choice::MarkDone).await;
    app.answers(Step::GuidedContactEmailDoConfirm, Choice::MarkDone).await;
    app.answers(Step::GuidedContactEmailVerify, Choice::AskMask).await;
    app.is_told(Step::GuidedContactEmailVerify, Saying::MaskOld).await;
    site.person(ANA, "new@fabrikam.example", &["ana@outlook.example"]);
    app.answers(Step::GuidedContactEmailVerify, Choice::AskMask).await;
    app.is_told(Step::GuidedContactEmailVerify, Saying::MaskNew).await;
}

#[tokio::test]
async fn a_new_username_is_verified_by_both_profile_pages() {
    let (_computer, site, app) = begun(WizardKind::Username).await;
    let typed = [(FieldName::NewUsername, "Ana.Fabrikam")];
    app.answers_with(Step::GuidedUsernameName, Choice::Continue, &typed)
        .await;
    app.is_told(Step::GuidedUsernameCheck, Saying::PerhapsFree).await;
    app.has_it_all(Step::GuidedUsernameCheck).await;
    app.answers(Step::GuidedUsernameCheck, Choice::Continue).await;
    app.answers(Step::GuidedUsernameDoMail, Choice::MarkDone).await;
    app.answers(Step::GuidedUsernameDoAnswer, Choice::MarkDone).await;
    app.is_told(Step::GuidedUsernameVerify, Saying::NotYetThere).await;
    site.edit(Edit::Rename {
        username: ANA.to_owned(),
        to: "Ana.Fabrikam".to_owned(),
    });
    app.answers(Step::GuidedUsernameVerify, Choice::LookAgain).await;
    app.is_told(Step::GuidedUsernameVerify, Saying::Gone).await;
    app.is_told(Step::GuidedUsernameVerify, Saying::Live).await;
}

#[tokio::test]
async fn a_conversion_names_the_administrator_only_when_there_is_one() {
    let (_computer, _site, app) = begun(WizardKind::Convert).await;
    let typed = [(FieldName::OtherUsername, "Nobody.Here")];
    app.answers_with(Step::GuidedConvertAdministrator, Choice::Continue, &typed)
        .await;
    app.is_told(Step::GuidedConvertCheck, Saying::NotLive).await;
    app.act(Action::BackWizard).await;
    let typed = [(FieldName::OtherUsername, "Ben")];
    app.answers_with(Step::GuidedConvertAdministrator, Choice::Continue, &typed)
        .await;
    app.has_it_all(Step::GuidedConvertCheck).await;
    app.answers(Step::GuidedConvertCheck, Choice::Continue).await;
    app.reaches(Step::GuidedConvertConfirm).await;
}

#[tokio::test]
async fn a_registration_needs_no_account_in_the_app_and_sees_the_new_profile_page() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    app.starts_at(WizardKind::Register, NUGET_ORG, None).await;
    let typed = [(FieldName::Username, "Cleo")];
    app.answers_with(Step::GuidedRegisterName, Choice::Continue, &typed)
        .await;
    app.is_told(Step::GuidedRegisterCheck, Saying::PerhapsFree).await;
    app.has_it_all(Step::GuidedRegisterCheck).await;
    app.answers(Step::GuidedRegisterCheck, Choice::Continue).await;
    app.answers(Step::GuidedRegisterDoSignIn, Choice::MarkDone).await;
    site.person("Cleo", "cleo@contoso.example", &[]);
    app.answers(Step::GuidedRegisterDoConfirm, Choice::MarkDone).await;
    app.is_told(Step::GuidedRegisterVerify, Saying::Live).await;
}
