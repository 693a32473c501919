//! Sign-ins as they were saved once, one file for each version of the form and stage. They are never written anew, since people
//! have such in their `state.db`: a later build reads them all, or has raised the version, so that the app ends them with a
//! sentence. `NUGET_ACCOUNTS_SAVED=renew` adds what is missing.

use super::{SignInWizard, Stage, VERSION, tests::every_stage};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/saved")
}

fn name(stage: &Stage) -> &'static str {
    match stage {
        Stage::Preparing => "preparing",
        Stage::Waiting { .. } => "waiting",
        Stage::Completing { .. } => "completing",
        Stage::CameBack(_) => "came_back",
        Stage::Registering(_) => "registering",
        Stage::Ended { .. } => "ended",
    }
}

fn file(wizard: &SignInWizard) -> PathBuf {
    folder().join(format!("sign_in-{VERSION}/{}.json", name(&wizard.stage)))
}

#[test]
fn there_is_a_saved_sign_in_of_every_stage_in_its_present_form() {
    for wizard in every_stage() {
        let file = file(&wizard);
        if std::env::var_os("NUGET_ACCOUNTS_SAVED").is_some() && !file.exists() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, serde_json::to_string_pretty(&wizard).unwrap() + "\n").unwrap();
        }
        assert!(file.exists(), "{} is missing", file.display());
    }
}

#[test]
fn every_sign_in_that_was_saved_once_is_read_in_full_unless_the_version_of_its_form_was_raised() {
    for form in fs::read_dir(folder()).unwrap() {
        let form = form.unwrap().path();
        let named = form.file_name().unwrap().to_str().unwrap().to_owned();
        let version: u32 = named.trim_start_matches("sign_in-").parse().unwrap();
        assert!(version <= VERSION);
        for file in fs::read_dir(form).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            let kept: Value = serde_json::from_str(&text).unwrap();
            if version == VERSION {
                let wizard: SignInWizard = serde_json::from_str(&text).unwrap();
                let again = serde_json::to_value(wizard).unwrap();
                assert_eq!(again, kept, "{named}");
            }
        }
    }
}
