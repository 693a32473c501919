//! Where things are in the source tree.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The top of the source tree.
pub fn root() -> PathBuf {
    // Cargo says it at run time too, which holds after the tree was moved.
    let xtask = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    xtask.parent().map_or_else(|| xtask.clone(), Path::to_path_buf)
}

/// The one folder that holds everything built, tools and stamps included.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The built app of a profile's folder, `debug` or `release`.
pub fn app(profile: &str) -> PathBuf {
    target()
        .join(profile)
        .join(format!("nuget-accounts{}", env::consts::EXE_SUFFIX))
}

/// Every file under `folder` but those in a folder named in `skip`, sorted by path.
pub fn files(folder: &Path, skip: &[&str]) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in folder.read_dir()? {
            let entry = entry?;
            let skipped = skip.iter().any(|name| entry.file_name() == *name);
            if entry.file_type()?.is_dir() {
                if !skipped {
                    open.push(entry.path());
                }
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}
