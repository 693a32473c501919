use super::{queue::QUEUE, *};
use base64::{Engine, engine::general_purpose::STANDARD};
use futures::FutureExt;
use std::sync::mpsc;
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
    let verdict = hashing
        .compare(Asks::Stranger, &secret("Correct9Horse"), Some(past()))
        .await
        .unwrap();
    assert!(verdict.right);
    assert_eq!(verdict.for_hash, Some(past()));
    let rewritten = verdict.rewritten.unwrap();
    assert!(rewritten.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    let again = hashing
        .compare(Asks::Stranger, &secret("Correct9Horse"), Some(rewritten))
        .await
        .unwrap();
    assert_eq!((again.right, again.rewritten), (true, None));
}

#[tokio::test]
async fn a_wrong_password_is_wrong_for_either_kind_and_rewrites_nothing() {
    let hashing = hashing();
    let today = hashing.hash(&secret("Correct9Horse")).await.unwrap();
    for stored in [Some(past()), Some(today), None] {
        let verdict = hashing
            .compare(Asks::Stranger, &secret("correct9Horse"), stored)
            .await
            .unwrap();
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
            .compare(
                Asks::Stranger,
                &secret("Correct9Horse"),
                Some(PasswordHash::new(stored)),
            )
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
        .compare(
            Asks::Stranger,
            &secret("Correct9Horse"),
            Some(PasswordHash::new(stored)),
        )
        .await
        .unwrap();
    assert!(verdict.right && verdict.rewritten.is_some());
}

/// Rule 10.28.
#[tokio::test]
async fn more_than_the_queue_holds_is_refused_at_once_and_the_rest_is_done() {
    let hashing = Arc::new(hashing());
    let password = secret("Correct9Horse");
    let all = (0..QUEUE * 2).map(|_| hashing.compare(Asks::Stranger, &password, None));
    let results = futures::future::join_all(all).await;
    let refused = results.iter().filter(|result| result.is_err()).count();
    // The queue, and the one that the thread may have taken out of it meanwhile.
    assert!((QUEUE - 2..=QUEUE).contains(&refused), "{refused}");
    assert!(hashing.compare(Asks::Stranger, &password, None).await.is_ok());
}

/// Rule 10.28.
#[tokio::test]
async fn a_full_queue_of_guesses_keeps_no_owner_from_a_new_password() {
    let (taken, is_taken) = mpsc::channel();
    let (free, is_free) = mpsc::channel::<()>();
    let held = move |_| {
        taken.send(()).ok();
        is_free.recv().ok();
    };
    let hashing = Hashing::start(Arc::new(SeededRandom::new(1)), held).unwrap();
    let password = secret("Correct9Horse");
    let guess = || Box::pin(hashing.compare(Asks::Stranger, &password, None));
    let mut in_hand = guess();
    assert!(in_hand.as_mut().now_or_never().is_none());
    is_taken.recv().unwrap();
    let mut guesses: Vec<_> = (0..QUEUE).map(|_| guess()).collect();
    assert!(guesses.iter_mut().all(|guess| guess.now_or_never().is_none()));
    assert_eq!(guess().await, Err(Busy));
    let mut hash = Box::pin(hashing.hash(&password));
    let mut own = Box::pin(hashing.compare(Asks::Owner, &password, Some(past())));
    assert!(hash.as_mut().now_or_never().is_none() && own.as_mut().now_or_never().is_none());
    // What is in hand and what owners wait for, and no guess more.
    for _ in 0..3 {
        free.send(()).unwrap();
    }
    assert!(hash.await.is_ok() && own.await.unwrap().right);
    assert!(guesses.iter_mut().all(|guess| guess.now_or_never().is_none()));
    drop(free);
    assert!(guesses.swap_remove(0).await.is_ok());
}

fn job() -> Job {
    Job {
        password: secret("Correct9Horse"),
        task: Task::Hash(oneshot::channel().0),
        begun: Instant::now(),
    }
}

/// Rule 10.28: what is queued for owners is bounded as well, and no rest keeps them.
#[test]
fn an_owner_waits_for_no_rest_and_in_a_queue_that_ends() {
    let queue = Queue::default();
    for _ in 0..QUEUE {
        queue.put(Asks::Owner, job()).unwrap();
    }
    assert_eq!(queue.put(Asks::Owner, job()), Err(Busy));
    assert_eq!(queue.put(Asks::Stranger, job()), Ok(()));
    queue.rest(Duration::MAX);
}

/// What waits is dropped, and so is not waited for.
#[test]
fn a_queue_without_a_thread_takes_and_holds_nothing() {
    let queue = Queue::default();
    let (answer, mut done) = oneshot::channel();
    let task = Task::Hash(answer);
    queue.put(Asks::Owner, Job { task, ..job() }).unwrap();
    queue.close();
    assert_eq!(done.try_recv(), Err(oneshot::error::TryRecvError::Closed));
    assert_eq!(queue.put(Asks::Owner, job()), Err(Busy));
    assert!(queue.next().is_none());
}

#[test]
fn the_thread_rests_eight_times_as_long_as_it_was_busy_and_never_long() {
    let rested = |millis| rest_after(Duration::from_millis(millis)).as_millis();
    assert_eq!((rested(0), rested(20), rested(40), rested(5000)), (0, 160, 320, 400));
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
