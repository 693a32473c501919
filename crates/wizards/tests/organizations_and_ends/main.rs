//! The machines for contact e-mail, mail, username, deletion, conversion and organizations: every turn and every refusal.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod answers;
mod contact_email;
mod contact_instead;
mod contact_later;
mod convert;
mod deeds;
mod delete_account;
mod hand_over;
mod invitations;
mod members;
mod offers;
mod organization;
mod support;
mod username;
