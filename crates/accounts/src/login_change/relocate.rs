//! Moving an identity from an account that is no longer wanted.

use super::{
    Current, UNDO_SECONDS,
    change::{must_be_changeable, must_differ},
    conflict::{must_let_go, other_account},
    current::missing,
    finalise,
    relink::{Relink, Relinked, live_sessions},
    tenant,
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    deletion::Deletion,
    entropy::Entropy,
    letter::LetterKind,
    login::{Login, shown},
    mailed_act::{ActKind, MailedAct},
    outbound::{AuditRow, EventRow, Mail, told},
    proof::Presented,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    username::Username,
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Purpose, Timestamp,
    account::{Account, AuditKind},
    consequence::Consequence,
    event::EventKind,
};
