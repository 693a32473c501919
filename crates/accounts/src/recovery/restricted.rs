//! Opening a recovery session.

use crate::{
    account::AccountRow,
    command::Changes,
    digest::Hash,
    entropy::Entropy,
    installation::Place,
    login::Login,
    outbound::{AuditRow, EventRow},
    session::{NewSession, SessionRow},
    write::Write,
};
use contract::{
    Secret, Timestamp,
    account::AuditKind,
    event::EventKind,
    recovery::{NextStep, OpenedRecovery},
    session::{Installation, SessionKind},
};

/// A recovery session was opened.
#[derive(Clone, Debug)]
pub struct OpenedRestricted {
    /// What the one who asked is told, with the token.
    pub answer: OpenedRecovery,
    /// What the token was derived from, beside the secret of the request.
    pub salt: Hash,
}

/// A recovery session (rule 10.11), and what is written of it. It always counts as one from a new place.
pub(crate) fn open_restricted(
    account: &AccountRow,
    secret: &Secret,
    installation: &Installation,
    audit: AuditKind,
    now: Timestamp,
    entropy: &mut Entropy,
) -> (NewSession, Changes) {
    let new = NewSession::new(account.id, secret, installation, now, entropy);
    let row = SessionRow {
        kind: SessionKind::Recovery,
        ..new.row
    };
    let place = Place {
        account: account.id,
        installation_id: row.installation_id.clone(),
        seen_at: now,
    };
    let what = EventKind::SignedIn {
        installation: row.installation_name.clone(),
        session: row.id,
        new_place: true,
    };
    let by = Some(row.installation_name.as_str());
    let changes = Changes {
        writes: vec![Write::InsertSession(row.clone()), Write::SeePlace(place)],
        audit: vec![AuditRow::new(account.id, audit, by, None, now, entropy)],
        events: vec![EventRow::new(account.id, what, now, entropy)],
        ..Changes::default()
    };
    (NewSession { row, ..new }, changes)
}

/// What the one who asked is told.
pub(crate) fn answer(
    new: NewSession,
    account: &AccountRow,
    login: Option<&Login>,
    next: NextStep,
    password_discontinued: bool,
) -> OpenedRestricted {
    let session = new.row.view(new.row.id);
    let answer = OpenedRecovery {
        token: new.token,
        session,
        account: account.view(login),
        next,
        password_discontinued,
    };
    OpenedRestricted { answer, salt: new.salt }
}
