//! The optimised service, as a process of its own.

use crate::provider::{CLIENT_ID, Provider};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// The gallery's own origin.
pub const ORIGIN: &str = "https://accounts.example.org";

/// By which the feed is known that asks about keys.
pub const FEED_SECRET: &str = "the-secret-of-a-feed-that-is-measured";

/// By which a slow disk is put before the C library's, and made slower or quicker (`bench/slow-disk`).
const SLOW_DISK: [&str; 2] = ["LD_PRELOAD", "SLOW_DISK_MICROS"];

/// Clock ticks in a second, as `/proc` counts processor time on Linux.
const TICKS: u32 = 100;

/// The service.
pub struct Program {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of its process until it said that it can do its work.
    pub ready: Duration,
}

/// Writes its configuration: only what has no default, so that what is measured is what an operator gets.
pub fn configure(folder: &Path, provider: &Provider) -> Result<PathBuf> {
    let config = folder.join("service.toml");
    let text = format!(
        "name = 'Bench'\npublic_url = '{ORIGIN}'\nauthority = '{}'\nclient_id = '{CLIENT_ID}'\n\
         log_format = 'json'\nlogin_issuer = 'bench'\ndatabase = '{1}/accounts.db'\nmail_folder = '{1}/mail'\n\
         feed_secret_hashes = ['{2}']\n",
        provider.address(),
        folder.display(),
        hex::encode(accounts::digest::of_text(FEED_SECRET)),
    );
    fs::write(&config, text)?;
    Ok(config)
}

impl Program {
    /// Starts it and waits until `/readyz` answers 200.
    pub fn start(program: &Path, config: &Path) -> Result<Self> {
        let begun = Instant::now();
        // Nothing of whoever measures, but the slow disk: the two have the same one, or their ratio says nothing.
        let slow_disk = SLOW_DISK.iter().filter_map(|name| Some((name, env::var_os(name)?)));
        let mut child = Command::new(program)
            .args(["serve", "--config"])
            .arg(config)
            .env_clear()
            .envs(slow_disk)
            .env("NUGET_ACCOUNTS_LISTEN", "127.0.0.1:0")
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let mut log = BufReader::with_capacity(1 << 16, child.stderr.take().context("no log")?);
        let mut line = String::new();
        while !line.contains("\"serving\"") {
            line.clear();
            if log.read_line(&mut line)? == 0 {
                bail!("the service ended before it served");
            }
        }
        let entry: serde_json::Value = serde_json::from_str(&line)?;
        let address = entry["fields"]["address"].as_str().context("no address")?.parse()?;
        while !is_ready(address) {
            if begun.elapsed() > Duration::from_secs(30) {
                bail!("the service is not ready");
            }
        }
        let ready = begun.elapsed();
        // Read on, or else the program would wait for room in the pipe.
        std::thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while log.read(&mut buffer).is_ok_and(|read| read > 0) {}
        });
        Ok(Self { child, address, ready })
    }

    /// SIGTERM, and what it does then.
    pub fn stop(mut self) -> Result<()> {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, rustix::process::Signal::TERM)?;
        if !self.child.wait()?.success() {
            bail!("the service did not end well");
        }
        Ok(())
    }

    /// SIGKILL, without waiting for what comes of it.
    pub fn end(&self) -> Result<()> {
        let id = rustix::process::Pid::from_child(&self.child);
        Ok(rustix::process::kill_process(id, rustix::process::Signal::KILL)?)
    }

    /// SIGKILL, and its end.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Its memory that no file stands behind, in MiB.
    pub fn memory(&self) -> Result<f64> {
        let text = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.child.id()))?;
        let line = text
            .lines()
            .find(|line| line.starts_with("Anonymous:"))
            .context("no figure")?;
        let kib: f64 = line.split_whitespace().nth(1).context("no figure")?.parse()?;
        Ok(kib / 1024.0)
    }

    /// The processor time that it has used.
    pub fn processor(&self) -> Result<Duration> {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, rest) = text.rsplit_once(") ").context("no figures")?;
        let fields: Vec<&str> = rest.split(' ').collect();
        let field = |at: usize| -> Result<u32> { Ok(fields.get(at).context("no figure")?.parse()?) };
        Ok(Duration::from_secs(1) * (field(11)? + field(12)?) / TICKS)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Where a measurement fails it would go on for ever; where it has ended, this does nothing.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn is_ready(address: SocketAddr) -> bool {
    let ask = || -> Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nhost: bench\r\nconnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer.starts_with(b"HTTP/1.1 200 "))
    };
    ask().unwrap_or(false)
}
