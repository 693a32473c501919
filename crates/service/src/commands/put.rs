//! What is said of a database that was put in the place of another.

use super::{Done, say};
use service::maintenance::{Away, Given, Gone, MaintenanceError, Put};

/// Why it was not put there, with what to do where there is a way.
pub fn refused(error: MaintenanceError) -> anyhow::Error {
    let hint = match error {
        MaintenanceError::NotEmpty(_) | MaintenanceError::LogAlone(_) => "add --replace to put this in its place",
        MaintenanceError::Clock { .. } => "or add --clock-is-right",
        _ => return error.into(),
    };
    anyhow::anyhow!("{error}; {hint}")
}

/// Prints what the operator has to know before the service is started.
///
/// # Errors
/// It cannot be printed.
pub fn tell(put: &Put) -> anyhow::Result<Done> {
    for violation in &put.violations {
        say(violation)?;
    }
    if let Some(away) = put.away {
        tell_given(away, &put.given)?;
    }
    if let Some(kept) = &put.kept {
        say(format_args!(
            "The database that was there is kept as {}.",
            kept.display()
        ))?;
    }
    match &put.gone {
        None => {}
        Some(Ok(gone)) => tell_gone(gone)?,
        Some(Err(error)) => say(format_args!(
            "Which names and packages of it are free now cannot be said: {error}"
        ))?,
    }
    Ok(if put.violations.is_empty() {
        Done::Well
    } else {
        Done::NotWell
    })
}

fn tell_given(away: Away, given: &Given) -> anyhow::Result<()> {
    let long = duration(away.seconds());
    say(format_args!(
        "The gallery is as it was at {}, {long} before {}.",
        away.since, away.now
    ))?;
    if given.all() == 0 {
        return say("Nothing was open in it that can be taken back.");
    }
    say(format_args!(
        "What could be taken back then can be for as long from now on, {long} longer than it was told:"
    ))?;
    for (count, what) in [
        (given.login_changes, "changes of a login that can be undone"),
        (
            given.address_changes,
            "changes of a contact e-mail that can be put back",
        ),
        (given.deletions, "deletions that can be cancelled"),
        (given.conversions, "conversions that can be stopped"),
        (given.recoveries, "recoveries that wait and can be stopped"),
    ] {
        if count > 0 {
            say(format_args!("{count:>6} {what}"))?;
        }
    }
    Ok(())
}

/// Each on a line of its own, for the feed's keeper and for programs.
fn tell_gone(gone: &Gone) -> anyhow::Result<()> {
    let (packages, names) = (gone.packages.len(), gone.names.len());
    if packages + names == 0 {
        return say("No name and no package of it is missing in the new one.");
    }
    say(format_args!(
        "{packages} packages and {names} names of it are not in the new one: whoever asks first gets them."
    ))?;
    for package in &gone.packages {
        say(format_args!("package {package}"))?;
    }
    for name in &gone.names {
        say(format_args!("name {name}"))?;
    }
    Ok(())
}

/// A length of time in the two largest of days, hours and minutes.
fn duration(seconds: i64) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours) {
        (0, 0) if minutes == 0 => "less than a minute".to_owned(),
        (0, 0) => counted(minutes, "minute"),
        (0, _) => format!("{} {}", counted(hours, "hour"), counted(minutes, "minute")),
        _ => format!("{} {}", counted(days, "day"), counted(hours, "hour")),
    }
}

fn counted(count: i64, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {what}{ending}")
}
