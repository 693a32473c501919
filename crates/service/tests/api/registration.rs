//! Rules 1.1 to 1.6 and 4.1 to 4.6.

use crate::{
    provider::{ANNA, BEN, CARA, PERSONAL, Person, Provider},
    world::{World, code_of, opened, refused},
};
use contract::{
    Code, Purpose, Timestamp,
    account::{AccountKind, UsernameAvailability},
    identity::{Identity, IdentityKind},
};
use reqwest::StatusCode;
use service::{
    SeedAccount, SeedError, SeedLogin,
    parts::{Parts, SeedMember},
};

/// Rule 4.4.
#[tokio::test]
async fn an_account_is_opened_with_its_identity_and_a_pending_address() {
    let world = World::new().await;
    let open = world.register(&ANNA, "MyNuGetAccount1").await;
    let account = world.account(&open.token).await;
    assert_eq!(account, open.account);
    assert_eq!(account.username, "MyNuGetAccount1");
    assert_eq!(account.kind, AccountKind::Individual);
    assert_eq!(account.confirmed_email, None);
    assert_eq!(account.pending_email.as_deref(), Some("account1@outlook.com"));
    assert_eq!(
        account.login.unwrap().identity.address.as_deref(),
        Some("account1@outlook.com")
    );
    assert!(!account.two_factor && !account.locked);
    world.end().await;
}

/// Rule 4.5.
#[tokio::test]
async fn a_refused_name_leaves_the_proof_for_another() {
    let world = World::new().await;
    world.register(&ANNA, "Taken").await;
    let attempt = world.proved(Purpose::Register, &BEN).await;
    for (name, code) in [
        ("taken", Code::UsernameTaken),
        ("ab", Code::UsernameInvalid),
        ("me@example.org", Code::UsernameIsEmail),
    ] {
        let problem = refused(world.try_register(&attempt, name, BEN.address).await).await;
        assert_eq!((problem.code, problem.field.as_deref()), (code, Some("username")));
    }
    let problem = refused(world.try_register(&attempt, "free", "no address").await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::EmailInvalid, Some("email"))
    );
    opened(world.try_register(&attempt, "free", BEN.address).await).await;
    world.end().await;
}

/// Rule 2.9.
#[tokio::test]
async fn an_identity_opens_one_account() {
    let world = World::new().await;
    world.register(&ANNA, "anna").await;
    let attempt = world.proved(Purpose::Register, &ANNA).await;
    assert_eq!(
        code_of(world.try_register(&attempt, "anna2", "a@b.co").await).await,
        Code::IdentityAlreadyLinked
    );
    world.end().await;
}

/// Rule 5.1.
#[tokio::test]
async fn an_address_confirmed_by_another_account_is_refused_and_a_pending_one_is_not() {
    let world = World::new().await;
    let open = world.register(&ANNA, "anna").await;
    let shared = "ACCOUNT1@outlook.com";
    let attempt = world.proved(Purpose::SignIn, &BEN).await;
    opened(world.try_register(&attempt, "ben", shared).await).await;
    // Of two pending the first to confirm wins.
    let mails = world.gallery.service.mails().await;
    let annas = mails.iter().find(|mail| mail.to == ANNA.address).unwrap();
    assert_eq!(
        world
            .confirm(&open.token, &crate::world::code_in(&annas.text))
            .await
            .status(),
        StatusCode::OK
    );
    let attempt = world.proved(Purpose::SignIn, &CARA).await;
    let problem = refused(world.try_register(&attempt, "cara", shared).await).await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::EmailTaken, Some("email"))
    );
    world.end().await;
}

#[tokio::test]
async fn whether_a_name_is_free_is_told_under_a_limit() {
    let world = World::new().await;
    world.register(&ANNA, "Anna").await;
    let ask = async |name: &str| world.get(&format!("/api/v1/usernames/{name}"), None).await;
    let answer: UsernameAvailability = ask("aNNA").await.json().await.unwrap();
    assert!(!answer.available);
    let answer: UsernameAvailability = ask("other").await.json().await.unwrap();
    assert!(answer.available);
    let response = ask("a").await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(code_of(response).await, Code::UsernameInvalid);
    assert_eq!(code_of(ask("me%40example.org").await).await, Code::UsernameIsEmail);
    assert_eq!(code_of(ask("%FF").await).await, Code::BadRequest);
    let mut limited = false;
    for _ in 0..60 {
        limited |= ask("other").await.status() == StatusCode::TOO_MANY_REQUESTS;
    }
    assert!(limited);
    world.clock.advance_secs(1);
    assert_eq!(ask("other").await.status(), StatusCode::OK);
    world.end().await;
}

/// Rule 4.1.
#[tokio::test]
async fn a_closed_gallery_takes_no_new_accounts() {
    let world = World::with(|configuration| configuration.features.clear()).await;
    let body = crate::world::begin_body(Purpose::Register, &world.new_secret());
    assert_eq!(
        code_of(world.post("/api/v1/proofs", None, body).await).await,
        Code::RegistrationClosed
    );
    let attempt = world.proved(Purpose::SignIn, &ANNA).await;
    assert_eq!(
        code_of(world.try_register(&attempt, "anna", ANNA.address).await).await,
        Code::RegistrationClosed
    );
    world.end().await;
}

fn seed(username: &str, login: Option<SeedLogin>) -> SeedAccount {
    SeedAccount {
        username: username.to_owned(),
        kind: AccountKind::Individual,
        confirmed_email: Some(format!("{username}@example.org")),
        login,
        opened_at: Timestamp::from_secs(1_500_000_000),
    }
}

fn anna() -> SeedLogin {
    let identity = Identity {
        name: Some("Anna".to_owned()),
        address: Some(ANNA.address.to_owned()),
        kind: IdentityKind::Personal,
        second_factor: false,
    };
    SeedLogin {
        tenant: PERSONAL.to_owned(),
        subject: ANNA.subject.to_owned(),
        identity,
    }
}

/// An organization with its administrator.
fn administered(organization: &'static str, account: &'static str) -> Parts {
    let administrator = SeedMember {
        organization,
        account,
        administrator: true,
    };
    Parts {
        members: vec![administrator],
        ..Parts::default()
    }
}

#[tokio::test]
async fn a_seeded_account_is_signed_in_to_like_any_other() {
    let world = World::new().await;
    let organization = SeedAccount {
        kind: AccountKind::Organization,
        ..seed("the-organization", None)
    };
    let accounts = [
        seed("MyNuGetAccount1", Some(anna())),
        seed("old-account", None),
        organization,
    ];
    let parts = administered("the-organization", "MyNuGetAccount1");
    world.gallery.service.seed_with(&accounts, parts).await.unwrap();
    let open = world.sign_in(&ANNA, "a").await;
    assert_eq!(open.account.username, "MyNuGetAccount1");
    assert_eq!(open.account.opened_at, Timestamp::from_secs(1_500_000_000));
    world.end().await;
}

/// Rule 2.9.
#[tokio::test]
async fn a_personal_account_is_seeded_by_its_sixteen_digits_too() {
    let world = World::new().await;
    let login = SeedLogin {
        subject: "3F7A91C25D08E6B4".to_owned(),
        ..anna()
    };
    world.gallery.service.seed(&[seed("anna", Some(login))]).await.unwrap();
    let maya = Person {
        subject: "00000000-0000-0000-3f7a-91c25d08e6b4",
        ..ANNA
    };
    let open = world.sign_in(&maya, "a").await;
    assert_eq!(open.account.username, "anna");
    world.end().await;
}

#[tokio::test]
async fn only_an_empty_gallery_is_seeded_and_all_or_nothing() {
    let world = World::new().await;
    let service = &world.gallery.service;
    let other_address = Some("other@example.org".to_owned());
    let twice = [
        seed("same", None),
        SeedAccount {
            confirmed_email: other_address,
            ..seed("SAME", None)
        },
    ];
    assert!(
        matches!(service.seed(&twice).await, Err(SeedError::Refused(problem)) if problem.code == Code::UsernameTaken)
    );
    service.seed(&[seed("one", None)]).await.unwrap();
    assert!(matches!(
        service.seed(&[seed("two", None)]).await,
        Err(SeedError::NotEmpty)
    ));
    world.end().await;
    let world = World::at(Provider::with_tenants().await, |set| set.login_issuer = None).await;
    let refused = world.gallery.service.seed(&[seed("one", Some(anna()))]).await;
    assert!(matches!(refused, Err(SeedError::NoLoginIssuer)));
    world.end().await;
}

#[tokio::test]
async fn what_the_address_of_an_unlinked_identity_means_is_told_and_nothing_is_linked_by_it() {
    use contract::proof::{AddressStanding, Standing};
    let world = World::new().await;
    let organization = SeedAccount {
        kind: AccountKind::Organization,
        confirmed_email: Some("account2@outlook.com".to_owned()),
        ..seed("org", None)
    };
    let old = SeedAccount {
        confirmed_email: Some("account1@outlook.com".to_owned()),
        ..seed("old", None)
    };
    let parts = administered("org", "old");
    world
        .gallery
        .service
        .seed_with(&[organization, old], parts)
        .await
        .unwrap();
    for (person, address) in [
        (BEN, AddressStanding::Organization),
        (ANNA, AddressStanding::NoMicrosoftLogin),
    ] {
        let attempt = world.begin(Purpose::SignIn, None).await;
        assert_eq!(
            world.complete(&attempt, &person).await.standing,
            Standing::Unlinked { address }
        );
        let refused = world.open_session(&attempt, "laptop").await;
        assert_eq!(code_of(refused).await, Code::IdentityNotLinked);
        let taken = world.try_register(&attempt, "another", person.address).await;
        assert_eq!(code_of(taken).await, Code::EmailTaken);
        // The proof is as it was: with an address of its own an account can be opened.
        let opened = world.try_register(&attempt, person.subject, "own@example.org").await;
        assert_eq!(opened.status(), StatusCode::CREATED);
    }
    world.end().await;
}
