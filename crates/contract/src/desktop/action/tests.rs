use super::*;

#[test]
fn an_act_in_a_log_says_nothing_of_what_was_typed_or_pasted() {
    let text = || "canary".to_owned();
    let (profile, field, code) = ("p".to_owned(), FieldName::Password, text());
    let draft = Action::DraftWizard {
        id: "w".to_owned(),
        field,
        text: text(),
    };
    for (action, shown) in [
        (Action::PasteAddress { text: text() }, "Action(paste_address)"),
        (Action::ConfirmEmail { profile, code }, "Action(confirm_email)"),
        (draft, "Action(draft_wizard)"),
        (Action::ShowWelcome, "Action(show_welcome)"),
    ] {
        assert_eq!(format!("{action:?}"), shown);
    }
}
