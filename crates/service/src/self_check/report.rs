//! What a provider sent, in words for the operator.

use crate::{configuration::MissingSignInTime, operator::OperatorCommand};
use accounts::{login::personal_id, proof::FRESH_SECONDS};
use contract::Timestamp;
use microsoft::id_token::{LEEWAY_SECS, Sent, Verified};
use std::fmt;

/// What a provider sent when the operator signed in.
#[derive(Clone, Debug)]
pub struct Report {
    /// The provider's base address.
    pub authority: String,
    /// The client id there.
    pub client_id: String,
    /// What the gallery does where the time is missing.
    pub missing_sign_in_time: MissingSignInTime,
    /// Whether the operator gave the gallery the feature `two_factor`.
    pub two_factor_wanted: bool,
    /// What the ID token says.
    pub verified: Verified,
    /// Which claims it carries.
    pub sent: Sent,
    /// When it was looked at.
    pub now: Timestamp,
}

impl Report {
    /// The command that keeps what was seen.
    #[must_use]
    pub fn note(&self) -> OperatorCommand {
        OperatorCommand::NoteProvider {
            authority: self.authority.clone(),
            client_id: self.client_id.clone(),
            sends_sign_in_time: self.verified.auth_time.is_some(),
            second_factor: self.verified.identity.second_factor,
        }
    }

    fn known_by(&self) -> String {
        let claims = match (self.sent.tid, self.sent.oid) {
            (true, true) => "tid and oid",
            (false, true) => "oid",
            (true, false) => "tid and sub",
            (false, false) => "sub",
        };
        let key = &self.verified.key;
        match personal_id(&key.tenant, &key.subject) {
            Some(digits) => format!("{claims}; nuget.org keeps it as {digits}"),
            None => claims.to_owned(),
        }
    }

    fn sign_in_time(&self) -> String {
        let Some(at) = self.verified.auth_time else {
            return match self.missing_sign_in_time {
                MissingSignInTime::MailedCode => "missing: acts that change an account take a mailed code",
                MissingSignInTime::Strict => "missing: acts that change an account are refused",
            }
            .to_owned();
        };
        match self.now.secs_since(at) {
            age if age < -LEEWAY_SECS => {
                format!("sent, but {} seconds in the future: one of the clocks is wrong", -age)
            }
            age if age > FRESH_SECONDS => {
                format!("sent, but {age} seconds old although a new sign-in was asked for: such acts will be refused")
            }
            age => format!("sent, {} seconds old", age.max(0)),
        }
    }

    fn second_factor(&self) -> String {
        match (&self.verified.acr, self.verified.identity.second_factor) {
            (Some(acr), true) => format!("{acr}: a second factor was used"),
            (Some(acr), false) => format!("{acr}: says nothing of a second factor"),
            (None, _) => "missing: says nothing of a second factor".to_owned(),
        }
    }

    fn address(&self) -> &'static str {
        match (self.sent.email, self.sent.email_verified, self.sent.xms_edov) {
            (false, ..) => "missing",
            (true, true, _) => "sent, vouched for by email_verified",
            (true, false, true) => "sent, vouched for by xms_edov",
            (true, false, false) if self.verified.address_verified => "sent, vouched for as a personal account's",
            (true, false, false) => "sent, vouched for by nobody: it tells nothing about accounts here",
        }
    }

    fn two_factor(&self) -> &'static str {
        match (self.verified.identity.second_factor, self.two_factor_wanted) {
            (true, true) => "Two-factor works here, and is on offer.",
            (true, false) => "Two-factor works here: add `two_factor` to `features` to offer it.",
            (false, true) => "No second factor was seen: unless one was before, two-factor stays off.",
            (false, false) => "No second factor was seen.",
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = [
            ("issuer", self.verified.key.issuer.clone()),
            ("known by", self.known_by()),
            ("auth_time", self.sign_in_time()),
            ("acr", self.second_factor()),
            ("email", self.address().to_owned()),
        ];
        writeln!(f, "{} sent an ID token that holds:", self.authority)?;
        for (name, said) in lines {
            writeln!(f, "  {name:<10} {said}")?;
        }
        f.write_str(self.two_factor())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::identity::{Identity, IdentityKind, PERSONAL_TENANT};
    use microsoft::id_token::IdentityKey;

    fn report(tenant: &str) -> Report {
        let verified = Verified {
            key: IdentityKey {
                issuer: "https://login.example.com".to_owned(),
                tenant: tenant.to_owned(),
                subject: "00000000-0000-0000-3f7a-91c25d08e6b4".to_owned(),
            },
            identity: Identity {
                name: None,
                address: None,
                kind: IdentityKind::Personal,
                second_factor: false,
            },
            address_verified: false,
            auth_time: None,
            acr: None,
        };
        Report {
            authority: "https://login.example.com".to_owned(),
            client_id: "client".to_owned(),
            missing_sign_in_time: MissingSignInTime::Strict,
            two_factor_wanted: false,
            verified,
            sent: Sent {
                tid: true,
                oid: true,
                sub: true,
                email: false,
                email_verified: false,
                xms_edov: false,
            },
            now: Timestamp::from_secs(1),
        }
    }

    /// Rule 2.9.
    #[test]
    fn of_a_personal_account_the_operator_reads_the_sixteen_digits_too() {
        let personal = report(PERSONAL_TENANT).to_string();
        let line = "  known by   tid and oid; nuget.org keeps it as 3f7a91c25d08e6b4\n";
        assert!(personal.contains(line), "{personal}");
        let work = report("5c2f0a4e-7d1b-4f63-9a58-3e0d6b9c1f27").to_string();
        assert!(work.contains("  known by   tid and oid\n"), "{work}");
    }
}
