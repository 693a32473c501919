//! Deciding about a frozen account with a mailed code (rules 5.30 and 9.23).

use crate::{
    frozen::{by_code, by_mail, changed, freeze, mailed_code, request},
    model::{Model, id},
};
use accounts::{
    Command, Need,
    contact::{self, AddressChange},
    email::EmailAddress,
    installation::Place,
    login_change::{Decide, RequestDecision},
};
use contract::{Code, Secret, Timestamp};
use uuid::Uuid;

#[test]
fn rule_9_23_a_mailed_code_is_bound_to_its_request_and_account_and_has_five_tries_and_fifteen_minutes() {
    let mut model = changed();
    freeze(&mut model, 1);
    let code = mailed_code(&mut model, "mine");
    let other = by_mail("anna", Decide::Undo, "theirs", &code);
    assert_eq!(model.refused(&other), (Code::CodeWrong, "9.23"));
    let wrong = Secret::new("00000000".to_owned());
    for _ in 0..5 {
        let command = by_mail("anna", Decide::Undo, "mine", &wrong);
        assert_eq!(model.refused(&command), (Code::CodeWrong, "9.23"));
    }
    let right = by_mail("anna", Decide::Undo, "mine", &code);
    assert_eq!(
        model.refused(&right),
        (Code::CodeWrong, "9.23"),
        "its tries have run out"
    );

    let code = mailed_code(&mut model, "again");
    let end = model.now.plus_secs(900);
    model.now = end;
    let late = by_mail("anna", Decide::Undo, "again", &code);
    assert_eq!(model.refused(&late), (Code::CodeWrong, "9.23"));
    model.now = Timestamp::from_micros(end.as_micros() - 1);
    let typed = Secret::new(format!("{} {}", &code.expose()[..4], &code.expose()[4..]));
    model.run(&by_mail("anna", Decide::Undo, "again", &typed));
    assert_eq!(model.live(1), Some("anna"));
}

#[test]
fn rule_9_23_asking_for_a_code_tells_nothing_and_mails_only_where_an_account_is_frozen() {
    let mut model = changed();
    model.take_mails();
    for name in ["anna", "nobody", "not a name"] {
        model.run(&request(name, "s"));
    }
    assert!(model.take_mails().is_empty(), "anna is not frozen");
    let any = Secret::new("12345678".to_owned());
    for name in ["anna", "nobody"] {
        let command = by_mail(name, Decide::Undo, "s", &any);
        assert_eq!(model.refused(&command), (Code::CodeWrong, "9.23"), "{name}");
        let command = by_code(
            name,
            Decide::Undo,
            &Secret::new("0000-0000-0000-0000-0000-0000".to_owned()),
        );
        assert_eq!(model.refused(&command), (Code::RecoveryCodeWrong, "9.14"), "{name}");
    }
    let bad = RequestDecision {
        request_hash: "short".to_owned(),
        ..request("nobody", "s")
    };
    assert_eq!(model.refused(&bad), (Code::BadRequest, "9.23"));
}

#[test]
fn rule_5_30_the_code_goes_to_the_oldest_address_that_can_still_be_put_back() {
    let mut model = changed();
    freeze(&mut model, 1);
    model.all.address_changes.push(AddressChange {
        id: Uuid::from_bytes([9; 16]),
        account: id(1),
        previous: EmailAddress::parse("anna@before.example").unwrap(),
        made_at: model.now,
        ends_at: model.now.plus_secs(contact::UNDO_SECONDS),
    });
    model.take_mails();
    let command = RequestDecision {
        address: " Anna@Before.example".to_owned(),
        ..request("anna", "s")
    };
    assert!(command.needs(model.now).contains(&Need::AddressChangesOf(id(1))));
    model.run(&command);
    let to: Vec<String> = model.take_mails().into_iter().map(|(to, _)| to).collect();
    assert_eq!(to, ["anna@before.example"]);
}

#[test]
fn rule_9_23_who_does_not_know_the_address_has_nothing_mailed_and_uses_up_nothing() {
    let mut model = changed();
    freeze(&mut model, 1);
    model.take_mails();
    for (number, address) in ["", "anna", "thief@contact.example", "ben@contact.example"]
        .iter()
        .cycle()
        .take(40)
        .enumerate()
    {
        model.run(&RequestDecision {
            address: (*address).to_owned(),
            ..request("anna", &format!("s{number}"))
        });
    }
    assert!(model.take_mails().is_empty() && model.all.decision_codes.is_empty());
    mailed_code(&mut model, "the owner's");
}

#[test]
fn rule_9_23_an_account_has_at_most_twenty_codes_mailed_within_an_hour() {
    let mut model = changed();
    freeze(&mut model, 1);
    for number in 0..25 {
        model.run(&request("anna", &format!("s{number}")));
    }
    let codes = |model: &mut Model| {
        let mails = model.take_mails().into_iter();
        mails.filter(|(_, letter)| letter.code().is_some()).count()
    };
    assert_eq!(codes(&mut model), 20);
    model.advance(3600);
    model.run(&request("anna", "later"));
    assert_eq!(codes(&mut model), 1);
    assert_eq!(model.all.decision_codes.len(), 1, "old ones are removed");
}

#[test]
fn rule_9_23_what_strangers_ask_for_keeps_nothing_from_places_that_the_account_knew_before_the_change() {
    let mut model = changed();
    freeze(&mut model, 1);
    let changed_at = model.now;
    let place = |name: &str, seen_at: Timestamp| Place {
        account: id(1),
        installation_id: name.to_owned(),
        seen_at,
    };
    model.all.places = vec![
        place("owners", changed_at.plus_secs(-1)),
        place("intruders", changed_at),
        place("forgotten", changed_at.plus_secs(-90 * 86_400)),
    ];
    for number in 0..25 {
        model.run(&request("anna", &format!("s{number}")));
    }
    model.take_mails();
    let mut mailed = |installation: &str, secret: String| {
        let command = RequestDecision {
            installation: Some(installation.to_owned()),
            ..request("anna", &secret)
        };
        assert!(
            command
                .needs(model.now)
                .contains(&Need::PlacesOfLoaded(installation.to_owned()))
        );
        model.run(&command);
        model.take_mails().len()
    };
    for stranger in ["intruders", "forgotten", "unheard-of"] {
        assert_eq!(mailed(stranger, stranger.to_owned()), 0, "{stranger}");
    }
    let owners: usize = (0..25).map(|number| mailed("owners", format!("o{number}"))).sum();
    assert_eq!(owners, 20);
}
