//! Comparing and making hashes of passwords (rules 10.10 and 10.28).
//!
//! It takes tens of milliseconds of one core and 19 MiB each time. So one thread of the lowest priority does it, one
//! after the other, from queues that are bounded: however many passwords are typed, all else goes on.

mod argon;
mod queue;
mod version_3;

use accounts::password::{PasswordHash, PasswordVerdict};
use ambient::Random;
use contract::Secret;
use queue::{Closing, Queue};
use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};
use tokio::sync::oneshot;

/// How many times as long as a task took the thread rests after it. The lowest priority takes nothing from whoever wakes, yet a
/// core on which it runs does not count as idle, and takes over nobody who waits at another (`docs/performance.md`).
const REST: u32 = 8;

/// How long it rests at most: what took long was kept from running, not busy.
const LONGEST_REST: Duration = Duration::from_millis(400);

/// How much lower the thread's priority is where the policy for idle threads may not be chosen. Only Linux knows either of
/// a thread, others of the process.
#[cfg(target_os = "linux")]
const NICE: i32 = 19;

/// Who compares and hashes.
pub struct Hashing(Closing);

/// For whom a password is compared (rule 10.28).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Whoever typed it has shown nothing else yet.
    Stranger,
    /// The caller has a full session.
    Owner,
}

/// The queue is full, or the thread is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no password can be looked at now")]
pub struct Busy;

struct Job {
    password: Secret,
    task: Task,
    begun: Instant,
}

enum Task {
    Compare(Option<PasswordHash>, oneshot::Sender<PasswordVerdict>),
    Hash(oneshot::Sender<Option<PasswordHash>>),
}

impl Hashing {
    /// Starts the thread, which tells `waited` for how long each had to wait. It ends with the last of its users.
    ///
    /// # Errors
    /// The thread cannot be started.
    pub fn start(random: Arc<dyn Random>, waited: impl Fn(Duration) + Send + 'static) -> std::io::Result<Self> {
        let queue = Arc::new(Queue::default());
        let jobs = Closing(Arc::clone(&queue));
        thread::Builder::new()
            .name("passwords".to_owned())
            .spawn(move || work(&jobs.0, &waited, random.as_ref()))?;
        Ok(Self(Closing(queue)))
    }

    /// Compares a password with a stored hash. Without one it takes as long and is wrong.
    ///
    /// # Errors
    /// Too many wait already.
    pub async fn compare(
        &self,
        asks: Asks,
        password: &Secret,
        with: Option<PasswordHash>,
    ) -> Result<PasswordVerdict, Busy> {
        let (answer, done) = oneshot::channel();
        self.put(asks, password, Task::Compare(with, answer))?;
        done.await.map_err(|_| Busy)
    }

    /// Makes the hash of a new password, of an owner who has shown a right code or password.
    ///
    /// # Errors
    /// Too many wait already, or there is no memory for it.
    pub async fn hash(&self, password: &Secret) -> Result<PasswordHash, Busy> {
        let (answer, done) = oneshot::channel();
        self.put(Asks::Owner, password, Task::Hash(answer))?;
        done.await.ok().flatten().ok_or(Busy)
    }

    fn put(&self, asks: Asks, password: &Secret, task: Task) -> Result<(), Busy> {
        let job = Job {
            password: password.clone(),
            task,
            begun: Instant::now(),
        };
        self.0.0.put(asks, job)
    }
}

fn work(queue: &Queue, waited: &dyn Fn(Duration), random: &dyn Random) {
    #[cfg(target_os = "linux")]
    step_back();
    while let Some(job) = queue.next() {
        waited(job.begun.elapsed());
        let begun = Instant::now();
        run(job, random);
        queue.rest(rest_after(begun.elapsed()));
    }
}

fn rest_after(taken: Duration) -> Duration {
    taken.saturating_mul(REST).min(LONGEST_REST)
}

/// Gives this thread what no other wants: `SCHED_IDLE`, so that whoever else wakes takes its processor at once, and sees it as
/// free. The lowest niceness alone leaves it its turns (`sched(7)`).
#[cfg(target_os = "linux")]
fn step_back() {
    use thread_priority::unix::{
        NormalThreadSchedulePolicy, ThreadSchedulePolicy, set_thread_priority_and_policy, thread_native_id,
    };
    let policy = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
    let lowest = thread_priority::ThreadPriority::Min;
    if set_thread_priority_and_policy(thread_native_id(), lowest, policy).is_ok() {
        return;
    }
    if let Err(error) = rustix::process::nice(NICE) {
        tracing::warn!(%error, "the thread for passwords keeps its usual priority");
    }
}

/// Does one task, unless nobody waits for it any more.
fn run(job: Job, random: &dyn Random) {
    match job.task {
        Task::Compare(with, answer) if !answer.is_closed() => {
            answer.send(compared(&job.password, with, random)).ok();
        }
        Task::Hash(answer) if !answer.is_closed() => {
            answer.send(made(&job.password, random)).ok();
        }
        _ => {}
    }
}

/// Each comparison costs one hash of either kind, whatever is stored, so that its time tells nothing. For the past's hash,
/// the second one is what is stored from now on.
fn compared(password: &Secret, with: Option<PasswordHash>, random: &dyn Random) -> PasswordVerdict {
    let stored = with.as_ref().map(PasswordHash::as_str).unwrap_or_default();
    if argon::is_one(stored) {
        version_3::waste_time(password);
        let right = argon::is_right(stored, password);
        let outdated = right && !argon::is_of_today(stored);
        let rewritten = if outdated { made(password, random) } else { None };
        return PasswordVerdict {
            for_hash: with,
            right,
            rewritten,
        };
    }
    let right = match version_3::Stored::parse(stored) {
        Some(stored) => stored.is_right(password),
        None => {
            version_3::waste_time(password);
            false
        }
    };
    let made = made(password, random);
    PasswordVerdict {
        for_hash: with,
        right,
        rewritten: made.filter(|_| right),
    }
}

fn made(password: &Secret, random: &dyn Random) -> Option<PasswordHash> {
    let mut salt = [0; argon::SALT];
    random.fill(&mut salt);
    argon::hash(password, &salt).map(PasswordHash::new)
}

#[cfg(test)]
mod tests;
