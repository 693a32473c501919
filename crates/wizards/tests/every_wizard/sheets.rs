//! A page of every step, as the machines make it: what the window is looked at with. Kept as a file beside the window's
//! other examples, so that no page is looked at that no machine makes.

use crate::{
    happenings::Event,
    kinds::{galleries, kinds},
    world::{World, offered},
};
use ambient::Random;
use contract::desktop::wizard::{Block, Sheet, Step, WaitsFor, WizardKind};
use serde::{
    Deserialize, Serialize,
    de::{Deserializer, Error, Visitor, value},
};
use std::{cmp::Ordering, collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};
use testkit::SeededRandom;
use wizards::Want;

/// What says that the file is to be written anew, and how.
const RENEW: &str = "NUGET_ACCOUNTS_SHEETS";
const COMMAND: &str = "cargo xtask gen";

/// How often each wizard is begun: so often at least, and more often until every step was met. And how much happens then.
const STORIES: (u64, u64) = (60, 2000);
pub const LENGTH: usize = 60;

/// A step with a page of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Example {
    kind: WizardKind,
    gallery: &'static str,
    waits_for: WaitsFor,
    busy: bool,
    sheet: Sheet,
}

impl Example {
    fn of(world: &World, gallery: &'static str) -> Self {
        let wizard = &world.run.wizard;
        let busy = matches!(wizard.wants(), Want::Call(call) if !call.behind);
        Self {
            kind: wizard.state.kind(),
            gallery,
            waits_for: wizard.waits_for(),
            busy,
            sheet: world.run.sheet(),
        }
    }

    /// The page that has most to look at, and that a person sees when all goes well.
    fn worth(&self) -> (bool, bool, usize, usize) {
        let sheet = &self.sheet;
        let facts = serde_json::to_value(&sheet.facts).unwrap();
        let known = facts.as_object().unwrap().values();
        let known = known
            .filter(|fact| !fact.is_null() && fact.as_str() != Some(""))
            .count();
        let lines = |block: &Block| match block {
            Block::Lines { items, .. } => items.len(),
            Block::Consequences { items, .. } => items.len(),
            Block::Keys { items, .. } => items.len().min(6),
            _ => 1,
        };
        let typed = sheet.fields.iter().filter(|field| !field.text.is_empty()).count();
        let said = sheet.blocks.iter().map(lines).sum::<usize>();
        let asked = offered(sheet).len() + sheet.fields.len() * 2 + typed;
        (!self.busy, sheet.refusal.is_none(), known, said + asked)
    }

    /// Of pages that are worth the same always the same one.
    fn is_better(&self, known: &Self) -> bool {
        let text = |example: &Self| serde_json::to_string(example).unwrap();
        match self.worth().cmp(&known.worth()) {
            Ordering::Equal => self != known && text(self) < text(known),
            other => other == Ordering::Greater,
        }
    }
}

/// The names of the steps, as they are written: an enumeration tells them to whoever reads it.
struct Names<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Names<'_> {
    type Error = value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(value::Error::custom("an enumeration is expected"))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = variants;
        Err(value::Error::custom("nothing is read"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The steps, by name.
pub fn steps() -> &'static [&'static str] {
    let mut names: &'static [&'static str] = &[];
    let _ = Step::deserialize(Names(&mut names));
    names
}

pub fn name_of(step: Step) -> String {
    serde_json::to_value(step).unwrap().as_str().unwrap().to_owned()
}

/// What happens, mostly what leads on.
pub fn event(random: &SeededRandom) -> Event {
    let mut bytes = [0; 6];
    random.fill(&mut bytes);
    let [what, a, b, c, d, e] = bytes.map(usize::from);
    let (first, second) = (a * 256 + b, c * 256 + d);
    match what {
        0..150 => Event::Onward(first, second),
        150..190 => Event::Offer(first),
        190..215 => Event::Return(first, 1 + u32::try_from(e % 4).unwrap_or_default()),
        215..230 => Event::Refuse(first, second),
        230..238 => Event::Back,
        238..244 => Event::Type(first, second),
        244..248 => Event::ProofLost(first),
        248..251 => Event::LoseAnswer,
        251..253 => Event::Change(first),
        253..254 => Event::SecretLost,
        254..255 => Event::Kill,
        _ => Event::Cancel,
    }
}

/// The best page of every step that was met.
fn examples() -> BTreeMap<String, Example> {
    let mut best = BTreeMap::new();
    let there: Vec<(WizardKind, &str)> = kinds()
        .into_iter()
        .flat_map(|kind| galleries(kind).into_iter().map(move |gallery| (kind, gallery)))
        .collect();
    for story in 0..STORIES.1 {
        if story >= STORIES.0 && steps().iter().all(|step| best.contains_key(*step)) {
            break;
        }
        for begun in &there {
            goes(*begun, story, &mut best);
        }
    }
    best
}

/// One story of a wizard.
fn goes((kind, gallery): (WizardKind, &'static str), story: u64, best: &mut BTreeMap<String, Example>) {
    let random = SeededRandom::new(story);
    let subject = (!story.is_multiple_of(3)).then_some("MyNuGetAccount1");
    let mut world = World::new((kind, gallery), subject, usize::try_from(story % 8).unwrap());
    for _ in 0..LENGTH {
        let example = Example::of(&world, gallery);
        let name = name_of(example.sheet.step);
        if best.get(&name).is_none_or(|known| example.is_better(known)) {
            best.insert(name, example);
        }
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

fn written(examples: &BTreeMap<String, Example>) -> String {
    let mut text = String::from("{\n");
    for (at, (name, example)) in examples.iter().enumerate() {
        let comma = if at + 1 == examples.len() { "" } else { "," };
        let _ = writeln!(text, "\"{name}\":{}{comma}", serde_json::to_string(example).unwrap());
    }
    text.push_str("}\n");
    text
}

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/host/fixtures/steps.json")
}

#[test]
fn the_window_is_looked_at_with_a_page_of_every_step_as_its_machine_makes_it() {
    let examples = examples();
    let unmet: Vec<&&str> = steps().iter().filter(|step| !examples.contains_key(**step)).collect();
    assert!(unmet.is_empty(), "no story leads to {unmet:?}");
    let now = written(&examples);
    if std::env::var_os(RENEW).is_some() {
        fs::write(file(), now).unwrap();
        return;
    }
    // A checkout on Windows may have turned the line ends.
    let kept = fs::read_to_string(file()).unwrap_or_default().replace("\r\n", "\n");
    let differing: Vec<&str> = now
        .lines()
        .filter(|line| !kept.lines().any(|known| known == *line))
        .filter_map(|line| line.split('"').nth(1))
        .collect();
    assert!(
        kept == now,
        "the examples of {differing:?} are not up to date; run `{COMMAND}`"
    );
}
