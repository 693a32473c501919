//! What waits while the clock is wrong.

use super::{LONGEST_WAIT, OutgoingMail, deliver_due, gallery, mail, put};
use crate::{configuration::MailDelivery, gallery::Gallery};

const DAY: i64 = 86_400;

/// How many mails wait, and how many were given up.
async fn counts(gallery: &Gallery) -> (i64, i64) {
    let counts = gallery.store.mail_counts().await.unwrap();
    (counts.waiting, counts.given_up)
}

/// Rule 5.7.
#[tokio::test]
async fn a_clock_that_leaps_makes_no_mail_be_given_up_that_was_tried_twice() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("outbox");
    let (clock, gallery) = gallery(MailDelivery::folder(folder.clone()));
    put(&gallery, [mail(1, &gallery)]).await;
    deliver_due(&gallery).await;
    // Too little to be doubted.
    clock.advance_secs(5 * DAY);
    deliver_due(&gallery).await;
    assert_eq!(counts(&gallery).await, (1, 0));
    clock.advance_secs(-5 * DAY);
    std::fs::create_dir(&folder).unwrap();
    assert_eq!(deliver_due(&gallery).await, None);
    assert_eq!(gallery.store.delivered_mails().await.unwrap().len(), 1);
}

/// Rules 5.36 and 8.14.
#[tokio::test]
async fn while_the_clock_is_doubted_neither_a_code_nor_many_tries_make_a_mail_be_given_up() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("outbox");
    let (clock, gallery) = gallery(MailDelivery::folder(folder.clone()));
    let coded = OutgoingMail {
        useful_until: Some(gallery.now().plus_secs(2 * DAY)),
        ..mail(2, &gallery)
    };
    put(&gallery, [mail(1, &gallery), coded]).await;
    for _ in 0..30 {
        deliver_due(&gallery).await;
        clock.advance_secs(LONGEST_WAIT);
    }
    clock.advance_secs(400 * DAY);
    deliver_due(&gallery).await;
    assert_eq!(counts(&gallery).await, (2, 0));
    clock.advance_secs(-400 * DAY);
    std::fs::create_dir(&folder).unwrap();
    assert_eq!(deliver_due(&gallery).await, None);
    assert_eq!(gallery.store.delivered_mails().await.unwrap().len(), 2);
    assert_eq!(gallery.metrics.mails_outdated.get(), 0);
}

/// Rule 5.7.
#[tokio::test]
async fn a_mail_that_waits_for_a_time_from_before_the_clock_was_put_back_leaves_at_the_next_look() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("outbox");
    let (clock, gallery) = gallery(MailDelivery::folder(folder.clone()));
    clock.advance_secs(DAY);
    put(&gallery, [mail(1, &gallery)]).await;
    deliver_due(&gallery).await;
    put(&gallery, [mail(2, &gallery)]).await;
    std::fs::create_dir(&folder).unwrap();
    clock.advance_secs(-DAY);
    assert_eq!(deliver_due(&gallery).await, None);
    assert_eq!(gallery.store.delivered_mails().await.unwrap().len(), 2);
}

/// Rule 5.7.
#[tokio::test]
async fn a_mail_that_is_put_off_as_long_as_any_is_not_taken_for_one_of_a_future_that_is_no_more() {
    let place = tempfile::tempdir().unwrap();
    let (clock, gallery) = gallery(MailDelivery::folder(place.path().join("not there")));
    put(&gallery, [mail(1, &gallery)]).await;
    for _ in 0..12 {
        deliver_due(&gallery).await;
        clock.advance_secs(LONGEST_WAIT);
    }
    let next = deliver_due(&gallery).await;
    assert_eq!(next, Some(gallery.now().plus_secs(LONGEST_WAIT)));
    assert_eq!(super::order(&gallery).await, [0_u128; 0]);
}

/// Rules 5.36 and 8.14.
#[tokio::test]
async fn a_service_that_starts_with_a_clock_far_ahead_drops_no_code() {
    let (clock, mut gallery) = gallery(MailDelivery::Memory);
    let coded = OutgoingMail {
        useful_until: Some(gallery.now().plus_secs(900)),
        ..mail(1, &gallery)
    };
    put(&gallery, [coded]).await;
    clock.advance_secs(400 * DAY);
    gallery.watch_clock().await;
    deliver_due(&gallery).await;
    assert_eq!(counts(&gallery).await, (1, 0));
    clock.advance_secs(-400 * DAY);
    assert_eq!(deliver_due(&gallery).await, None);
    assert_eq!(gallery.store.delivered_mails().await.unwrap().len(), 1);
}
