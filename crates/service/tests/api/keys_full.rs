//! How many keys an account holds (rule 13.22).

use crate::{
    keys::{list, regenerate},
    provider::ANNA,
    scene::seeded,
    world::{World, refused},
};
use contract::Code;
use reqwest::StatusCode;
use service::parts::{Parts, SeedKey};

const DAY: i64 = 86_400;

#[tokio::test]
async fn rule_13_22_a_key_that_has_run_out_is_not_regenerated_where_there_is_no_room_for_one_more() {
    let world = World::new().await;
    let key = |description, days| SeedKey {
        holder: "anna",
        owner: Some("anna"),
        description,
        days,
    };
    let mut keys = vec![key("goes on", 30); 500];
    keys.push(key("has ended", 1));
    let parts = Parts {
        keys,
        ..Parts::default()
    };
    let accounts = [seeded("anna", Some(&ANNA))];
    world.gallery.service.seed_with(&accounts, parts).await.unwrap();
    let anna = world.sign_in(&ANNA, "a").await;
    world.clock.advance_secs(DAY);
    let keys = list(&world, &anna).await.keys;
    let (ended, live): (Vec<_>, Vec<_>) = keys.iter().partition(|key| key.description == "has ended");
    assert_eq!((ended.len(), live.len()), (1, 500));
    let problem = refused(regenerate(&world, &anna, ended[0]).await).await;
    assert_eq!((problem.code, problem.status), (Code::LimitReached, 409));
    // In place of one that goes on there is room.
    let again = regenerate(&world, &anna, live[0]).await;
    assert_eq!(again.status(), StatusCode::CREATED);
    let revoked = world.delete(&format!("/api/v1/keys/{}", live[1].id), &anna).await;
    assert_eq!(revoked.status(), StatusCode::NO_CONTENT);
    let now = regenerate(&world, &anna, ended[0]).await;
    assert_eq!(now.status(), StatusCode::CREATED);
    world.end().await;
}
