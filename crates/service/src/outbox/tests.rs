#![allow(clippy::unwrap_used)]

use super::{LONGEST_WAIT, OutgoingMail, run_resting, until};
use crate::{
    configuration::MailDelivery,
    gallery::tests::gallery,
    store::{OutboxWrite, Submission},
};
use contract::Timestamp;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use uuid::Uuid;

#[tokio::test]
async fn a_mail_that_failed_once_leaves_when_its_next_try_is_due_without_other_traffic() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("outbox");
    let (clock, gallery) = gallery(MailDelivery::Folder(folder.clone()));
    let gallery = Arc::new(gallery);
    let mail = OutgoingMail {
        id: Uuid::from_u128(1),
        to: "anna@example.org".to_owned(),
        subject: "subject".to_owned(),
        text: "text".to_owned(),
        html: "<p>text</p>".to_owned(),
        at: gallery.now(),
    };
    let submission = Submission {
        outbox: vec![OutboxWrite::Put(mail)],
        ..Submission::default()
    };
    gallery.store.commit(submission).await.unwrap();

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
    super::prepare(&MailDelivery::Folder(folder.clone())).unwrap();
    assert_eq!(mode(&folder), 0o700);
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o750)).unwrap();
    super::prepare(&MailDelivery::Folder(folder.clone())).unwrap();
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
