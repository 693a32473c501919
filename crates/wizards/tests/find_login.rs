//! Which Microsoft account opens an account at nuget.org: its sign-in assistance, from the name to the mail.

mod stage;

use contract::{
    Code,
    desktop::wizard::{Block, Choice, FieldName, ListName, SitePage, Step, WaitsFor, WizardKind},
};
use stage::Run;
use wizards::{Answer, Input, Request, SiteRequest, Want};

const THIS: &str = "MyNuGetAccount1";
const MASK: &str = "a**********1@outlook.com";
const ADDRESS: &str = "account1@outlook.com";

fn begun() -> Run {
    Run::at_nuget_org(WizardKind::FindLogin, Some(THIS), None)
}

fn types(run: &mut Run, field: FieldName, text: &str) {
    run.feed(Input::Typed {
        field,
        text: text.to_owned(),
    });
}

/// Up to the page on which the whole address is typed.
fn masked() -> Run {
    let mut run = begun();
    run.choose(Choice::AskMask);
    run.answers(Answer::MaskedAddress(MASK.to_owned()));
    assert_eq!(run.step(), Step::FindLoginAddress);
    run
}

fn refusal(run: &Run) -> Option<(Code, Option<String>)> {
    run.sheet().refusal.map(|problem| (problem.code, problem.field))
}

fn notes(run: &Run, list: ListName) -> bool {
    let is = |block: &Block| matches!(block, Block::Note { list: found, .. } if *found == list);
    run.sheet().blocks.iter().any(is)
}

#[test]
fn two_presses_lead_to_the_mail_and_nothing_is_posted_before_them() {
    let mut run = begun();
    assert_eq!(run.wizard.wants(), Want::Nothing);
    assert_eq!(run.sheet().fields[0].text, THIS);
    assert!(notes(&run, ListName::GuidedPosts));
    run.choose(Choice::AskMask);
    let username = THIS.to_owned();
    assert_eq!(
        run.request(),
        Request::Site(SiteRequest::MaskedAddress {
            username: username.clone()
        })
    );
    run.answers(Answer::MaskedAddress(MASK.to_owned()));
    assert_eq!(run.wizard.wants(), Want::Nothing);
    assert_eq!(run.sheet().facts.other_address.as_deref(), Some(MASK));
    types(&mut run, FieldName::Email, ADDRESS);
    run.choose(Choice::MailLogins);
    let address = ADDRESS.to_owned();
    assert_eq!(
        run.request(),
        Request::Site(SiteRequest::MailLogins { username, address })
    );
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::FindLoginMailed);
    assert_eq!(run.wizard.waits_for(), WaitsFor::Mail);
    run.choose(Choice::SawIt);
    assert_eq!(run.step(), Step::FindLoginDone);
    assert!(run.wizard.is_over());
}

#[test]
fn an_address_that_cannot_be_the_one_behind_the_mask_is_not_posted() {
    let mut run = masked();
    for (typed, code) in [
        ("nothing", Code::EmailInvalid),
        ("other@outlook.com", Code::SiteAddressWrong),
        ("account1@contoso.com", Code::SiteAddressWrong),
    ] {
        types(&mut run, FieldName::Email, typed);
        run.choose(Choice::MailLogins);
        assert_eq!(run.wizard.wants(), Want::Nothing, "{typed}");
        assert_eq!(refusal(&run), Some((code, Some("email".to_owned()))));
        assert_eq!(run.sheet().fields[0].text, typed);
    }
}

#[test]
fn a_mask_of_another_form_leaves_the_judgement_to_nuget_org() {
    let mut run = begun();
    run.choose(Choice::AskMask);
    run.answers(Answer::MaskedAddress("hidden".to_owned()));
    types(&mut run, FieldName::Email, ADDRESS);
    run.choose(Choice::MailLogins);
    run.refuses(Code::SiteAddressWrong);
    assert_eq!(refusal(&run), Some((Code::SiteAddressWrong, Some("email".to_owned()))));
    assert_eq!(run.step(), Step::FindLoginAddress);
}

#[test]
fn an_unknown_name_is_refused_at_its_field_and_can_be_typed_anew() {
    let mut run = begun();
    types(&mut run, FieldName::Username, "not a name!");
    run.choose(Choice::AskMask);
    assert_eq!(
        refusal(&run),
        Some((Code::UsernameInvalid, Some("username".to_owned())))
    );
    assert_eq!(run.wizard.wants(), Want::Nothing);
    types(&mut run, FieldName::Username, "Nobody");
    run.choose(Choice::AskMask);
    run.refuses(Code::SiteAccountUnknown);
    assert_eq!(
        refusal(&run),
        Some((Code::SiteAccountUnknown, Some("username".to_owned())))
    );
    types(&mut run, FieldName::Username, THIS);
    run.choose(Choice::AskMask);
    assert!(matches!(
        run.request(),
        Request::Site(SiteRequest::MaskedAddress { .. })
    ));
}

#[test]
fn a_page_that_changed_or_was_intercepted_leads_to_the_browser_with_the_place_kept() {
    for code in [Code::SiteChanged, Code::SiteIntercepted] {
        let mut run = masked();
        types(&mut run, FieldName::Email, ADDRESS);
        run.choose(Choice::MailLogins);
        run.refuses(code);
        assert_eq!(run.sheet().helps[0].choice, Choice::UseBrowser);
        run.feed(Input::Chose {
            choice: Choice::UseBrowser,
            target: None,
        });
        assert_eq!(run.step(), Step::GuidedFindLoginDoAssistance);
        let page = |block: &Block| {
            matches!(
                block,
                Block::Page {
                    page: SitePage::SignIn,
                    ..
                }
            )
        };
        assert!(run.sheet().blocks.iter().any(page));
        run.resumes();
        run.choose(Choice::SaysElse);
        assert_eq!(run.step(), Step::GuidedRefusals);
        run.feed(Input::Back);
        run.feed(Input::Back);
        assert_eq!(run.step(), Step::FindLoginAddress);
        assert_eq!(run.sheet().fields[0].text, ADDRESS);
        run.choose(Choice::UseBrowser).choose(Choice::MarkDone);
        assert_eq!(run.step(), Step::FindLoginMailed);
        assert_eq!(run.sheet().facts.is, Some(false), "the app has mailed nothing");
    }
}

#[test]
fn a_lost_answer_says_that_the_mail_may_be_on_its_way() {
    let mut run = masked();
    types(&mut run, FieldName::Email, ADDRESS);
    run.choose(Choice::MailLogins);
    run.feed(Input::Unsure(Code::SiteUnreachable.into()));
    assert!(notes(&run, ListName::GuidedMailUnsure));
    run.choose(Choice::MailLogins);
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::FindLoginMailed);
}

#[test]
fn what_was_being_posted_when_the_app_ended_waits_for_another_press() {
    let mut run = begun();
    run.choose(Choice::AskMask);
    run.resumes();
    assert_eq!(run.wizard.wants(), Want::Nothing);
    run.choose(Choice::AskMask);
    run.answers(Answer::MaskedAddress(MASK.to_owned()));
    types(&mut run, FieldName::Email, ADDRESS);
    run.choose(Choice::MailLogins);
    run.resumes();
    assert_eq!(run.wizard.wants(), Want::Nothing);
    assert!(notes(&run, ListName::GuidedMailUnsure));
}

#[test]
fn a_pause_that_the_app_takes_is_told_and_nothing_is_lost() {
    let mut run = masked();
    types(&mut run, FieldName::Email, ADDRESS);
    run.choose(Choice::MailLogins);
    run.refuses(Code::SiteLimited);
    assert_eq!(refusal(&run).map(|(code, _)| code), Some(Code::SiteLimited));
    assert_eq!(run.sheet().fields[0].text, ADDRESS);
    run.choose(Choice::MailLogins);
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::FindLoginMailed);
}

#[test]
fn an_account_that_went_meanwhile_leads_back_to_its_name() {
    let mut run = masked();
    types(&mut run, FieldName::Email, ADDRESS);
    run.choose(Choice::MailLogins);
    run.refuses(Code::SiteAccountUnknown);
    assert_eq!(run.step(), Step::FindLoginName);
}

#[test]
fn back_shows_the_mask_that_is_known_without_asking_again_and_another_name_forgets_it() {
    let mut run = masked();
    run.feed(Input::Back);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::FindLoginAddress);
    run.feed(Input::Back);
    types(&mut run, FieldName::Username, "Else");
    assert!(!run.offers().contains(&Choice::Continue));
}

#[test]
fn a_field_that_was_emptied_stays_empty() {
    let mut run = begun();
    types(&mut run, FieldName::Username, "");
    run.feed(Input::Resumed);
    assert_eq!(run.sheet().fields[0].text, "");
}
