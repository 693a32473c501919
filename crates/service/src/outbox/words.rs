//! The words of mails: a subject and blocks, from which text and HTML are made.

mod contact;

use accounts::letter::{Letter, LetterKind};

/// A mail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The subject.
    pub subject: String,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A piece of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A code to type, in two groups.
    Code(String),
    /// A link on a line of its own.
    Link {
        /// What it does.
        label: String,
        /// Where to.
        url: String,
    },
    /// A list of short texts.
    List(Vec<String>),
}

impl Words {
    /// As plain text: paragraphs with an empty line between them, codes indented by four spaces.
    pub fn text(&self) -> String {
        let blocks: Vec<String> = self.blocks.iter().map(Block::text).collect();
        format!("{}\n", blocks.join("\n\n"))
    }
}

impl Block {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Code(code) => {
                let (first, second) = code.split_at(code.len() / 2);
                format!("    {first} {second}")
            }
            Self::Link { label, url } => format!("{label}\n{url}"),
            Self::List(items) => items
                .iter()
                .map(|item| format!("- {item}"))
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }
}

/// The words of a letter of the gallery with this name and origin.
pub fn of(gallery: &str, origin: &str, letter: &Letter) -> Words {
    match &letter.kind {
        LetterKind::ConfirmAddress { code, minutes, .. } => contact::confirm(gallery, &letter.username, code, *minutes),
        other => interim(gallery, origin, &letter.username, other),
    }
}

/// Where the page of a mailed link is.
pub fn page(origin: &str, reference: &contract::Secret) -> String {
    format!("{origin}/act/{}", reference.expose())
}

fn interim(gallery: &str, origin: &str, username: &str, kind: &LetterKind) -> Words {
    let mut blocks = vec![Block::Text(format!("Hello {username},"))];
    blocks.extend(kind.code().map(|code| Block::Code(code.expose().to_owned())));
    blocks.extend(kind.reference().map(|reference| Block::Link {
        label: "More about it, and what you can do:".to_owned(),
        url: page(origin, reference),
    }));
    Words {
        subject: format!("[{gallery}] About your account {username}"),
        blocks,
    }
}
