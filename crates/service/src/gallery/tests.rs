#![allow(clippy::unwrap_used)]

use super::{DAY, Gallery, network};
use crate::{
    configuration::{Configuration, Database, MailDelivery, Serving},
    store::{Store, Submission},
};
use accounts::{
    Changes, Need, Write,
    answer::{AnswerKey, KeptAnswer},
};
use contract::Timestamp;
use std::{sync::Arc, time::Duration};
use testkit::{ManualClock, SeededRandom};

/// A gallery in memory without its tasks, and its clock.
pub(crate) fn gallery(mail: MailDelivery) -> (Arc<ManualClock>, Gallery) {
    let configuration = Configuration {
        name: "Test Gallery".to_owned(),
        public_url: "http://127.0.0.1:1".parse().unwrap(),
        database: Database::Memory,
        authority: "http://127.0.0.1:2".parse().unwrap(),
        client_id: "client".to_owned(),
        scopes: vec!["openid".to_owned()],
        login_issuer: None,
        features: Vec::new(),
        mail,
        shut_down_grace: Duration::ZERO,
        serving: Serving::default(),
        deletion_grace: Duration::from_secs(7 * 86_400),
    };
    let store = Store::open(&configuration.database).unwrap();
    let clock = Arc::new(ManualClock::default());
    let gallery = Gallery::new(configuration, clock.clone(), Arc::new(SeededRandom::new(1)), store).unwrap();
    (clock, gallery)
}

fn answer(number: u32, at: Timestamp) -> KeptAnswer {
    let mut key = [0; 32];
    key[..4].copy_from_slice(&number.to_be_bytes());
    KeptAnswer {
        key: AnswerKey { key, body: [0; 32] },
        at,
        json: "{}".to_owned(),
        salt: None,
    }
}

#[test]
fn an_ipv4_address_counts_as_itself_also_where_a_socket_for_both_families_took_it() {
    let of = |text: &str| network(text.parse().unwrap());
    assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    assert_ne!(of("::ffff:192.0.2.1"), of("::ffff:192.0.2.2"));
    assert_eq!(of("2001:db8:0:1::1"), of("2001:db8:0:1:ffff::2"));
    assert_ne!(of("2001:db8:0:1::1"), of("2001:db8:0:2::1"));
}

#[tokio::test]
async fn all_that_has_run_out_is_removed_however_much_it_is() {
    let (clock, gallery) = gallery(MailDelivery::Memory);
    let old = (0..1201).map(|number| answer(number, gallery.now()));
    let writes = old.map(Write::KeepAnswer).collect();
    let changes = Changes {
        writes,
        ..Changes::default()
    };
    let submission = Submission {
        changes,
        ..Submission::default()
    };
    gallery.store.commit(submission).await.unwrap();
    clock.advance_secs(DAY + 1);
    let commands = gallery.store.counts().commands;
    gallery.remove_expired().await;
    // 500 at a time, so the third finds no full load.
    assert_eq!(gallery.store.counts().commands - commands, 3);
    for number in 0..1201 {
        let key = answer(number, gallery.now()).key;
        let found = gallery.store.load(vec![Need::Answer(key)]).await.unwrap();
        assert_eq!(found.answer, None);
    }
}
