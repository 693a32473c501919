//! Who asks: the session behind a token, and what limits count by.

use super::{Gallery, unreadable};
use crate::{
    rate::network,
    store::{AuthenticatedAccountRow, Submission},
};
use accounts::{
    Changes, Write,
    digest::{self, Hash},
    installation::Place,
    session::{Caller, SessionRow, token},
};
use contract::{Code, Problem, Timestamp};
use std::net::IpAddr;

impl Gallery {
    /// A network address as it is stored for limits: a hash that means nothing elsewhere. Of IPv6 addresses the
    /// first 64 bits count, as one customer usually has all of the rest.
    pub fn caller_hash(&self, address: Option<IpAddr>) -> Hash {
        let network = address.map(network).unwrap_or_default();
        digest::labelled("nuget-accounts/caller/v1", &[&self.caller_salt, &network])
    }

    /// What an account or a name is counted by: a hash that means nothing elsewhere.
    pub fn limit_key(&self, whose: &[u8]) -> Hash {
        digest::labelled("nuget-accounts/limited/v1", &[&self.caller_salt, whose])
    }

    /// The caller behind a session token. Notes the use, at most once a minute (rule 3.4).
    ///
    /// # Errors
    /// `SessionRequired`, or the store failed.
    pub async fn authenticate(&self, presented: &str) -> Result<Caller, Problem> {
        let session = self.session(presented).await?;
        Ok(Caller::check(Some(&session), self.now())?)
    }

    /// The live session behind a session token. Notes the use, at most once a minute (rule 3.4).
    ///
    /// # Errors
    /// `SessionRequired`, or the store failed.
    pub async fn session(&self, presented: &str) -> Result<SessionRow, Problem> {
        let session = match token::hash(presented) {
            None => None,
            Some(hash) => self.store.session_by_token(hash).await.map_err(unreadable)?,
        };
        self.live(session)
    }

    /// The live session behind a session token, with its account and login, in one look. Notes the use as
    /// [`Gallery::session`] does.
    ///
    /// # Errors
    /// `SessionRequired`, or the store failed.
    pub async fn authenticated_account(&self, presented: &str) -> Result<AuthenticatedAccountRow, Problem> {
        let found = match token::hash(presented) {
            None => None,
            Some(hash) => self.store.account_by_token(hash).await.map_err(unreadable)?,
        };
        let (session, shown) = found.map(|found| (found.session, (found.account, found.login))).unzip();
        let session = self.live(session)?;
        let (account, login) = shown.ok_or(Code::SessionRequired)?;
        Ok(AuthenticatedAccountRow {
            session,
            account,
            login,
        })
    }

    /// The session, if it is live, and then its use is noted.
    fn live(&self, session: Option<SessionRow>) -> Result<SessionRow, Problem> {
        let now = self.now();
        Caller::check(session.as_ref(), now)?;
        let session = session.ok_or(Code::SessionRequired)?;
        if session.is_seen_late(now) {
            self.store.commit_later(seen(&session, now));
        }
        Ok(session)
    }
}

fn seen(session: &SessionRow, now: Timestamp) -> Submission {
    let place = Place {
        account: session.account,
        installation_id: session.installation_id.clone(),
        seen_at: now,
    };
    let writes = vec![
        Write::SeeSession {
            session: session.id,
            at: now,
        },
        Write::SeePlace(place),
    ];
    Submission {
        changes: Changes {
            writes,
            ..Changes::default()
        },
        outbox: Vec::new(),
    }
}
