//! A username that is looked up while it is typed on a wizard's page.

use crate::support::{Computer, PRACTICE, Running, wizard};
use axum::http::Method;
use contract::{
    Code,
    desktop::{
        Action, View,
        view::UsernameCheck,
        wizard::{FieldName, Step, WizardKind},
    },
};
use practice::cast::ANA;

/// The name is typed, and looked up.
async fn types(app: &Running, name: &str) {
    let id = wizard(&app.view()).unwrap().id.clone();
    let (field, text) = (FieldName::Username, name.to_owned());
    app.act(Action::CheckWizard { id, field, text }).await;
}

/// Whether this is said of the name that stands there.
fn says(check: UsernameCheck) -> impl Fn(&View) -> bool {
    move |view| wizard(view).is_some_and(|page| page.sheet.fields.iter().any(|field| field.check == check))
}

#[tokio::test]
async fn what_is_told_of_an_earlier_name_is_not_said_of_the_one_that_stands_there() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.signs_in(&computer, PRACTICE, ANA.address).await;
    app.starts(WizardKind::Organization, Some(&profile)).await;
    app.reaches(Step::OrganizationNew).await;
    let code = Code::UsernameTaken;
    let (free, taken) = ("/api/v1/usernames/contoso-games", "/api/v1/usernames/contoso-tools");
    // The earlier answer comes first.
    let earlier = computer.practice.hold_next(Method::GET, free);
    types(&app, "contoso-games").await;
    let earlier = earlier.await.unwrap();
    let later = computer.practice.hold_next(Method::GET, taken);
    types(&app, "contoso-tools").await;
    earlier.send(()).unwrap();
    let later = later.await.unwrap();
    assert!(!says(UsernameCheck::Free)(&app.view()));
    later.send(()).unwrap();
    app.until(says(UsernameCheck::Refused { code })).await;
    // The later answer comes first.
    let earlier = computer.practice.hold_next(Method::GET, free);
    types(&app, "contoso-games").await;
    let earlier = earlier.await.unwrap();
    types(&app, "contoso-tools").await;
    app.until(says(UsernameCheck::Refused { code })).await;
    earlier.send(()).unwrap();
    types(&app, "contoso-games").await;
    app.until(says(UsernameCheck::Free)).await;
    types(&app, "").await;
    assert!(says(UsernameCheck::NotAsked)(&app.view()));
}
