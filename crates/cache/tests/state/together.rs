//! Two handles, many threads and many first starts on one file.

use crate::records::{later, notice, place};
use cache::State;
use std::{path::PathBuf, sync::Arc, thread};

#[test]
fn two_handles_on_one_file_write_at_the_same_time_and_nothing_is_lost() {
    let (_folder, path) = place();
    let write = |name: &'static str, path: PathBuf| {
        thread::spawn(move || {
            let state = State::open(&path).unwrap();
            for number in 0..100 {
                state.set_setting(&format!("{name}-{number}"), name).unwrap();
                state
                    .put_notice(&notice(&format!("{name}-{number}"), number, None), later())
                    .unwrap();
            }
        })
    };
    let writers = [write("a", path.clone()), write("b", path.clone())];
    for writer in writers {
        writer.join().unwrap();
    }
    let state = State::open(&path).unwrap();
    for name in ["a", "b"] {
        for number in 0..100 {
            assert_eq!(
                state.setting(&format!("{name}-{number}")).unwrap().as_deref(),
                Some(name)
            );
        }
    }
    assert_eq!(state.notices().unwrap().len(), 100);
}

#[test]
fn one_handle_is_shared_by_threads() {
    let state = Arc::new(State::in_memory().unwrap());
    let threads: Vec<_> = (0..4)
        .map(|number| {
            let state = Arc::clone(&state);
            thread::spawn(move || state.set_setting(&number.to_string(), "set").unwrap())
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert!((0..4).all(|number| state.setting(&number.to_string()).unwrap().is_some()));
}

#[test]
fn many_first_starts_at_once_make_one_database() {
    let (_folder, path) = place();
    let start = |path: PathBuf| thread::spawn(move || State::open(&path).map(drop));
    let starts: Vec<_> = (0..8).map(|_| start(path.clone())).collect();
    for start in starts {
        start.join().unwrap().unwrap();
    }
}
