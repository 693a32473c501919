mod clock;
mod servers;

use super::{LONGEST_WAIT, OutgoingMail, Patience, deliver_due, run, run_resting, until};
use crate::{
    configuration::{MailDelivery, SmtpSecurity, SmtpServer},
    gallery::{Gallery, tests::gallery},
    store::{OutboxWrite, Submission},
};
use contract::Timestamp;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::net::TcpListener;
use uuid::Uuid;

const LONG: Duration = Duration::from_secs(20);

fn mail(number: u128, gallery: &Gallery) -> OutgoingMail {
    OutgoingMail {
        id: Uuid::from_u128(number),
        to: "anna@example.org".to_owned(),
        reply_to: None,
        subject: "subject".to_owned(),
        text: "text".to_owned(),
        html: "<p>text</p>".to_owned(),
        at: gallery.now(),
        useful_until: None,
    }
}

async fn put(gallery: &Gallery, mails: impl IntoIterator<Item = OutgoingMail>) {
    let submission = Submission {
        outbox: mails.into_iter().map(OutboxWrite::Put).collect(),
        ..Submission::default()
    };
    gallery.store.commit(submission).await.unwrap();
}

/// A mail server on this computer, without TLS.
fn server(listener: &TcpListener) -> MailDelivery {
    MailDelivery::Smtp(Box::new(SmtpServer {
        host: "127.0.0.1".to_owned(),
        port: listener.local_addr().unwrap().port(),
        security: SmtpSecurity::None,
        authorities: None,
        credentials: None,
        from: "noreply@example.org".to_owned(),
        reply_to: None,
    }))
}

/// What waits, in the order in which it leaves.
async fn order(gallery: &Gallery) -> Vec<u128> {
    let (now, latest) = (gallery.now(), gallery.now().plus_secs(LONGEST_WAIT));
    let waiting = gallery.store.waiting_mails(now, latest).await.unwrap();
    waiting.iter().map(|waiting| waiting.mail.id.as_u128()).collect()
}

/// Rule 5.36.
#[tokio::test]
async fn a_mail_server_that_accepts_and_says_nothing_costs_each_mail_its_time_and_no_more() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (_, mut gallery) = gallery(server(&listener));
    gallery.patience.one = Duration::from_millis(20);
    put(&gallery, [mail(1, &gallery), mail(2, &gallery)]).await;
    let next = tokio::time::timeout(LONG, deliver_due(&gallery)).await.unwrap();
    assert_eq!(next, Some(gallery.now().plus_secs(5)));
    let counts = gallery.store.mail_counts().await.unwrap();
    assert_eq!((counts.waiting, counts.failed, counts.given_up), (2, 2, 0));
}

/// Rule 5.36.
#[tokio::test]
async fn a_service_that_stops_is_not_held_up_by_a_mail_server_that_says_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (_, mut gallery) = gallery(server(&listener));
    gallery.patience = Patience {
        one: Duration::from_secs(3600),
        last_begun: Duration::ZERO,
        last_ended: Duration::from_millis(20),
    };
    let gallery = Arc::new(gallery);
    put(&gallery, [mail(1, &gallery)]).await;
    let running = tokio::spawn(run(Arc::clone(&gallery)));
    let (_connection, _) = listener.accept().await.unwrap();
    gallery.stop();
    tokio::time::timeout(LONG, running).await.unwrap().unwrap();
    assert_eq!(
        gallery.store.mail_counts().await.unwrap().waiting,
        1,
        "it is sent later"
    );
}

/// Rule 5.36.
#[tokio::test]
async fn a_service_that_stops_still_sends_what_it_began() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (_, mut gallery) = gallery(server(&listener));
    gallery.patience.last_begun = Duration::ZERO;
    let gallery = Arc::new(gallery);
    put(&gallery, [mail(1, &gallery), mail(2, &gallery)]).await;
    let running = tokio::spawn(run(Arc::clone(&gallery)));
    let began = servers::accept(&listener, 2).await;
    gallery.stop();
    servers::take_all(began).await;
    tokio::time::timeout(LONG, running).await.unwrap().unwrap();
    assert_eq!(gallery.store.delivered_mails().await.unwrap().len(), 2);
}

/// Rule 5.36.
#[tokio::test]
async fn four_mails_are_under_way_at_once_and_each_is_sent_once() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (_, gallery) = gallery(server(&listener));
    put(&gallery, (1..=10).map(|number| mail(number, &gallery))).await;
    let serving = async {
        // No connection is greeted before all of its four are there.
        let mut most = 0;
        for together in [4, 4, 2] {
            let began = servers::accept(&listener, together).await;
            most = most.max(began.len());
            servers::take_all(began).await;
        }
        most
    };
    let both = async { tokio::join!(deliver_due(&gallery), serving) };
    let (next, most) = tokio::time::timeout(LONG, both).await.unwrap();
    assert_eq!((next, most), (None, 4));
    assert_eq!(gallery.store.delivered_mails().await.unwrap().len(), 10);
}

/// Rule 5.36.
#[tokio::test]
async fn mails_with_a_code_leave_first_and_of_each_kind_those_that_were_tried_least() {
    let (clock, gallery) = gallery(MailDelivery::Memory);
    let soon = gallery.now().plus_secs(900);
    let coded = |number| OutgoingMail {
        useful_until: Some(soon),
        ..mail(number, &gallery)
    };
    put(&gallery, [mail(1, &gallery), coded(2), mail(3, &gallery), coded(4)]).await;
    for number in [1, 2] {
        let failed = OutboxWrite::Failed {
            id: Uuid::from_u128(number),
            next: gallery.now(),
        };
        let submission = Submission {
            outbox: vec![failed],
            ..Submission::default()
        };
        gallery.store.commit(submission).await.unwrap();
    }
    clock.advance_secs(1);
    put(&gallery, [coded(5), mail(6, &gallery)]).await;
    assert_eq!(order(&gallery).await, [4, 5, 2, 3, 6, 1]);
}

/// Rule 5.7.
#[tokio::test]
async fn a_mail_is_tried_for_three_days_and_then_given_up() {
    let place = tempfile::tempdir().unwrap();
    let (clock, gallery) = gallery(MailDelivery::folder(place.path().join("not there")));
    put(&gallery, [mail(1, &gallery)]).await;
    for _ in 0..72 {
        deliver_due(&gallery).await;
        clock.advance_secs(LONGEST_WAIT);
    }
    let counts = gallery.store.mail_counts().await.unwrap();
    assert_eq!((counts.waiting, counts.failed, counts.given_up), (1, 1, 0));
    deliver_due(&gallery).await;
    let counts = gallery.store.mail_counts().await.unwrap();
    assert_eq!((counts.waiting, counts.failed, counts.given_up), (0, 0, 1));
}

/// Rule 5.36.
#[tokio::test]
async fn a_mail_whose_code_no_longer_works_is_dropped_and_counted() {
    let (clock, gallery) = gallery(MailDelivery::Memory);
    let mails = [Some(900), Some(901), None].into_iter().zip(1..);
    let mails = mails.map(|(seconds, number)| OutgoingMail {
        useful_until: seconds.map(|seconds| gallery.now().plus_secs(seconds)),
        ..mail(number, &gallery)
    });
    put(&gallery, mails.collect::<Vec<_>>()).await;
    clock.advance_secs(900);
    assert_eq!(deliver_due(&gallery).await, None);
    let delivered = gallery.store.delivered_mails().await.unwrap();
    let delivered: Vec<u128> = delivered.iter().map(|mail| mail.id.as_u128()).collect();
    assert_eq!(delivered, [3, 2]);
    let counts = gallery.store.mail_counts().await.unwrap();
    assert_eq!((counts.waiting, counts.given_up), (0, 1));
    assert_eq!(gallery.metrics.mails_outdated.get(), 1);
}

#[tokio::test]
async fn a_mail_that_failed_once_leaves_when_its_next_try_is_due_without_other_traffic() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("outbox");
    let (clock, gallery) = gallery(MailDelivery::folder(folder.clone()));
    let gallery = Arc::new(gallery);
    put(&gallery, [mail(1, &gallery)]).await;

    let rests = Mutex::new(Vec::new());
    let rest = |long: Duration| {
        // The folder is there from the first rest on: the first try fails, the second does not.
        std::fs::create_dir(&folder).unwrap();
        rests.lock().unwrap().push(long);
        clock.advance_micros(i64::try_from(long.as_micros()).unwrap());
        std::future::ready(())
    };
    let out = async {
        while gallery.store.delivered_mails().await.unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        gallery.stop();
    };
    let both = async { tokio::join!(run_resting(Arc::clone(&gallery), rest), out) };
    tokio::time::timeout(Duration::from_secs(20), both).await.unwrap();
    assert_eq!(*rests.lock().unwrap(), [Duration::from_secs(5)]);
    assert!(folder.join(format!("{}.eml", Uuid::from_u128(1))).exists());
    assert_eq!(gallery.store.next_mail_at().await.unwrap(), None);
}

#[cfg(unix)]
#[test]
fn a_folder_for_mail_is_made_for_the_service_alone_and_one_that_is_there_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let place = tempfile::tempdir().unwrap();
    let mode = |folder: &std::path::Path| std::fs::metadata(folder).unwrap().permissions().mode() & 0o777;
    let folder = place.path().join("new/mail");
    super::prepare(&MailDelivery::folder(folder.clone())).unwrap();
    assert_eq!(mode(&folder), 0o700);
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o750)).unwrap();
    super::prepare(&MailDelivery::folder(folder.clone())).unwrap();
    assert_eq!(mode(&folder), 0o750);
}

#[test]
fn a_rest_ends_with_the_next_try_and_is_bounded_where_the_clock_was_set_back() {
    let now = Timestamp::from_secs(1_000_000);
    let long = |seconds: i64| until(now.plus_secs(seconds), now);
    assert_eq!(long(7), Duration::from_secs(7));
    assert_eq!(long(-7), Duration::ZERO);
    assert_eq!(long(40 * LONGEST_WAIT), Duration::from_secs(3600));
}
