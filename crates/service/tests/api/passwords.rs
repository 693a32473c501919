//! Rules 10.5 to 10.20 and 10.27 over HTTP: a password opens a recovery session, is reset, changed and removed.

mod change;
mod guessing;
mod reset;
mod sign_in;

use crate::{
    recovery_scene::{annas, gallery_with, old, passwords},
    world::World,
};

/// A gallery with ANNA's account, which has a password beside her login, and the old one.
async fn both() -> World {
    gallery_with(&[annas(), old()], passwords(&["anna", "Old-Account"])).await
}
