//! Accounts of several people without a pointer: a conversion that is asked for and withdrawn.

use super::keys::{asks, choose, finishes, proves, signed_in, starts, types_and_sends};
use anyhow::Result;
use tests::{session::DesktopSession, walk};

const ACCOUNT1: &str = "account1@outlook.com";

#[tokio::test]
async fn a_conversion_is_asked_for_and_withdrawn_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-convert").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    starts(&app, "convert").await?;
    choose(&app, "convert_intro", "continue").await?;
    asks(&app, "convert_administrator").await?;
    types_and_sends(&app, "convert_administrator", "username", "ana.contoso").await?;
    proves(&session, &app, "convert_proof", ACCOUNT1, "convert_check").await?;
    asks(&app, "convert_check").await?;
    types_and_sends(&app, "convert_check", "confirmation", "MyNuGetAccount1").await?;
    choose(&app, "convert_waiting", "cancel_conversion").await?;
    walk::step(&app, "convert_cancelled").await?;
    finishes(&app, "convert_cancelled").await?;
    session.passed();
    Ok(())
}
