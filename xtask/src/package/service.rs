//! The account service as a Debian package: the program, its unit, its user, an example of its configuration.

use super::Build;
use crate::{
    process::{answer, cargo, found, run as run_program, step},
    tree,
};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The package's name.
const NAME: &str = "nuget-accounts-service";

/// What goes where: below the top of the sources, below the root of the machine, with which rights.
const FILES: &[(&str, &str, u32)] = &[
    (
        "crates/service/debian/service.toml",
        "etc/nuget-accounts/service.toml",
        0o644,
    ),
    (
        "crates/service/debian/nuget-accounts.service",
        "usr/lib/systemd/system/nuget-accounts.service",
        0o644,
    ),
    (
        "crates/service/debian/sysusers.conf",
        "usr/lib/sysusers.d/nuget-accounts.conf",
        0o644,
    ),
    (
        "docs/operating.md",
        "usr/share/doc/nuget-accounts-service/operating.md",
        0o644,
    ),
    (
        "docs/microsoft-registration.md",
        "usr/share/doc/nuget-accounts-service/microsoft-registration.md",
        0o644,
    ),
    ("docs/feed.md", "usr/share/doc/nuget-accounts-service/feed.md", 0o644),
    (
        "docs/feed/example.mjs",
        "usr/share/doc/nuget-accounts-service/feed/example.mjs",
        0o644,
    ),
    ("docs/rules.md", "usr/share/doc/nuget-accounts-service/rules.md", 0o644),
    ("LICENSE-MIT", "usr/share/doc/nuget-accounts-service/copyright", 0o644),
    ("crates/service/debian/postinst", "DEBIAN/postinst", 0o755),
    ("crates/service/debian/prerm", "DEBIAN/prerm", 0o755),
    ("crates/service/debian/postrm", "DEBIAN/postrm", 0o755),
];

/// Files that a person may change and an upgrade leaves alone.
const CONFFILES: &str = "/etc/nuget-accounts/service.toml\n";

/// How exposed the unit may be by systemd's own reckoning, in tenths: 100 is everything, "ok" ends at 50.
const EXPOSURE: &str = "20";

/// Builds the service, optimised or not, and packs it.
pub fn run(build: Build) -> Result<()> {
    if !found("dpkg-deb") {
        bail!("the service's package is made with dpkg-deb, which is on Debian and its kin");
    }
    step("Building the service");
    let mut command = cargo();
    command.args(["build", "--package", "service", "--bin", NAME]);
    if build == Build::Release {
        command.arg("--release");
    }
    run_program(&mut command)?;
    let folder = tree::target().join(build.profile());
    let made = pack(&folder.join(NAME), &folder.join("bundle-service"))?;
    println!("Made {}", made.display());
    Ok(())
}

/// Packs this program; answers where the package is.
fn pack(program: &Path, folder: &Path) -> Result<PathBuf> {
    step("Making the service's package");
    let architecture = answer("dpkg", &["--print-architecture"]).context("dpkg does not say for what it packs")?;
    let root = folder.join("root");
    stage(program, &root, &architecture)?;
    check_unit(&root)?;
    let made = folder.join(format!("{NAME}_{}_{architecture}.deb", env!("CARGO_PKG_VERSION")));
    let mut command = Command::new("dpkg-deb");
    command
        .args(["--root-owner-group", "-Zxz", "--build"])
        .arg(&root)
        .arg(&made);
    run_program(&mut command)?;
    Ok(made)
}

/// Lays out the package's files.
fn stage(program: &Path, root: &Path, architecture: &str) -> Result<()> {
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    for (from, to, mode) in FILES {
        place(&tree::root().join(from), &root.join(to), *mode)?;
    }
    place(program, &root.join("usr/bin").join(NAME), 0o755)?;
    let secrets = root.join("etc/nuget-accounts/secrets");
    fs::create_dir_all(&secrets)?;
    set_mode(&secrets, 0o700)?;
    fs::write(root.join("DEBIAN/conffiles"), CONFFILES)?;
    let control = control(architecture, newest_glibc(&fs::read(program)?));
    fs::write(root.join("DEBIAN/control"), control)?;
    Ok(())
}

fn place(from: &Path, to: &Path, mode: u32) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).with_context(|| format!("copying {}", from.display()))?;
    set_mode(to, mode)
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(mode))?)
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> Result<()> {
    Ok(())
}

fn control(architecture: &str, glibc: Option<u32>) -> String {
    let libc = glibc.map_or_else(|| "libc6".to_owned(), |minor| format!("libc6 (>= 2.{minor})"));
    format!(
        "Package: {NAME}\nVersion: {}\nArchitecture: {architecture}\nSection: web\nPriority: optional\n\
         Maintainer: NuGet Accounts <packages@localhost>\nDepends: {libc}, libgcc-s1, ca-certificates, systemd (>= 250)\n\
         Description: account service of a NuGet gallery\n People sign in to it with the desktop app NuGet Accounts, by \
         its address.\n",
        env!("CARGO_PKG_VERSION")
    )
}

/// The minor version of the newest glibc whose symbols a program asks for.
fn newest_glibc(program: &[u8]) -> Option<u32> {
    const MARK: &[u8] = b"GLIBC_2.";
    let after = program
        .windows(MARK.len())
        .enumerate()
        .filter(|(_, window)| *window == MARK)
        .map(|(at, _)| &program[at + MARK.len()..]);
    let numbers = after.filter_map(|rest| {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
    });
    numbers.max()
}

/// Has systemd look at the unit, where there is one: its form, and how much it leaves open.
fn check_unit(root: &Path) -> Result<()> {
    if !found("systemd-analyze") {
        println!("There is no systemd-analyze here, so the unit was not looked at.");
        return Ok(());
    }
    let unit = root.join("usr/lib/systemd/system/nuget-accounts.service");
    let mut command = Command::new("systemd-analyze");
    command
        .args(["security", "--offline=true", "--no-pager", "--threshold", EXPOSURE])
        .arg(unit);
    run_program(&mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_has_every_file_in_its_place_with_its_rights() {
        let folder = tempfile::tempdir().unwrap();
        let (program, root) = (folder.path().join("program"), folder.path().join("root"));
        fs::write(&program, b"\0GLIBC_2.17\0GLIBC_2.9\0GLIBC_2.34\0").unwrap();
        stage(&program, &root, "amd64").unwrap();
        for (_, to, mode) in FILES {
            let found = fs::metadata(root.join(to)).unwrap();
            #[cfg(unix)]
            assert_eq!(
                std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o777,
                *mode,
                "{to}"
            );
            let _ = (found, mode);
        }
        assert!(root.join("usr/bin/nuget-accounts-service").is_file());
        let control = fs::read_to_string(root.join("DEBIAN/control")).unwrap();
        assert!(
            control.contains("Architecture: amd64\n")
                && control.contains("libc6 (>= 2.34)")
                && control.contains("ca-certificates"),
            "{control}"
        );
    }

    /// Where the links of a page lead that name a file beside it.
    fn linked(page: &str) -> Vec<&str> {
        let targets = page
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', '#']).next());
        targets
            .filter(|target| !target.is_empty() && !target.contains("://"))
            .collect()
    }

    #[test]
    fn what_the_packed_pages_link_to_is_packed_beside_them() {
        let mut links = 0;
        for (from, to, _) in FILES.iter().filter(|(from, ..)| from.ends_with(".md")) {
            let page = fs::read_to_string(tree::root().join(from)).unwrap();
            let (here, _) = to.rsplit_once('/').unwrap();
            for target in linked(&page) {
                let there = format!("{here}/{target}");
                assert!(
                    FILES.iter().any(|(_, to, _)| **to == there),
                    "{from} leads to {target}, which is not packed"
                );
                links += 1;
            }
        }
        assert!(links >= 5, "{links}");
    }

    #[test]
    fn the_unit_runs_the_service_as_its_own_user_in_a_sandbox() {
        let unit = fs::read_to_string(tree::root().join("crates/service/debian/nuget-accounts.service")).unwrap();
        for line in [
            "ExecStart=/usr/bin/nuget-accounts-service serve --config /etc/nuget-accounts/service.toml",
            "User=nuget-accounts",
            "RestartPreventExitStatus=2 78",
            "StateDirectory=nuget-accounts",
            "LoadCredential=secret:/etc/nuget-accounts/secrets",
            "CapabilityBoundingSet=",
            "MemoryDenyWriteExecute=yes",
            "NoNewPrivileges=yes",
            "PrivateTmp=yes",
            "ProtectHome=yes",
            "ProtectSystem=strict",
            "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
            "SystemCallFilter=@system-service",
            // The thread for passwords steps back: else it would run like all others.
            "SystemCallFilter=sched_setscheduler setpriority",
        ] {
            assert!(unit.lines().any(|found| found == line), "{line}");
        }
        // Where a backup is restored before the first start, with the rights that the unit gives.
        let after = fs::read_to_string(tree::root().join("crates/service/debian/postinst")).unwrap();
        let made = "install -d -m 0700 -o nuget-accounts -g nuget-accounts /var/lib/nuget-accounts";
        assert!(after.lines().any(|line| line.trim() == made));
        assert!(unit.lines().any(|line| line == "StateDirectoryMode=0700"));
        let users = fs::read_to_string(tree::root().join("crates/service/debian/sysusers.conf")).unwrap();
        assert!(users.starts_with("u nuget-accounts "));
        let example = fs::read_to_string(tree::root().join("crates/service/debian/service.toml")).unwrap();
        assert!(example.contains("database = \"/var/lib/nuget-accounts/accounts.db\""));
    }
}
