//! The mails that a person got, as files in the folder that the program writes.

use std::{
    collections::{BTreeMap, HashSet},
    fs, io,
    path::PathBuf,
    time::Duration,
};

/// How often the folder is looked at.
const LOOK: Duration = Duration::from_millis(5);

pub struct Letters {
    folder: PathBuf,
    seen: HashSet<String>,
    /// By recipient: the code of each mail that has one, by the mail's id, which sorts by time.
    codes: BTreeMap<String, BTreeMap<String, String>>,
    /// By recipient and subject: the reference in the link of the latest mail with one.
    links: BTreeMap<(String, String), String>,
}

impl Letters {
    pub fn of(folder: PathBuf) -> Self {
        Self {
            folder,
            seen: HashSet::new(),
            codes: BTreeMap::new(),
            links: BTreeMap::new(),
        }
    }

    /// The code of the latest of so many mails with one that this person got, once all are here.
    pub async fn code_of(&mut self, address: &str, count: usize) -> String {
        loop {
            if let Some(codes) = self.codes.get(address).filter(|codes| codes.len() >= count) {
                return codes.values().next_back().unwrap().clone();
            }
            self.look().unwrap();
            tokio::time::sleep(LOOK).await;
        }
    }

    /// The reference in the link of the mail about this that this person got, once it is here.
    pub async fn link_in(&mut self, subject: &str, address: &str) -> String {
        let wanted = (address.to_owned(), subject.to_owned());
        loop {
            if let Some(reference) = self.links.get(&wanted) {
                return reference.clone();
            }
            self.look().unwrap();
            tokio::time::sleep(LOOK).await;
        }
    }

    fn look(&mut self) -> io::Result<()> {
        for file in fs::read_dir(&self.folder)? {
            let name = file?.file_name().into_string().unwrap();
            if !name.ends_with(".eml") || self.seen.contains(&name) {
                continue;
            }
            let message = fs::read(self.folder.join(&name))?;
            let parsed = mail_parser::MessageParser::default().parse(&message).unwrap();
            let to = parsed.to().unwrap().first().unwrap().address().unwrap().to_owned();
            let text = parsed.body_text(0).unwrap().into_owned();
            if let Some((_, reference)) = text.split_once("/act/") {
                let reference = reference.chars().take_while(|c| !c.is_whitespace()).collect();
                let subject = parsed.subject().unwrap().to_owned();
                self.links.insert((to.clone(), subject), reference);
            }
            if let Some(code) = text.lines().find_map(|line| line.strip_prefix("    ")) {
                let codes = self.codes.entry(to).or_default();
                codes.insert(name.clone(), code.trim().to_owned());
            }
            self.seen.insert(name);
        }
        Ok(())
    }
}
