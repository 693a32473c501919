//! Wizards as they were saved once: one file for each machine, version of its form, and step. They are never written anew,
//! since people have such in their `state.db`: a later build reads them all and goes on, or has raised the version of their
//! machine, so that the app ends them with a sentence.
//!
//! `cargo xtask gen` adds what is missing: a new step, and all of a machine whose version was raised.

use crate::{
    happenings::Event,
    kinds::{galleries, kinds, name},
    sheets::{LENGTH, event, name_of, steps},
    world::World,
};
use contract::desktop::wizard::{WaitsFor, WizardKind};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use testkit::SeededRandom;
use wizards::{Input, Wizard, wizard::State};

/// What says that missing files are to be written, and how.
const RENEW: &str = "NUGET_ACCOUNTS_SAVED";
const COMMAND: &str = "cargo xtask gen";

/// How often each wizard is begun to meet its steps: so often at least, and more often until every step was met.
const STORIES: (u64, u64) = (12, 2000);

/// Pages that only stand before an account in which something is in the way, not before the one that they are read with here.
const OF_OTHER_ACCOUNTS: [&str; 1] = ["change_login_blocked"];

/// The steps of which there is a saved wizard.
fn wanted() -> impl Iterator<Item = &'static str> {
    let steps = steps().iter().copied();
    steps.filter(|step| !OF_OTHER_ACCOUNTS.contains(step))
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/saved")
}

/// A wizard that was saved once.
struct Saved {
    file: PathBuf,
    machine: String,
    version: u32,
    step: String,
    state: Value,
}

/// All of them.
fn saved() -> Vec<Saved> {
    let mut all = Vec::new();
    for form in list(&folder()) {
        let name = file_name(&form);
        let (machine, version) = name.rsplit_once('-').unwrap();
        for file in list(&form) {
            let text = fs::read_to_string(&file).unwrap();
            all.push(Saved {
                machine: machine.to_owned(),
                version: version.parse().unwrap(),
                step: file_name(&file).trim_end_matches(".json").to_owned(),
                state: serde_json::from_str(&text).unwrap(),
                file,
            });
        }
    }
    all
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// The version of each machine's form in this build.
fn versions() -> BTreeMap<&'static str, u32> {
    let there = kinds()
        .into_iter()
        .flat_map(|kind| galleries(kind).into_iter().map(move |gallery| (kind, gallery)));
    let begun = there.filter_map(|(kind, gallery)| State::begin(kind, gallery, None));
    begun.map(|state| (name(&state), state.version())).collect()
}

/// As the app reads it, if it does.
fn read(state: &Value, version: u32) -> Option<Wizard> {
    let wizard: Wizard = serde_json::from_value(state.clone()).ok()?;
    (wizard.state.version() == version).then_some(wizard)
}

/// The world in which a saved wizard goes on.
fn world_of(wizard: Wizard) -> World {
    let kind = wizard.state.kind();
    let gallery = galleries(kind)
        .into_iter()
        .find(|gallery| *gallery == wizard.gallery)
        .unwrap();
    let mut world = World::new((kind, gallery), None, 0);
    world.run.wizard = wizard;
    world
}

#[test]
fn every_wizard_that_was_saved_once_goes_on_unless_the_version_of_its_form_was_raised() {
    let versions = versions();
    for saved in saved() {
        let file = saved.file.display();
        let current = versions.get(saved.machine.as_str());
        if current != Some(&saved.version) {
            let raised = current.is_none_or(|current| *current > saved.version);
            assert!(raised, "{file} is of a version that was never built");
            assert!(read(&saved.state, saved.version).is_none(), "{file}");
            continue;
        }
        let wizard = read(&saved.state, saved.version)
            .unwrap_or_else(|| panic!("{file} cannot be read: raise the version of {}", saved.machine));
        let mut world = world_of(wizard);
        assert_eq!(name_of(world.run.step()), saved.step, "{file} is at another step");
        world.is_not_stuck(&world.run.sheet());
        world.run.feed(Input::Resumed);
        world.is_not_stuck(&world.run.sheet());
    }
}

#[test]
fn nothing_that_was_saved_once_is_left_out_when_it_is_read() {
    let versions = versions();
    for saved in saved() {
        if versions.get(saved.machine.as_str()) == Some(&saved.version) {
            let wizard = read(&saved.state, saved.version).unwrap();
            let again = serde_json::to_value(wizard).unwrap();
            is_in(&saved.state, &again, &saved.file.display().to_string());
        }
    }
}

/// Whether all of it is in another value.
fn is_in(part: &Value, whole: &Value, at: &str) {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            for (key, value) in part {
                let at = format!("{at} {key}");
                match whole.get(key) {
                    Some(other) => is_in(value, other, &at),
                    // What is nothing may be left out.
                    None => assert!(value.is_null(), "{at} is lost"),
                }
            }
        }
        (Value::Array(part), Value::Array(whole)) => {
            assert_eq!(part.len(), whole.len(), "{at}");
            for (at_index, (value, other)) in part.iter().zip(whole).enumerate() {
                is_in(value, other, &format!("{at} {at_index}"));
            }
        }
        _ => assert_eq!(part, whole, "{at}"),
    }
}

#[test]
fn whatever_is_missing_in_a_saved_wizard_it_is_not_read_or_has_a_page_and_never_crashes() {
    let versions = versions();
    for saved in saved() {
        if versions.get(saved.machine.as_str()) != Some(&saved.version) {
            continue;
        }
        for damaged in without_one(&saved.state) {
            if let Some(wizard) = read(&damaged, saved.version) {
                let mut world = world_of(wizard);
                let _ = world.run.sheet();
                world.run.feed(Input::Resumed);
                let _ = (world.run.sheet(), world.run.wizard.wants());
            }
        }
    }
}

/// The value without one of its members or elements, for each of them.
fn without_one(value: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let mut without = members.clone();
                without.remove(key);
                found.push(Value::Object(without));
                // Where it is, and not all there; whose it is stays, for its page to be drawn.
                for part in without_one(member) {
                    let mut with = members.clone();
                    with.insert(key.clone(), part);
                    found.push(Value::Object(with));
                }
            }
        }
        Value::Array(elements) => {
            for at in 0..elements.len() {
                let mut without = elements.clone();
                without.remove(at);
                found.push(Value::Array(without));
            }
        }
        _ => {}
    }
    found
}

/// The fullest wizard that was met at each step of each machine, and how long it is.
type Met = BTreeMap<(&'static str, String), (usize, Wizard)>;

fn met() -> Met {
    let mut met = Met::new();
    let is_met = |met: &Met, step: &str| met.keys().any(|(_, known)| known == step);
    for story in 0..STORIES.1 {
        if story >= STORIES.0 && wanted().all(|step| is_met(&met, step)) {
            break;
        }
        for kind in kinds() {
            for gallery in galleries(kind) {
                goes((kind, gallery), story, &mut met);
            }
        }
    }
    met
}

/// One story of a wizard.
fn goes(begun: (WizardKind, &str), story: u64, met: &mut Met) {
    let random = SeededRandom::new(story);
    let subject = (!story.is_multiple_of(3)).then_some("MyNuGetAccount1");
    let mut world = World::new(begun, subject, usize::try_from(story % 8).unwrap());
    for _ in 0..LENGTH {
        keep(met, &world.run.wizard);
        if world.run.wizard.is_over() {
            return;
        }
        world.happens(&event(&random));
        if let WaitsFor::Time { until } = world.run.wizard.waits_for()
            && story.is_multiple_of(2)
        {
            world.run.now = until;
            world.happens(&Event::Kill);
        }
    }
}

/// The step is the one that whoever reads it later sees, whatever the account and the time are then.
fn keep(met: &mut Met, wizard: &Wizard) {
    let size = serde_json::to_string(wizard).unwrap().len();
    let at = (name(&wizard.state), name_of(world_of(wizard.clone()).run.step()));
    if met.get(&at).is_none_or(|(known, _)| *known < size) {
        met.insert(at, (size, wizard.clone()));
    }
}

#[test]
fn there_is_a_saved_wizard_of_every_machine_and_step_in_its_present_form() {
    if std::env::var_os(RENEW).is_some() {
        for ((machine, step), (_, wizard)) in met() {
            let form = folder().join(format!("{machine}-{}", wizard.state.version()));
            let file = form.join(format!("{step}.json"));
            if !file.exists() {
                fs::create_dir_all(form).unwrap();
                fs::write(file, serde_json::to_string_pretty(&wizard).unwrap() + "\n").unwrap();
            }
        }
    }
    let versions = versions();
    let current = |saved: &Saved| versions.get(saved.machine.as_str()) == Some(&saved.version);
    let saved: Vec<Saved> = saved().into_iter().filter(current).collect();
    let machines: BTreeSet<&str> = saved.iter().map(|saved| saved.machine.as_str()).collect();
    let missing: Vec<_> = versions.keys().filter(|machine| !machines.contains(*machine)).collect();
    assert!(missing.is_empty(), "nothing is saved of {missing:?}; run `{COMMAND}`");
    let known: BTreeSet<&str> = saved.iter().map(|saved| saved.step.as_str()).collect();
    let missing: Vec<_> = wanted().filter(|step| !known.contains(step)).collect();
    assert!(missing.is_empty(), "nothing is saved at {missing:?}; run `{COMMAND}`");
}
