//! Whom mails go to, and whom their words name (rules 15.2 and 15.4).

use crate::{
    cast::{FINN, seed, world},
    deletion::without_grace,
    keys::made,
    provider::{ANNA, BEN, CARA},
    world::World,
};
use contract::Purpose;
use reqwest::{Method, StatusCode};
use serde_json::json;
use service::operator::{OperatorCommand, OperatorKey};

/// What members and conversions are mailed for: an invitation that is declined, one that is accepted, another role, a removal, a
/// conversion that is rejected.
async fn people_act_on_each_other(world: &World) {
    let (anna, cara) = (world.sign_in(&ANNA, "a").await, world.sign_in(&CARA, "c").await);
    let (finn, ben) = (world.sign_in(&FINN, "f").await, world.sign_in(&BEN, "b").await);
    let members = "/api/v1/organizations/team/members";
    let of_cara = format!("{members}/cara");
    let invitation = json!({ "username": "cara", "role": "collaborator" });
    let own = "/api/v1/account/invitations/team";
    for answer in [Method::DELETE, Method::POST] {
        world.post(members, Some(&anna.token), invitation.clone()).await;
        let answered = world.call(answer, own, Some(&cara.token), None).await;
        assert!(answered.status().is_success());
    }
    let role = Some(json!({ "role": "administrator" }));
    world.call(Method::PATCH, &of_cara, Some(&anna.token), role).await;
    assert_eq!(world.delete(&of_cara, &anna).await.status(), StatusCode::NO_CONTENT);
    let attempt = world.proved_in(Purpose::ConvertAccount, &FINN, &finn.token).await;
    let proof = json!({ "proof_id": attempt.id, "attempt_secret": attempt.secret });
    let body = json!({ "administrator": "ben", "proof": proof });
    world.post("/api/v1/account/conversion", Some(&finn.token), body).await;
    let rejected = world.delete("/api/v1/account/conversions/finn", &ben).await;
    assert_eq!(rejected.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn rule_15_2_no_mail_tells_another_persons_address_and_all_are_answered_at_one_place() {
    let world = world().await;
    people_act_on_each_other(&world).await;
    let mails = world.gallery.service.mails().await;
    for person in [ANNA, BEN, CARA, FINN] {
        assert!(mails.iter().any(|mail| mail.to == person.address), "{}", person.name);
        let of_others = mails.iter().filter(|mail| mail.to != person.address);
        for mail in of_others {
            let said = format!("{} {} {}", mail.subject, mail.text, mail.html);
            assert!(!said.contains(person.address), "{}: {said}", mail.to);
        }
    }
    let invited = mails.iter().filter(|mail| mail.to == CARA.address);
    assert!(
        invited.into_iter().any(|mail| mail.text.contains("anna")),
        "usernames are told"
    );
    assert!(mails.iter().all(|mail| mail.reply_to.is_none()));
    world.end().await;
}

#[tokio::test]
async fn rule_15_4_nobody_gets_copies_of_what_the_owner_of_an_account_or_a_key_is_mailed() {
    let world = World::with(without_grace).await;
    seed(&world).await;
    let finn = world.sign_in(&FINN, "f").await;
    let (_, text) = made(&world, &finn, "finn").await;
    let found = OperatorCommand::RevokeKey {
        key: OperatorKey::of_text(&text).unwrap(),
        found: Some("a public repository".to_owned()),
    };
    world.gallery.service.operate(&found).await.unwrap();
    let deleted = world.delete_account(&finn, &FINN).await;
    assert_eq!(deleted.status(), StatusCode::NO_CONTENT);
    let mails = world.gallery.service.mails().await;
    for says in ["a public repository", "was deleted"] {
        let told = mails
            .iter()
            .find(|mail| mail.text.contains(says) || mail.subject.contains(says));
        assert!(told.is_some(), "{says}");
    }
    assert!(mails.iter().all(|mail| mail.to == FINN.address));
    world.end().await;
}
