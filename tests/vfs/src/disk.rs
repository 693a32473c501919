//! A disk: files, the directory that names them, and what is to go wrong.

use crate::{
    chance::Chance,
    content::Content,
    fault::{Counted, Failure, Fault, Operation, Plan, Recurrence},
    gate::Gate,
    locks::Locks,
    shared_memory::SharedMemory,
    sqlite,
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak},
};

/// The disks of this process by the folder where they are.
static MOUNTED: RwLock<BTreeMap<PathBuf, Weak<Mutex<State>>>> = RwLock::new(BTreeMap::new());

/// A disk. It is there as long as somebody has a handle of it, or a file on it open.
#[derive(Clone, Debug, Default)]
pub struct Disk(Arc<Mutex<State>>);

/// What is left of that which was written and not synced when the power is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PowerCut {
    /// Nothing.
    LosesAll,
    /// Everything: the program was killed, and the system wrote on.
    KeepsAll,
    /// Some sectors and some names, decided by this seed.
    KeepsSome(u64),
}

/// A disk as it was at one moment.
#[derive(Debug)]
pub struct Image {
    /// The number given last to [`Disk::note`].
    pub note: u64,
    files: BTreeMap<u64, Content>,
    names: Names,
}

#[derive(Debug, Default)]
pub struct File {
    pub content: Content,
    pub locks: Locks,
    pub memory: SharedMemory,
}

/// The names in the directory, as programs see them and as they are kept.
#[derive(Clone, Debug, Default)]
pub struct Names {
    seen: BTreeMap<PathBuf, u64>,
    synced: BTreeMap<PathBuf, u64>,
}

#[derive(Debug, Default)]
pub struct State {
    files: BTreeMap<u64, File>,
    pub names: Names,
    last: u64,
    plan: Option<Plan>,
    note: u64,
    images: Option<Vec<Image>>,
    pub lies: bool,
    pub gate: Arc<Gate>,
}

impl Disk {
    /// Puts an empty disk at a folder, in place of any that was there.
    ///
    /// # Panics
    /// SQLite takes no virtual file system, or the folder does not exist.
    #[must_use]
    pub fn mount(folder: &Path) -> Self {
        let disk = Self::default();
        disk.mount_at(folder);
        disk
    }

    #[expect(clippy::expect_used, reason = "no test can go on without it")]
    fn mount_at(&self, folder: &Path) {
        sqlite::register();
        let folder = folder.canonicalize().expect("a disk is put at a folder that exists");
        let mut mounted = MOUNTED.write().unwrap_or_else(PoisonError::into_inner);
        mounted.retain(|_, disk| disk.strong_count() > 0);
        mounted.insert(folder, Arc::downgrade(&self.0));
    }

    /// The disk that keeps this file.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let mounted = MOUNTED.read().unwrap_or_else(PoisonError::into_inner);
        mounted.get(path.parent()?)?.upgrade().map(Self)
    }

    /// Plans a fault, in place of any other, and counts from now on.
    pub fn fail(&self, fault: Fault) {
        self.state().plan = Some(Plan::new(fault));
    }

    /// Counts what changes the disk from now on, in place of any fault.
    pub fn count(&self) {
        self.count_only(None);
    }

    /// Counts these operations from now on, in place of any fault; all that change the disk where none is named.
    pub fn count_only(&self, only: Option<Operation>) {
        self.state().plan = Some(Plan::new(Fault {
            nth: u64::MAX,
            only,
            failure: Failure::Device,
            recurrence: Recurrence::Once,
        }));
    }

    /// What was done since [`Disk::count`].
    #[must_use]
    pub fn counted(&self) -> Counted {
        self.state().plan.as_ref().map(Plan::counted).unwrap_or_default()
    }

    /// Everything works again. Whether anything had failed.
    pub fn repair(&self) -> bool {
        self.state().plan.take().is_some_and(|plan| plan.has_struck())
    }

    /// From now on whoever opens a database waits, until [`Disk::let_open`].
    pub fn hold_who_opens(&self) {
        self.gate().close();
    }

    /// How often a database was opened, or is to be, since [`Disk::hold_who_opens`].
    #[must_use]
    pub fn opened(&self) -> u64 {
        self.gate().came()
    }

    /// Nobody waits any more.
    pub fn let_open(&self) {
        self.gate().open();
    }

    /// Not under the lock of the disk, which goes on while somebody waits.
    pub(crate) fn gate(&self) -> Arc<Gate> {
        Arc::clone(&self.state().gate)
    }

    /// From now on each sync says that it worked and keeps nothing, as disks do that lie. A test of durability that finds
    /// nothing wrong with such a disk is worth nothing.
    pub fn keep_nothing(&self) {
        self.state().lies = true;
    }

    /// Begins to take an image before and after each sync.
    pub fn record(&self) {
        self.state().images = Some(Vec::new());
    }

    /// A number that images carry from now on.
    pub fn note(&self, number: u64) {
        self.state().note = number;
    }

    /// The images that were taken since, and no more from now on.
    #[must_use]
    pub fn images(&self) -> Vec<Image> {
        self.state().images.take().unwrap_or_default()
    }

    /// An image of this moment.
    #[must_use]
    pub fn image(&self) -> Image {
        self.state().image()
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Image {
    /// Puts the disk that is found after a power cut at this moment at a folder. Like a copy of the disk, it can be taken
    /// several times.
    #[must_use]
    pub fn mount(&self, folder: &Path, cut: PowerCut) -> Disk {
        let mut chance = Chance::new(if let PowerCut::KeepsSome(seed) = cut { seed } else { 0 });
        let names = self.names.after(cut, &mut chance);
        let mut state = State {
            last: self.files.keys().max().copied().unwrap_or_default(),
            ..State::default()
        };
        for (id, content) in &self.files {
            let content = content.after(cut, &mut chance);
            let file = File {
                content,
                ..File::default()
            };
            state.files.insert(*id, file);
        }
        // The folder may be another one than it was.
        let moved: BTreeMap<PathBuf, u64> = names
            .into_iter()
            .filter_map(|(name, id)| Some((folder.canonicalize().ok()?.join(name.file_name()?), id)))
            .collect();
        state.names = Names {
            seen: moved.clone(),
            synced: moved,
        };
        let disk = Disk(Arc::new(Mutex::new(state)));
        disk.mount_at(folder);
        disk
    }
}

impl Names {
    pub fn find(&self, name: &Path) -> Option<u64> {
        self.seen.get(name).copied()
    }

    pub fn remove(&mut self, name: &Path, sync: bool) -> bool {
        let found = self.seen.remove(name).is_some();
        if sync {
            self.sync();
        }
        found
    }

    /// The directory is kept as it is.
    pub fn sync(&mut self) {
        self.synced = self.seen.clone();
    }

    fn after(&self, cut: PowerCut, chance: &mut Chance) -> BTreeMap<PathBuf, u64> {
        match cut {
            PowerCut::LosesAll => self.synced.clone(),
            PowerCut::KeepsAll => self.seen.clone(),
            PowerCut::KeepsSome(_) => {
                let mut left = self.synced.clone();
                left.retain(|name, _| self.seen.contains_key(name) || chance.flip());
                for (name, id) in &self.seen {
                    if !left.contains_key(name) && chance.flip() {
                        left.insert(name.clone(), *id);
                    }
                }
                left
            }
        }
    }
}

impl State {
    /// Makes an empty file.
    pub fn create(&mut self, name: &Path) -> u64 {
        self.last += 1;
        self.files.insert(self.last, File::default());
        self.names.seen.insert(name.to_path_buf(), self.last);
        self.last
    }

    pub fn file(&mut self, id: u64) -> &mut File {
        self.files.entry(id).or_default()
    }

    /// A number that nobody has had.
    pub fn next_number(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// Whether this operation fails, and with which code of SQLite.
    pub fn strike(&mut self, operation: Operation) -> Option<i32> {
        self.plan.as_mut()?.strike(operation)
    }

    /// How much of a write that fails is done all the same.
    pub fn done_of(&self, bytes: usize) -> usize {
        self.plan.as_ref().map_or(bytes, |plan| plan.done_of(bytes))
    }

    /// Takes an image where they are wanted.
    pub fn picture(&mut self) {
        if self.images.is_some() {
            let image = self.image();
            self.images.get_or_insert_default().push(image);
        }
    }

    fn image(&self) -> Image {
        let files = self.files.iter().map(|(id, file)| (*id, file.content.clone()));
        Image {
            note: self.note,
            files: files.collect(),
            names: self.names.clone(),
        }
    }
}
