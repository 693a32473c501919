//! Load, decide, commit; again where something changed meanwhile.

use super::{Gallery, busy};
use crate::{
    outbox,
    rate::Bucket,
    store::{CommitError, Duplicate, OutboxWrite, Submission},
};
use accounts::{
    Changes, Command, Entropy, Need, Refusal, Snapshot, Write,
    answer::{AnswerKey, KeptAnswer},
    digest::Hash,
    seed::Seed,
};
use contract::{Code, Problem, Timestamp, consequence::Preview};

/// How often a command is decided anew because something changed meanwhile. Each round somebody else got done, so this
/// many in a row mean a crowd at one row.
const ROUNDS: usize = 32;

/// What came of a command whose request may be sent again.
pub enum Outcome<A> {
    /// It was done now.
    Fresh(A),
    /// It was done before; this was answered.
    Replayed(KeptAnswer),
}

/// A request that gets the same answer when it is sent again (rule 7.6).
#[derive(Clone, Copy, Debug)]
pub struct Idempotent {
    /// What its answer is kept under.
    pub key: AnswerKey,
    /// What it took of a limit, and gets back where it was answered before: asking again costs nothing.
    pub taken: Option<Bucket>,
}

/// What is kept of an answer, to give it again.
pub struct Replay {
    /// The body as JSON, without secrets.
    pub json: String,
    /// What a token in it was derived from.
    pub salt: Option<Hash>,
}

impl Replay {
    /// Of an answer that holds no secret.
    pub fn of(json: String) -> Self {
        Self { json, salt: None }
    }
}

enum Round<A> {
    Fresh(A),
    Replayed(KeptAnswer),
    Again(CommitError),
}

impl Gallery {
    /// Runs a command whose repetition is refused or harmless.
    ///
    /// # Errors
    /// The refusal, or that the store is busy.
    pub async fn run<C: Command>(&self, command: &C) -> Result<C::Answer, Problem> {
        let nothing = |_: &C::Answer| Replay::of(String::new());
        match self.run_idempotent(command, None, nothing).await? {
            Outcome::Fresh(answer) => Ok(answer),
            // Without a key nothing is looked up.
            Outcome::Replayed(_) => Err(Problem::new(Code::GalleryFailed, "an answer without a key")),
        }
    }

    /// What a command would change, by its own decision. Nothing is written but what a refusal remembers: a wrong
    /// password counts wherever it is typed (rule 7.30).
    ///
    /// # Errors
    /// The refusal, or that the store is busy.
    pub async fn preview<C: Command>(&self, command: &C) -> Result<Preview, Problem> {
        let mut last = CommitError::Conflict;
        for round in 0..ROUNDS {
            let now = self.now();
            let needs = needs(command, round > 0, now);
            let snapshot = self.load(needs).await?;
            match command.decide(&snapshot, now, &mut self.entropy()) {
                Ok((changes, _)) => {
                    return Ok(Preview {
                        consequences: changes.consequences,
                    });
                }
                Err(refusal) => last = self.refused(refusal).await?,
            }
        }
        Err(contended(&last))
    }

    /// Commits what a refusal remembers; answers with the conflict where it is worth deciding again.
    ///
    /// # Errors
    /// The refusal, once what it remembers is kept.
    async fn refused(&self, mut refusal: Refusal) -> Result<CommitError, Problem> {
        let again = match refusal.remember.take() {
            None => None,
            Some(changes) => self.commit(*changes).await?,
        };
        again.ok_or_else(|| refusal.into())
    }

    /// Runs a command that answers alike when the same request is sent again (rule 7.6).
    ///
    /// # Errors
    /// The refusal, or that the store is busy.
    pub async fn run_idempotent<C: Command>(
        &self,
        command: &C,
        idempotent: Option<Idempotent>,
        keep: impl Fn(&C::Answer) -> Replay,
    ) -> Result<Outcome<C::Answer>, Problem> {
        let mut last = CommitError::Conflict;
        for round in 0..ROUNDS {
            match self.round(command, round > 0, idempotent, &keep).await? {
                Round::Fresh(answer) => return Ok(Outcome::Fresh(answer)),
                Round::Replayed(answer) => return Ok(Outcome::Replayed(answer)),
                Round::Again(error) => last = error,
            }
        }
        Err(contended(&last))
    }

    /// What the same request was answered, where something has to be known before its command can be made (rule 7.6).
    ///
    /// # Errors
    /// The key was used for another request, or the store is busy.
    pub async fn replay(&self, idempotent: Option<Idempotent>) -> Result<Option<KeptAnswer>, Problem> {
        let Some(asked) = idempotent else { return Ok(None) };
        let found = self.load(vec![Need::Answer(asked.key)]).await?;
        self.replay_from(idempotent, &found)
    }

    /// What the same request was answered, by what was loaded (rule 7.6). What it took is given back.
    ///
    /// # Errors
    /// The key was used for another request: 409, as the request itself may be in order.
    pub fn replay_from(
        &self,
        idempotent: Option<Idempotent>,
        snapshot: &Snapshot,
    ) -> Result<Option<KeptAnswer>, Problem> {
        let Some((asked, kept)) = idempotent.zip(snapshot.answer.as_ref()) else {
            return Ok(None);
        };
        if kept.key.body == asked.key.body {
            if let Some(bucket) = asked.taken {
                self.limits.give_back(bucket);
            }
            return Ok(Some(kept.clone()));
        }
        let detail = "the Idempotency-Key was used for another request (rule 7.6)";
        let mut problem = Problem::new(Code::BadRequest, detail).about("Idempotency-Key");
        problem.status = 409;
        Err(problem)
    }

    /// Puts accounts into an empty gallery; false where it is not empty.
    ///
    /// # Errors
    /// The refusal, or that the store is busy.
    pub async fn run_seed(&self, seed: &Seed) -> Result<bool, Problem> {
        let (changes, ()) = seed.decide(&Snapshot::default(), self.now(), &mut self.entropy())?;
        match self.commit(changes).await? {
            None => Ok(true),
            Some(CommitError::Conflict) => Ok(false),
            Some(duplicate) => Err(contended(&duplicate)),
        }
    }

    async fn round<C: Command>(
        &self,
        command: &C,
        again: bool,
        idempotent: Option<Idempotent>,
        keep: &impl Fn(&C::Answer) -> Replay,
    ) -> Result<Round<C::Answer>, Problem> {
        let now = self.now();
        let key = idempotent.map(|idempotent| idempotent.key);
        let mut needs = needs(command, again, now);
        needs.extend(key.map(Need::Answer));
        let snapshot = self.load(needs).await?;
        if let Some(kept) = self.replay_from(idempotent, &snapshot)? {
            return Ok(Round::Replayed(kept));
        }
        match command.decide(&snapshot, now, &mut self.entropy()) {
            Ok((mut changes, answer)) => {
                changes
                    .writes
                    .extend(key.map(|key| kept_answer(key, keep(&answer), now)));
                self.commit(changes)
                    .await
                    .map(|again| again.map_or(Round::Fresh(answer), Round::Again))
            }
            Err(refusal) => self.refused(refusal).await.map(Round::Again),
        }
    }

    /// Commits; answers with the conflict where it is worth deciding again.
    async fn commit(&self, mut changes: Changes) -> Result<Option<CommitError>, Problem> {
        let mails = std::mem::take(&mut changes.mails);
        let outbox = mails
            .iter()
            .map(|mail| OutboxWrite::Put(outbox::write(&self.configuration, mail)))
            .collect();
        match self.store.commit(Submission { changes, outbox }).await {
            Ok(_) => Ok(None),
            Err(again @ (CommitError::Conflict | CommitError::Duplicate(_))) => Ok(Some(again)),
            Err(CommitError::Unavailable) => Err(busy("the database cannot be written to")),
            Err(CommitError::Unknown) => Err(busy(
                "the database failed in the middle of writing; it is not known whether this was done (rule 8.1)",
            )),
            Err(CommitError::Failed(error)) => {
                tracing::error!(%error, "a command failed");
                Err(Problem::new(
                    Code::GalleryFailed,
                    "the command failed; nothing was changed",
                ))
            }
        }
    }

    fn entropy(&self) -> Entropy {
        let mut seed = [0; 32];
        self.random.fill(&mut seed);
        Entropy::new(seed)
    }
}

/// What has to be loaded; more once something had changed meanwhile.
fn needs<C: Command>(command: &C, again: bool, now: Timestamp) -> Vec<Need> {
    let mut needs = command.needs(now);
    if again {
        needs.extend(command.needs_after_conflict(now));
    }
    needs
}

fn kept_answer(key: AnswerKey, keep: Replay, now: Timestamp) -> Write {
    Write::KeepAnswer(KeptAnswer {
        key,
        at: now,
        json: keep.json,
        salt: keep.salt,
    })
}

/// What is answered when the database still says no after all rounds: the constraint that it named.
fn contended(error: &CommitError) -> Problem {
    let refusal = match error {
        CommitError::Duplicate(Duplicate::Username) => {
            Refusal::new(Code::UsernameTaken, "1.4", "the name is taken").about("username")
        }
        CommitError::Duplicate(Duplicate::ConfirmedEmail) => {
            Refusal::new(Code::EmailTaken, "5.3", "the address is confirmed elsewhere")
        }
        CommitError::Duplicate(Duplicate::Identity) => Refusal::new(
            Code::IdentityAlreadyLinked,
            "2.9",
            "the identity is the login of an account",
        ),
        CommitError::Duplicate(Duplicate::Package) => {
            Refusal::new(Code::NotPackageOwner, "13.1", "the package id is taken").about("package")
        }
        _ => return busy("too many at the same thing at once"),
    };
    refusal.into()
}
