//! The rules of sections 5, 14 and 16 in sentences, without any storage. The numbers are those of `docs/rules.md`.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod address;
mod any;
mod asking;
mod confirming;
mod deleting;
mod due;
mod erased;
mod grace;
mod keeping;
mod leaving;
mod left_behind;
mod locked;
mod mail_choices;
mod names;
mod orphans;
mod putting_back;
mod row;
mod support;
mod withdrawn;
mod worse;
