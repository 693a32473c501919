//! The dates of a calendar file.

use super::{Saying, Tongue, saying};
use contract::desktop::leaving::CalendarKind;

impl Tongue {
    /// A date of an account; `subject` is what it is about.
    #[must_use]
    pub fn date(self, what: CalendarKind, username: &str, gallery: &str, subject: &str) -> Saying {
        match self {
            Self::English => english(what, username, gallery, subject),
            Self::German => german(what, username, gallery, subject),
        }
    }

    /// What the calendar file of an account is called.
    #[must_use]
    pub fn calendar_file(self, username: &str) -> String {
        match self {
            Self::English => format!("Leaving my job - {username}.ics"),
            Self::German => format!("Stellenwechsel - {username}.ics"),
        }
    }
}

fn english(what: CalendarKind, username: &str, gallery: &str, subject: &str) -> Saying {
    let open = format!("Open NuGet Accounts and look at the checklist of {username} at {gallery}.");
    match what {
        CalendarKind::Begin => saying(
            format!("{username}: begin with leaving the work address"),
            format!("{open} The contact e-mail comes first; a change of the sign-in can be undone for 72 hours."),
        ),
        CalendarKind::LookAgain => saying(format!("{username}: is everything done?"), open),
        CalendarKind::LastDay => saying(
            format!("{username}: last day with the work address"),
            format!("{open} What needs the work address cannot be done any more after today."),
        ),
        CalendarKind::LoginChangeFinal => saying(
            format!("{username}: the change of the Microsoft account is final"),
            format!("From now on nobody can undo it any more. {open}"),
        ),
        CalendarKind::KeyEnds => saying(
            format!("{username}: the API key “{subject}” ends"),
            format!("What publishes with it at {gallery} stops then. Make a new one in time."),
        ),
        CalendarKind::InvitationEnds => saying(
            format!("{username}: the invitation of {subject} ends"),
            format!("Accept or decline it in NuGet Accounts before that. {open}"),
        ),
        CalendarKind::Deletion => saying(
            format!("{username} is deleted at {gallery}"),
            "Until then the account can be kept.".to_owned(),
        ),
    }
}

fn german(what: CalendarKind, username: &str, gallery: &str, subject: &str) -> Saying {
    let open = format!("Öffnen Sie NuGet Accounts und sehen Sie die Liste von {username} bei {gallery} durch.");
    match what {
        CalendarKind::Begin => saying(
            format!("{username}: von der Geschäftsadresse lösen"),
            format!(
                "{open} Die Kontaktadresse kommt zuerst; ein Wechsel der Anmeldung lässt sich 72 Stunden lang rückgängig \
                 machen."
            ),
        ),
        CalendarKind::LookAgain => saying(format!("{username}: Ist alles getan?"), open),
        CalendarKind::LastDay => saying(
            format!("{username}: letzter Tag mit der Geschäftsadresse"),
            format!("{open} Was die Geschäftsadresse braucht, geht nach dem heutigen Tag nicht mehr."),
        ),
        CalendarKind::LoginChangeFinal => saying(
            format!("{username}: Der Wechsel des Microsoft-Kontos ist endgültig"),
            format!("Von jetzt an kann ihn niemand mehr rückgängig machen. {open}"),
        ),
        CalendarKind::KeyEnds => saying(
            format!("{username}: Der API-Schlüssel „{subject}“ endet"),
            format!("Was bei {gallery} mit ihm veröffentlicht, hört dann auf. Machen Sie rechtzeitig einen neuen."),
        ),
        CalendarKind::InvitationEnds => saying(
            format!("{username}: Die Einladung von {subject} endet"),
            format!("Nehmen Sie sie vorher in NuGet Accounts an, oder lehnen Sie sie ab. {open}"),
        ),
        CalendarKind::Deletion => saying(
            format!("{username} wird bei {gallery} gelöscht"),
            "Bis dahin kann das Konto behalten werden.".to_owned(),
        ),
    }
}
