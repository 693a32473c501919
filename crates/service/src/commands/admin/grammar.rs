//! The words of `admin`.

use accounts::operator_list::OperatorList;
use clap::Subcommand;
use service::operator::OperatorCommand;

/// What an operator does.
#[derive(Subcommand)]
pub enum Act {
    /// Lock an account: its owner can read and sign in, and change nothing that matters.
    Lock {
        /// Its username.
        name: String,
        /// Why, in words that its owner reads.
        #[arg(long)]
        reason: String,
    },
    /// Take the lock of an account away.
    Unlock {
        /// Its username.
        name: String,
    },
    /// Decide about a frozen account, where neither a recovery code nor the mailbox of its contact e-mail is left. It
    /// cannot be taken back.
    Decide {
        /// Its username.
        name: String,
        /// Give the account back to the Microsoft account from before the change, or leave it to the one from after.
        #[arg(value_enum)]
        what: What,
        /// Why, in words that its owner reads.
        #[arg(long)]
        reason: String,
    },
    /// Revoke an API key that was found in public, for ever, and mail its holder. Without --id the key is read from the
    /// standard input: what stands on a command line is seen by others on the computer and kept by the shell.
    RevokeKey {
        /// The key's id, where its text is not known.
        #[arg(long)]
        id: Option<String>,
        /// Where it was found: the address of a page, or words. Its holder reads it.
        #[arg(long, value_name = "WHERE")]
        found: Option<String>,
    },
    /// Give an account another username. Nobody can ever take the old one again.
    Rename {
        /// The username that it has.
        old: String,
        /// The username that it gets.
        new: String,
    },
    /// Delete an account at once, with all that hangs on it. It cannot be taken back.
    Delete {
        /// Its username.
        name: String,
        /// The username again.
        #[arg(long, value_name = "NAME")]
        confirm: String,
        /// Leave packages listed that nobody owns any more.
        #[arg(long)]
        keep_listed: bool,
    },
    /// List the accounts that asked for another username.
    NameRequests,
    /// Refuse an account's request for another username.
    RefuseName {
        /// Its username.
        name: String,
        /// Why not, in words that its owner reads.
        #[arg(long)]
        reason: String,
    },
    /// Sign in at the provider yourself, see what it sends, and keep what was seen: two-factor is off before that.
    CheckSignIn {
        /// Ask for no second factor, and learn nothing about one.
        #[arg(long)]
        without_second_factor: bool,
    },
    /// Addresses whose accounts may use a password although passwords are off or discontinued.
    PasswordException {
        /// What to do with the list.
        #[command(subcommand)]
        act: OnList,
    },
    /// Addresses for which passwords are discontinued.
    PasswordDiscontinued {
        /// What to do with the list.
        #[command(subcommand)]
        act: OnList,
    },
    /// Domains of addresses for which passwords are discontinued; `*` is every domain.
    PasswordDiscontinuedDomain {
        /// What to do with the list.
        #[command(subcommand)]
        act: OnList,
    },
    /// Addresses whose accounts are asked to become organizations.
    ForcedConversion {
        /// What to do with the list.
        #[command(subcommand)]
        act: OnList,
    },
    /// Pairs "domain tenant": organizations with an address of the domain take only members of the tenant.
    TenantPair {
        /// What to do with the list.
        #[command(subcommand)]
        act: OnList,
    },
}

/// What becomes of a change of the login.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum What {
    /// It is undone.
    Undo,
    /// It stays, for good.
    Keep,
}

/// What an operator does with a list.
#[derive(Subcommand)]
pub enum OnList {
    /// Put a text on it.
    Add {
        /// The text.
        text: String,
    },
    /// Take a text off it.
    Remove {
        /// The text.
        text: String,
    },
    /// Say what is on it.
    List,
}

impl OnList {
    /// What the service is asked for.
    pub fn command(&self, list: OperatorList) -> OperatorCommand {
        let name = list.as_str().to_owned();
        match self {
            Self::Add { text } => OperatorCommand::List {
                list: name,
                text: text.clone(),
                on: true,
            },
            Self::Remove { text } => OperatorCommand::List {
                list: name,
                text: text.clone(),
                on: false,
            },
            Self::List => OperatorCommand::ShowList { list: name },
        }
    }
}
