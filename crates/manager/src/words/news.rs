//! What happened to an account at a gallery, on the desktop.

use super::{Saying, Tongue, saying};

impl Tongue {
    /// Another Microsoft account opens an account, or does so again.
    #[must_use]
    pub fn login_changed(self, username: &str) -> Saying {
        match self {
            Self::English => saying(
                format!("Another Microsoft account opens {username}"),
                "If that was not you, open the app and undo the change. That is possible for 72 hours.",
            ),
            Self::German => saying(
                format!("Ein anderes Microsoft-Konto öffnet {username}"),
                "Wenn Sie das nicht waren, öffnen Sie die App und machen Sie die Änderung rückgängig. Das geht 72 Stunden \
                 lang.",
            ),
        }
    }

    /// Somebody is getting into an account by mail.
    #[must_use]
    pub fn recovery_started(self, username: &str) -> Saying {
        match self {
            Self::English => saying(
                format!("Somebody is recovering access to {username}"),
                "They typed a code from its mail. If that is not you, open the app and stop them.",
            ),
            Self::German => saying(
                format!("Jemand stellt den Zugang zu {username} wieder her"),
                "Ein Code aus der Mail dafür wurde eingegeben. Wenn Sie das nicht sind, öffnen Sie die App und halten Sie \
                 es an.",
            ),
        }
    }

    /// Ownership of a package was offered, to the account or to an organization that it administers.
    #[must_use]
    pub fn ownership_offered(self, username: &str, package: &str, organization: Option<&str>) -> Saying {
        let to = |preposition| organization.map_or_else(String::new, |name| format!(" {preposition} {name}"));
        match self {
            Self::English => saying(
                format!("An offer of {package}{} waits for {username}", to("to")),
                "Open the app to see by whom, and to accept or decline. The offer can be answered for 30 days.",
            ),
            Self::German => saying(
                format!("Ein Angebot für {package}{} wartet auf {username}", to("an")),
                "Öffnen Sie die App, um zu sehen, von wem, und um anzunehmen oder abzulehnen. Das Angebot kann 30 Tage \
                 lang beantwortet werden.",
            ),
        }
    }

    /// A new package under the name of an account, or of an organization that it belongs to.
    #[must_use]
    pub fn package_registered(self, username: &str, package: &str) -> Saying {
        match self {
            Self::English => saying(
                format!("New package: {package}"),
                format!(
                    "It was published under the name of {username}, or of an organization that it belongs to. If you did \
                     not expect that, open the app."
                ),
            ),
            Self::German => saying(
                format!("Neues Paket: {package}"),
                format!(
                    "Es wurde unter dem Namen {username} veröffentlicht, oder unter dem einer Organisation, zu der das \
                     Konto gehört. Wenn Sie das nicht erwartet haben, öffnen Sie die App."
                ),
            ),
        }
    }

    /// An API key that the operator of a gallery found in public and revoked.
    #[must_use]
    pub fn key_found_in_public(self, username: &str, key: &str) -> Saying {
        match self {
            Self::English => saying(
                format!("The API key {key} was found in public"),
                format!("The gallery revoked it. Open the app and see what was published for {username} since."),
            ),
            Self::German => saying(
                format!("Der API-Schlüssel {key} wurde öffentlich gefunden"),
                format!(
                    "Die Galerie hat ihn widerrufen. Öffnen Sie die App und sehen Sie nach, was seither für {username} \
                     veröffentlicht wurde."
                ),
            ),
        }
    }

    /// An account will be deleted.
    #[must_use]
    pub fn deletion_requested(self, username: &str) -> Saying {
        match self {
            Self::English => saying(
                format!("{username} will be deleted"),
                "That was asked for a moment ago. If it was not you, open the app and keep the account.",
            ),
            Self::German => saying(
                format!("{username} wird gelöscht"),
                "Das wurde eben verlangt. Wenn Sie das nicht waren, öffnen Sie die App und behalten Sie das Konto.",
            ),
        }
    }

    /// The contact e-mail of an account can be changed from now on.
    #[must_use]
    pub fn contact_email_possible(self, username: &str) -> Saying {
        match self {
            Self::English => saying(
                format!("The contact e-mail of {username} can be changed now"),
                "Nothing stands in its way any more. Open the app to go on where you were.",
            ),
            Self::German => saying(
                format!("Die Kontaktadresse von {username} kann jetzt geändert werden"),
                "Nichts steht dem mehr im Weg. Öffnen Sie die App, um dort weiterzumachen, wo Sie waren.",
            ),
        }
    }

    /// An API key that ends in so many days.
    #[must_use]
    pub fn key_ends_soon(self, username: &str, key: &str, days: i64) -> Saying {
        let title = match (self, days) {
            (Self::English, ..=0) => format!("The API key {key} ends today"),
            (Self::English, 1) => format!("The API key {key} ends tomorrow"),
            (Self::English, days) => format!("The API key {key} ends in {days} days"),
            (Self::German, ..=0) => format!("Der API-Schlüssel {key} endet heute"),
            (Self::German, 1) => format!("Der API-Schlüssel {key} endet morgen"),
            (Self::German, days) => format!("Der API-Schlüssel {key} endet in {days} Tagen"),
        };
        match self {
            Self::English => saying(
                title,
                format!("Whatever pushes with it for {username} stops then. Put another key in its place before that."),
            ),
            Self::German => saying(
                title,
                format!("Was damit für {username} veröffentlicht, geht dann nicht mehr. Ersetzen Sie ihn vorher."),
            ),
        }
    }

    /// The window was closed for the first time, and the app goes on.
    #[must_use]
    pub fn goes_on_in_tray(self) -> Saying {
        match self {
            Self::English => saying(
                "NuGet Accounts goes on in the tray",
                "So you hear at once when something happens to an account. To have it quit instead, choose so in the \
                 settings, under “When the window is closed”.",
            ),
            Self::German => saying(
                "NuGet Accounts läuft im Infobereich weiter",
                "So erfahren Sie sofort, wenn mit einem Konto etwas geschieht. Soll es sich stattdessen beenden, wählen \
                 Sie das in den Einstellungen unter „Wenn das Fenster geschlossen wird“.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_days_of_a_key_are_called_by_their_names() {
        let title = |tongue: Tongue, days| tongue.key_ends_soon("ana", "build", days).title;
        assert_eq!(title(Tongue::English, 0), "The API key build ends today");
        assert_eq!(title(Tongue::English, 1), "The API key build ends tomorrow");
        assert_eq!(title(Tongue::English, 9), "The API key build ends in 9 days");
        assert_eq!(title(Tongue::German, 1), "Der API-Schlüssel build endet morgen");
        assert_eq!(title(Tongue::German, 9), "Der API-Schlüssel build endet in 9 Tagen");
    }
}
