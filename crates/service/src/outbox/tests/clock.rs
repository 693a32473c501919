//! What waits while the clock is wrong.

use super::{LONGEST_WAIT, deliver_due, gallery, mail, put};
use crate::configuration::MailDelivery;

/// Rule 5.7.
#[tokio::test]
async fn a_mail_that_waits_for_a_time_from_before_the_clock_was_put_back_leaves_at_the_next_look() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("outbox");
    let (clock, gallery) = gallery(MailDelivery::folder(folder.clone()));
    clock.advance_secs(86_400);
    put(&gallery, [mail(1, &gallery)]).await;
    deliver_due(&gallery).await;
    put(&gallery, [mail(2, &gallery)]).await;
    std::fs::create_dir(&folder).unwrap();
    clock.advance_secs(-86_400);
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
