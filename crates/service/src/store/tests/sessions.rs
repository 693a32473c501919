//! Sessions lie under the beginning of their token's hash, and are found by all of it.

use super::account;
use crate::{
    configuration::Database,
    store::{CommitError, Store, Submission},
};
use accounts::{Changes, Write, digest::Hash, installation::Place, session::SessionRow};
use contract::{AccountId, SessionId, Timestamp, session::SessionKind};

/// Opens a session of the first account.
fn session(number: u8, token_hash: Hash) -> Submission {
    let (account, at) = (AccountId::from_bytes([1; 16]), Timestamp::from_secs(1));
    let row = SessionRow {
        id: SessionId::from_bytes([number; 16]),
        token_hash,
        account,
        kind: SessionKind::Full,
        installation_id: "laptop".to_owned(),
        installation_name: "Laptop".to_owned(),
        opened_at: at,
        seen_at: at,
        ended_at: None,
    };
    let place = Place {
        account,
        installation_id: "laptop".to_owned(),
        seen_at: at,
    };
    let writes = vec![Write::InsertSession(row), Write::SeePlace(place)];
    Submission {
        changes: Changes {
            writes,
            ..Changes::default()
        },
        outbox: Vec::new(),
    }
}

/// A hash with another end than the one that is all `0xff`, and the same number.
fn alike() -> Hash {
    let mut hash = [0xff; 32];
    hash[8] = 0;
    hash
}

#[tokio::test]
async fn a_token_whose_hash_only_begins_like_that_of_a_session_opens_nothing() {
    let store = Store::open(&Database::Memory).unwrap();
    store.commit(account(1, "first")).await.unwrap();
    store.commit(session(1, [0xff; 32])).await.unwrap();
    let found = store.session_by_token([0xff; 32]).await.unwrap();
    assert_eq!(found.map(|row| row.id), Some(SessionId::from_bytes([1; 16])));
    assert!(store.account_by_token([0xff; 32]).await.unwrap().is_some());
    assert!(store.session_by_token(alike()).await.unwrap().is_none());
    assert!(store.account_by_token(alike()).await.unwrap().is_none());
}

#[tokio::test]
async fn of_two_sessions_with_one_number_the_second_is_not_opened_and_the_first_goes_on() {
    let store = Store::open(&Database::Memory).unwrap();
    store.commit(account(1, "first")).await.unwrap();
    store.commit(session(1, [0xff; 32])).await.unwrap();
    let second = store.commit(session(2, alike())).await;
    assert!(matches!(second, Err(CommitError::Failed(_))), "{second:?}");
    assert!(store.session_by_token([0xff; 32]).await.unwrap().is_some());
    assert_eq!(store.number("SELECT count(*) FROM sessions".to_owned()).await, 1);
}
