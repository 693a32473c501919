#![allow(clippy::unwrap_used)]
use super::*;
use base64::{Engine, engine::general_purpose::STANDARD};
use testkit::SeededRandom;

/// Made by the definition of version 3 with Python's `hashlib`: "Correct9Horse", the salt 0 to 15.
const OF_THE_PAST: &str = "AQAAAAEAACcQAAAAEAABAgMEBQYHCAkKCwwNDg/BGkfl7+vxxql3hVxYoiLGbJ3emRgVGew7AyVmGeaOpA==";

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn hashing() -> Hashing {
    Hashing::start(Arc::new(SeededRandom::new(1)), |_| ()).unwrap()
}

fn past() -> PasswordHash {
    PasswordHash::new(OF_THE_PAST.to_owned())
}

/// Rule 10.10.
#[tokio::test]
async fn a_hash_of_the_past_is_right_once_and_rewritten() {
    let hashing = hashing();
    let verdict = hashing.compare(&secret("Correct9Horse"), Some(past())).await.unwrap();
    assert!(verdict.right);
    assert_eq!(verdict.for_hash, Some(past()));
    let rewritten = verdict.rewritten.unwrap();
    assert!(rewritten.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    let again = hashing
        .compare(&secret("Correct9Horse"), Some(rewritten))
        .await
        .unwrap();
    assert_eq!((again.right, again.rewritten), (true, None));
}

#[tokio::test]
async fn a_wrong_password_is_wrong_for_either_kind_and_rewrites_nothing() {
    let hashing = hashing();
    let today = hashing.hash(&secret("Correct9Horse")).await.unwrap();
    for stored in [Some(past()), Some(today), None] {
        let verdict = hashing.compare(&secret("correct9Horse"), stored).await.unwrap();
        assert_eq!((verdict.right, verdict.rewritten), (false, None));
    }
}

#[tokio::test]
async fn what_is_no_hash_is_nobodys() {
    let hashing = hashing();
    let bytes = STANDARD.decode(OF_THE_PAST).unwrap();
    let with = |at: usize, value: u8| {
        let mut changed = bytes.clone();
        changed[at] = value;
        STANDARD.encode(changed)
    };
    let damaged = [
        String::new(),
        "x".to_owned(),
        with(0, 0),
        with(4, 9),
        with(5, 0xff),
        with(9, 0xff),
        STANDARD.encode(&bytes[..20]),
        "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
        "$argon2id$v=19$m=4294967295,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
    ];
    for stored in damaged {
        let verdict = hashing
            .compare(&secret("Correct9Horse"), Some(PasswordHash::new(stored)))
            .await;
        assert!(!verdict.unwrap().right);
    }
}

#[tokio::test]
async fn the_same_password_has_another_hash_each_time() {
    let hashing = hashing();
    let first = hashing.hash(&secret("Correct9Horse")).await.unwrap();
    assert_ne!(first, hashing.hash(&secret("Correct9Horse")).await.unwrap());
}

#[tokio::test]
async fn a_weaker_hash_of_today_is_rewritten() {
    let hashing = hashing();
    // argon2id with 64 KiB and one pass, of "Correct9Horse".
    let weak = argon2::Argon2::new(
        argon2::Algorithm::Argon2id,
        argon2::Version::V0x13,
        argon2::Params::new(64, 1, 1, Some(32)).unwrap(),
    );
    let mut output = [0; 32];
    weak.hash_password_into(b"Correct9Horse", &[7; 16], &mut output)
        .unwrap();
    let base64 = base64::engine::general_purpose::STANDARD_NO_PAD;
    let stored = format!(
        "$argon2id$v=19$m=64,t=1,p=1${}${}",
        base64.encode([7; 16]),
        base64.encode(output)
    );
    let verdict = hashing
        .compare(&secret("Correct9Horse"), Some(PasswordHash::new(stored)))
        .await
        .unwrap();
    assert!(verdict.right && verdict.rewritten.is_some());
}

/// Rule 10.28.
#[tokio::test]
async fn more_than_the_queue_holds_is_refused_at_once_and_the_rest_is_done() {
    let hashing = Arc::new(hashing());
    let password = secret("Correct9Horse");
    let all = (0..QUEUE * 2).map(|_| hashing.compare(&password, None));
    let results = futures::future::join_all(all).await;
    let refused = results.iter().filter(|result| result.is_err()).count();
    // The queue, and the one that the thread may have taken out of it meanwhile.
    assert!((QUEUE - 2..=QUEUE).contains(&refused), "{refused}");
    assert!(hashing.compare(&password, None).await.is_ok());
}

#[test]
fn the_thread_rests_five_times_as_long_as_it_was_busy_and_never_long() {
    let rested = |millis| rest_after(Duration::from_millis(millis)).as_millis();
    assert_eq!((rested(0), rested(20), rested(40), rested(5000)), (0, 100, 200, 200));
    assert_eq!(rest_after(Duration::MAX), LONGEST_REST);
}

/// Rule 10.28.
#[cfg(target_os = "linux")]
#[test]
fn the_thread_for_passwords_takes_only_what_no_other_wants() {
    let stat = std::thread::spawn(|| {
        step_back();
        std::fs::read_to_string("/proc/thread-self/stat").unwrap()
    });
    let stat = stat.join().unwrap();
    // The fields after the name, as `proc_pid_stat(5)` counts them: the 41st is the policy, of which 5 is `SCHED_IDLE`.
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    assert_eq!(fields[41 - 3], "5", "{stat}");
}
