//! Deletions at the same moment.

use crate::{
    at_once::at_once,
    deletion::without_grace,
    provider::{ANNA, BEN, CARA},
    scene::{look, on_disk, seeded, seeded_organization},
    world::World,
};
use reqwest::StatusCode;
use service::parts::{Parts, SeedMember, SeedPackage};

/// Both delete their accounts at the same moment.
async fn anna_and_ben_go(world: &World) {
    let (anna, ben) = (world.sign_in(&ANNA, "a").await, world.sign_in(&BEN, "b").await);
    let gone = at_once([(&anna, &ANNA), (&ben, &BEN)].map(|(open, who)| world.delete_account(open, who)));
    assert!(gone.iter().all(|answer| answer.status() == StatusCode::NO_CONTENT));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_owners_that_go_at_the_same_moment_leave_no_listed_orphan() {
    for _ in 0..4 {
        let (world, folder) = on_disk(without_grace).await;
        let accounts = [seeded("anna", Some(&ANNA)), seeded("ben", Some(&BEN))];
        let packages = vec![SeedPackage {
            id: "Shared",
            listed: true,
            owners: &["anna", "ben"],
        }];
        let parts = Parts {
            packages,
            ..Parts::default()
        };
        world.gallery.service.seed_with(&accounts, parts).await.unwrap();
        anna_and_ben_go(&world).await;
        assert_eq!(look(folder.path(), "SELECT listed FROM packages"), "0");
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_members_that_all_go_at_the_same_moment_none_is_promoted_into_an_empty_organization() {
    for _ in 0..4 {
        let (world, folder) = on_disk(without_grace).await;
        let accounts = [
            seeded("anna", Some(&ANNA)),
            seeded("ben", Some(&BEN)),
            seeded("cara", Some(&CARA)),
            seeded_organization("org"),
        ];
        let member = |account, administrator| SeedMember {
            organization: "org",
            account,
            administrator,
        };
        let members = vec![member("anna", true), member("ben", true), member("cara", false)];
        let parts = Parts {
            members,
            ..Parts::default()
        };
        world.gallery.service.seed_with(&accounts, parts).await.unwrap();
        anna_and_ben_go(&world).await;
        assert_eq!(
            look(folder.path(), "SELECT count(*) FROM members WHERE administrator"),
            "1"
        );
        let cara = world.sign_in(&CARA, "c").await;
        assert_eq!(
            world.delete_account(&cara, &CARA).await.status(),
            StatusCode::NO_CONTENT
        );
        assert_eq!(
            look(folder.path(), "SELECT count(*) FROM accounts"),
            "0",
            "the last one takes it along"
        );
        world.end().await;
    }
}
