//! The app's two SQLite databases.
//!
//! [`State`] (`state.db`) is precious: settings, galleries, accounts known to this app, wizards, notices, what was seen
//! at nuget.org over time. It opens or says why not, and is backed up before it changes shape. [`Cache`] (`cache.db`) is disposable: the last known state
//! of each account, with its age. It always opens. Neither holds secrets.
//!
//! Both may be used by several threads and by several processes at once. Their files are the user's alone.

mod database;
mod error;
mod snapshot;
mod state;

pub use error::{Error, OpenError};
pub use snapshot::{Cache, Cached, Origin};
pub use state::{
    GalleryRecord, JournalRecord, NoticeRecord, PostedRecord, ProfileRecord, SeenRecord, State, TurnRecord,
    WizardRecord,
};
