//! What keeps these routes from being used to guess, to find out or to annoy (rules 10.4 and 10.13).

use crate::{
    gallery::Gallery,
    http::{
        caller::Remote,
        limits::{limit_known, limit_named},
        problem::Failure,
    },
    rate::Limited,
};
use accounts::installation::{self, KnownPlace};
use contract::Problem;

/// Whom help with signing in is asked for, and where.
pub struct Asked<'a> {
    /// The name that was typed.
    pub name: &'a str,
    /// The whole address that was typed with it, where nothing happens, and nothing is told, without: it is counted for
    /// each that is typed apart, so that who does not know it uses up nothing of what its owner may ask.
    pub address: Option<&'a str>,
    /// The installation that asks, where it says so.
    pub installation: Option<&'a str>,
}

impl Asked<'_> {
    /// Takes one from what this address may ask, and from what may be asked about this name, whether or not somebody has it:
    /// by places that the account knows, or else by all others. That is looked up, so what is answered is paced (rule 10.32).
    pub async fn take(&self, gallery: &Gallery, remote: &Remote) -> Result<(), Failure> {
        self.check_installation()?;
        remote.limit(gallery, Limited::Recovery)?;
        // No name has a line break in it, as it would be no name.
        let counted = match self.address {
            Some(address) => format!("{}\n{}", folded(self.name), folded(address)),
            None => folded(self.name),
        };
        match self.known_installation(gallery).await? {
            Some(installation) => limit_known(gallery, Limited::Recovery, installation, &counted),
            None => limit_named(gallery, Limited::Recovery, remote, &counted),
        }
    }

    fn check_installation(&self) -> Result<(), Problem> {
        let checked = self.installation.map_or(Ok(()), installation::check_id);
        checked.map_err(|refusal| refusal.about("installation_id").into())
    }

    async fn known_installation(&self, gallery: &Gallery) -> Result<Option<&str>, Failure> {
        let Some(installation) = self.installation else {
            return Ok(None);
        };
        let place = KnownPlace {
            name: self.name,
            installation,
        };
        let found = gallery.load(place.needs()).await?;
        Ok(place.holds(&found, gallery.now()).then_some(installation))
    }
}

/// Takes one from what this address may ask, and from the passwords that may be typed for this name, whether or not
/// somebody has it.
pub fn take_password(gallery: &Gallery, remote: &Remote, name: &str) -> Result<(), Failure> {
    remote.limit(gallery, Limited::Recovery)?;
    limit_named(gallery, Limited::Passwords, remote, &folded(name))
}

/// What was typed, as names and addresses are compared.
pub fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}
