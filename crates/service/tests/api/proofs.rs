//! Rules 2.1 to 2.10.

use crate::{
    provider::{ANNA, CARA, DORA, Provider, sign},
    world::{World, begin_body, code_of, opened, refused},
};
use ambient::Clock;
use contract::{
    Code, Purpose,
    gallery::{Feature, GalleryDescription},
    identity::IdentityKind,
    proof::{AddressStanding, ProofChallenge, Standing},
};
use reqwest::StatusCode;
use serde_json::json;
use std::sync::Arc;
use tokio::sync::Barrier;

#[tokio::test]
async fn a_gallery_says_where_people_sign_in() {
    let world = World::new().await;
    let gallery: GalleryDescription = world.get("/api/v1/gallery", None).await.json().await.unwrap();
    assert_eq!(gallery.public_url, world.gallery.origin);
    assert_eq!(gallery.authority.url, world.provider.authority);
    assert_eq!(gallery.authority.scopes, ["openid", "profile", "email"]);
    assert_eq!(gallery.features, [Feature::Registration, Feature::Feed]);
    world.end().await;
}

#[tokio::test]
async fn an_unknown_identity_is_told_who_it_is_and_nothing_is_created() {
    let world = World::new().await;
    let attempt = world.begin(Purpose::SignIn, None).await;
    let completed = world.complete(&attempt, &ANNA).await;
    assert_eq!(completed.identity.name.as_deref(), Some("Anna"));
    assert_eq!(completed.identity.kind, IdentityKind::Personal);
    assert_eq!(
        completed.standing,
        Standing::Unlinked {
            address: AddressStanding::Unknown
        }
    );
    assert_eq!(
        code_of(world.open_session(&attempt, "a").await).await,
        Code::IdentityNotLinked
    );
    world.end().await;
}

#[tokio::test]
async fn a_known_identity_is_told_its_account() {
    let world = World::new().await;
    world.register(&ANNA, "Anna-1").await;
    let attempt = world.begin(Purpose::SignIn, None).await;
    let completed = world.complete(&attempt, &ANNA).await;
    assert_eq!(
        completed.standing,
        Standing::Linked {
            username: "Anna-1".to_owned()
        }
    );
    world.end().await;
}

#[tokio::test]
async fn an_identity_whose_address_another_account_confirmed_is_told_so() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let code = world.code().await;
    assert_eq!(world.confirm(&open.token, &code).await.status(), StatusCode::OK);
    let attempt = world.begin(Purpose::SignIn, None).await;
    let twin = crate::provider::Person {
        subject: "another",
        address: "Account1@Outlook.com",
        ..ANNA
    };
    let completed = world.complete(&attempt, &twin).await;
    assert_eq!(
        completed.standing,
        Standing::Unlinked {
            address: AddressStanding::LinkedElsewhere
        }
    );
    world.end().await;
}

/// Rule 2.9: as the gallery that we follow keeps it.
#[tokio::test]
async fn of_a_personal_account_who_proves_it_and_its_owner_see_the_sixteen_digits() {
    let world = World::new().await;
    let maya = crate::provider::Person {
        subject: "00000000-0000-0000-3f7a-91c25d08e6b4",
        ..ANNA
    };
    let at_work = crate::provider::Person {
        tenant: CARA.tenant,
        address: "x@company.example",
        ..maya
    };
    for (person, digits) in [(maya, Some("3f7a91c25d08e6b4")), (at_work, None)] {
        let attempt = world.begin(Purpose::SignIn, None).await;
        let completed = world.complete(&attempt, &person).await;
        assert_eq!(completed.personal_id.as_deref(), digits);
        let name = if digits.is_some() { "maya" } else { "at-work" };
        let open = world.register(&person, name).await;
        assert_eq!(open.account.login.unwrap().personal_id.as_deref(), digits);
        let account = world.account(&open.token).await;
        assert_eq!(account.login.unwrap().personal_id.as_deref(), digits);
    }
    world.end().await;
}

/// Rule 2.9.
#[tokio::test]
async fn the_same_subject_in_another_tenant_is_somebody_else() {
    let world = World::new().await;
    world.register(&ANNA, "anna").await;
    let attempt = world.begin(Purpose::SignIn, None).await;
    let other = crate::provider::Person {
        tenant: CARA.tenant,
        address: "x@company.example",
        ..ANNA
    };
    assert_eq!(
        world.complete(&attempt, &other).await.standing,
        Standing::Unlinked {
            address: AddressStanding::Unknown
        }
    );
    world.end().await;
}

/// Rule 2.9.
#[tokio::test]
async fn a_provider_without_tenants_works_by_issuer_and_subject() {
    let world = World::at(Provider::without_tenants().await, |configuration| {
        configuration.login_issuer = None
    })
    .await;
    let open = world.register(&DORA, "dora").await;
    assert_eq!(open.account.login.unwrap().identity.kind, IdentityKind::Other);
    world.sign_in(&DORA, "second").await;
    world.end().await;
}

#[tokio::test]
async fn the_second_factor_is_asked_for_only_where_the_gallery_knows_that_it_works() {
    for (features, expected) in [
        (vec![Feature::Registration], vec![]),
        (
            vec![Feature::Registration, Feature::TwoFactor],
            vec![
                "urn:microsoft:policies:mfa".to_owned(),
                "urn:microsoft:policies:default".to_owned(),
            ],
        ),
    ] {
        let world = World::with(|configuration| configuration.features = features).await;
        let response = world
            .post("/api/v1/proofs", None, begin_body(Purpose::SignIn, &world.new_secret()))
            .await;
        let challenge: ProofChallenge = response.json().await.unwrap();
        assert_eq!(challenge.acr_values, expected);
        world.end().await;
    }
}

/// Rule 2.2.
#[tokio::test]
async fn a_proof_can_be_completed_for_ten_minutes_to_the_microsecond() {
    let world = World::new().await;
    let (in_time, late) = (
        world.begin(Purpose::SignIn, None).await,
        world.begin(Purpose::SignIn, None).await,
    );
    world.clock.advance_secs(600);
    world.clock.advance_micros(-1);
    world.complete(&in_time, &ANNA).await;
    world.clock.advance_micros(1);
    let token = world.token(&late, &ANNA);
    assert_eq!(
        code_of(world.complete_with(&late, &token).await).await,
        Code::ProofExpired
    );
    world.end().await;
}

#[tokio::test]
async fn a_sign_in_proof_can_be_spent_for_fifteen_minutes() {
    let world = World::new().await;
    world.register(&ANNA, "anna").await;
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    world.clock.advance_secs(900);
    assert_eq!(
        code_of(world.open_session(&attempt, "a").await).await,
        Code::ProofExpired
    );
    world.clock.advance_micros(-1);
    opened(world.open_session(&attempt, "a").await).await;
    world.end().await;
}

#[tokio::test]
async fn an_account_can_be_opened_for_an_hour_after_either_proof() {
    let world = World::new().await;
    for (purpose, person, name) in [(Purpose::SignIn, ANNA, "anna"), (Purpose::Register, CARA, "cara")] {
        let attempt = world.begin(purpose, None).await;
        let completed = world.complete(&attempt, &person).await;
        assert_eq!(
            completed.spendable_until,
            ambient::Clock::now(&*world.clock).plus_secs(3600)
        );
        world.clock.advance_secs(3600);
        assert_eq!(
            code_of(world.try_register(&attempt, name, person.address).await).await,
            Code::ProofExpired
        );
        world.clock.advance_micros(-1);
        opened(world.try_register(&attempt, name, person.address).await).await;
    }
    world.end().await;
}

/// Rule 2.5.
#[tokio::test]
async fn tokens_that_do_not_hold_are_counted_but_use_nothing_up_until_the_fifth() {
    let world = World::new().await;
    let attempt = world.begin(Purpose::SignIn, None).await;
    for left in [4, 3, 2, 1] {
        let problem = refused(world.complete_with(&attempt, "no.id.token").await).await;
        assert_eq!((problem.code, problem.tries_left), (Code::IdTokenInvalid, Some(left)));
    }
    let spare = attempt.clone();
    world.complete(&attempt, &ANNA).await;
    assert_eq!(
        code_of(world.complete_with(&spare, "no.id.token").await).await,
        Code::ProofInvalid
    );

    let attempt = world.begin(Purpose::SignIn, None).await;
    for _ in 0..5 {
        assert_eq!(
            code_of(world.complete_with(&attempt, "no.id.token").await).await,
            Code::IdTokenInvalid
        );
    }
    let token = world.token(&attempt, &ANNA);
    assert_eq!(
        code_of(world.complete_with(&attempt, &token).await).await,
        Code::ProofInvalid
    );
    world.end().await;
}

#[tokio::test]
async fn an_identity_without_address_and_user_name_proves_nothing() {
    let world = World::new().await;
    let attempt = world.begin(Purpose::SignIn, None).await;
    let mut claims = world.provider.claims(&ANNA, &world.nonce(&attempt), world.clock.now());
    let spare = claims.clone();
    for claim in ["email", "preferred_username"] {
        claims.as_object_mut().unwrap().remove(claim);
    }
    let problem = refused(world.complete_with(&attempt, &sign(&claims)).await).await;
    assert_eq!((problem.code, problem.tries_left), (Code::IdTokenInvalid, Some(4)));
    assert!(problem.detail.contains("neither an e-mail address nor a user name"));
    let done = world.complete_with(&attempt, &sign(&spare)).await;
    assert_eq!(done.status(), StatusCode::OK);
    world.end().await;
}

/// Rule 2.6.
#[tokio::test]
async fn an_address_can_have_fifty_proofs_open_and_no_more_until_some_run_out() {
    let world = World::new().await;
    for _ in 0..50 {
        world.begin(Purpose::SignIn, None).await;
    }
    let response = world
        .post("/api/v1/proofs", None, begin_body(Purpose::SignIn, &world.new_secret()))
        .await;
    assert_eq!(response.headers()["retry-after"], "60");
    assert_eq!(code_of(response).await, Code::TooManyRequests);
    world.clock.advance_secs(600);
    world.begin(Purpose::SignIn, None).await;
    world.end().await;
}

#[tokio::test]
async fn a_proof_for_an_account_needs_that_accounts_session() {
    let world = World::new().await;
    for purpose in [Purpose::ChangeLogin, Purpose::SwapLogins, Purpose::ConfirmTwoFactor] {
        let response = world
            .post("/api/v1/proofs", None, begin_body(purpose, &world.new_secret()))
            .await;
        assert_eq!(code_of(response).await, Code::SessionRequired);
    }
    let open = world.register(&ANNA, "anna").await;
    world.begin(Purpose::ChangeLogin, Some(&open.token)).await;
    world.end().await;
}

#[tokio::test]
async fn an_attempt_hash_is_a_hash() {
    let world = World::new().await;
    for hash in ["", "short", &"=".repeat(43), &"a".repeat(44)] {
        let body = json!({ "purpose": "sign_in", "attempt_hash": hash });
        let problem = refused(world.post("/api/v1/proofs", None, body).await).await;
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (Code::BadRequest, Some("attempt_hash"))
        );
    }
    world.end().await;
}

/// How many of sixteen that begin a proof at once may.
async fn begun_at_once(world: &Arc<World>) -> usize {
    let barrier = Arc::new(Barrier::new(16));
    let begin = || {
        let (world, barrier) = (Arc::clone(world), Arc::clone(&barrier));
        tokio::spawn(async move {
            let body = begin_body(Purpose::SignIn, &world.new_secret());
            barrier.wait().await;
            world.post("/api/v1/proofs", None, body).await
        })
    };
    let racers: Vec<_> = std::iter::repeat_with(begin).take(16).collect();
    let mut begun = 0;
    for racer in racers {
        let response = racer.await.unwrap();
        if response.status() == StatusCode::CREATED {
            begun += 1;
            continue;
        }
        let problem = refused(response).await;
        assert_eq!((problem.code, problem.retry_after), (Code::TooManyRequests, Some(60)));
    }
    begun
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn rule_2_6_one_address_has_fifty_open_proofs_however_many_are_begun_at_once() {
    let world = Arc::new(World::new().await);
    let first = world.begin(Purpose::SignIn, None).await;
    for _ in 1..45 {
        world.begin(Purpose::SignIn, None).await;
    }
    assert_eq!(begun_at_once(&world).await, 5);
    world.complete(&first, &ANNA).await;
    assert_eq!(
        begun_at_once(&world).await,
        1,
        "the one that is completed is not open any more"
    );
    world.clock.advance_secs(3600);
    assert_eq!(begun_at_once(&world).await, 16, "nor are those that came too late");
    Arc::into_inner(world).unwrap().end().await;
}
