//! Random sequences of commands on a store in memory, beside a reference model that restates the rules plainly.
//!
//! Before each command the model says whether it is done or under which code it is refused; after it, everything that
//! is stored must be what the model has, and the invariants must hold. So a rule that is broken only by an unlikely
//! order of commands is found here. Both sides know the same few names, identities, addresses and packages, so that
//! commands meet.

mod act;
mod beginning;
mod compare;
mod found;
mod frozen;
mod invariants;
mod moved;
mod plain;
mod policies;
mod tried;
mod world;

use act::Act;
use invariants::Watched;
use plain::Plain;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    path::Path,
};
use tried::{Before, Step, steps};
use world::World;

/// What an account can be called; the first four are tried for people, the next two for organizations.
pub(crate) const NAMES: [&str; 8] = [
    "Anna",
    "Ben",
    "Cara",
    "Dora",
    "Contoso",
    "Fabrikam",
    "Elsa",
    "Adventure",
];
/// How many people there are at the provider: personal ones, then those of companies.
pub(crate) const IDENTITIES: usize = 7;
/// The work tenants of those who have one, from the first who does.
const TENANTS: [usize; 3] = [0, 0, 1];
/// How many addresses there are.
pub(crate) const ADDRESSES: usize = 7;
/// How many passwords there are.
pub(crate) const PASSWORDS: usize = 3;
/// How many secrets there are under which people without a session ask for codes.
pub(crate) const SLOTS: usize = 3;
/// What packages can be called.
pub(crate) const PACKAGES: [&str; 3] = ["One", "Two", "Three"];

/// The work tenant that somebody at the provider is of.
pub(crate) fn tenant_of(identity: usize) -> Option<usize> {
    let first = IDENTITIES - TENANTS.len();
    identity.checked_sub(first).map(|at| TENANTS[at])
}

/// How many sequences are run, and where their numbers come from.
const CASES: u32 = 70;
const SEED: u64 = 8252;

/// The variables that say other numbers than these, for long runs.
const CASES_VARIABLE: &str = "MODEL_CASES";
const SEED_VARIABLE: &str = "MODEL_SEED";

fn said(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// The same cases in every run, and no files left behind.
fn config() -> Config {
    let cases = said(CASES_VARIABLE).and_then(|cases| u32::try_from(cases).ok());
    Config {
        cases: cases.unwrap_or(CASES),
        rng_seed: RngSeed::Fixed(said(SEED_VARIABLE).unwrap_or(SEED)),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    }
}

/// Runs these acts after the beginning; each has to be done, but for so many.
async fn story(acts: Vec<Act>, refusals: usize) {
    let steps: Vec<Step> = beginning::of(0).into_iter().chain(acts).map(Step::Certain).collect();
    let mut seen = Seen::default();
    run(&steps, &mut seen).await;
    let counts = seen.counts;
    let refused: usize = counts.values().map(|(_, refused)| refused).sum();
    assert_eq!(refused, refusals, "{counts:?}");
}

/// How often each kind of act was done, and how often refused.
type Counts = BTreeMap<String, (usize, usize)>;

/// What the sequences came to.
#[derive(Debug, Default)]
struct Seen {
    counts: Counts,
    /// By which the next one chooses.
    before: Before,
    /// The commands that were run, by their types' names.
    commands: BTreeSet<&'static str>,
}

/// What the service does by itself when its time has come: each sequence waits, and the model says what comes of it.
const WHEN_TIME_HAS_PASSED: [&str; 4] = [
    "conversion::TakeEffect",
    "deletion::TakeEffect",
    "key::WarnOfKey",
    "login_change::FinaliseChange",
];

/// What a program that embeds the service does once, before anybody can do anything.
const BEFORE_THE_BEGINNING: [&str; 1] = ["seed::Seed"];

/// Runs a sequence on both sides and counts. What was done least in all sequences before is tried first, so that what
/// can seldom be done is done too; and so is, now and then, what was refused least.
async fn run(steps: &[Step], seen: &mut Seen) {
    let (mut plain, mut world, mut watched) = (Plain::default(), World::new(), Watched::default());
    let (mut story, mut counts) = (String::new(), Counts::new());
    let mut before = seen.before.clone();
    for tried in steps {
        let act = &tried.choose(|act| plain.foresee(act), &before);
        let done = world.run(act, &plain).await;
        plain.now += 1;
        let Some(done) = done else { continue };
        writeln!(story, "{} {act:?} {done:?}", plain.now).unwrap();
        assert_eq!(
            done,
            plain.decide(act),
            "on the right what the model says, after\n{story}"
        );
        if !matches!(act, Act::Wait { .. }) {
            compare::same_letters(&world, &plain, &story);
            compare::same_events(&world, &plain, &story);
        }
        let found = world.stored().await;
        let lines = compare::of_store(&found, &world);
        compare::same(&lines, &plain, &story);
        watched.look(&found, lines, (&world, &plain), (act, &story)).await;
        let (of_done, of_refused) = counts.entry(act.kind()).or_default();
        *(if done.is_ok() { of_done } else { of_refused }) += 1;
        before.count(act, done);
    }
    // Not before, so that a sequence that fails is told again as it was.
    for (kind, (done, refused)) in counts {
        let (of_done, of_refused) = seen.counts.entry(kind).or_default();
        *of_done += done;
        *of_refused += refused;
    }
    seen.before = before;
    seen.commands.extend(&world.commands);
}

#[test]
fn whatever_is_done_in_whatever_order_the_gallery_does_what_the_model_says() {
    let seen = RefCell::new(Seen::default());
    let mut runner = TestRunner::new(config());
    let result = runner.run(&(0..beginning::COUNT, steps()), |(beginning, random)| {
        let steps: Vec<Step> = beginning::of(beginning)
            .into_iter()
            .map(Step::Certain)
            .chain(random)
            .collect();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(run(&steps, &mut seen.borrow_mut()));
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
    let Seen {
        counts,
        before,
        commands,
    } = seen.into_inner();
    if std::env::var_os(CASES_VARIABLE).is_some() {
        println!("done and refused: {counts:?}\nrefused: {:?}", before.refused);
    }
    // A kind that was never done would show nothing.
    let never = counts.iter().filter(|(_, (done, _))| *done == 0).map(|(kind, _)| kind);
    assert_eq!(
        (counts.len(), never.collect::<Vec<_>>()),
        (tried::KINDS.len(), Vec::new()),
        "{counts:#?}"
    );
    every_command_is_in_an_act(&commands);
}

/// A command that no act runs is one that the model does not know.
fn every_command_is_in_an_act(run: &BTreeSet<&'static str>) {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../accounts/src");
    let run = run.iter().map(|path| {
        let mut parts = path.split("::").skip(1);
        let (area, name) = (parts.next().unwrap_or_default(), parts.last().unwrap_or_default());
        format!("{area}::{name}")
    });
    let elsewhere = WHEN_TIME_HAS_PASSED.into_iter().chain(BEFORE_THE_BEGINNING);
    let seen: BTreeSet<String> = run.chain(elsewhere.map(str::to_owned)).collect();
    let known = testkit::commands_of_the_rules(&sources);
    assert!(known.len() > 70, "{known:?}");
    let missing: Vec<_> = known.difference(&seen).collect();
    assert!(missing.is_empty(), "no act runs {missing:?}");
}
