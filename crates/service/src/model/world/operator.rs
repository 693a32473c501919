//! What an operator does.

use super::{Done, NAMES, Plain, World, address, tenant};
use crate::model::{
    act::Act,
    plain::{EVERY_DOMAIN, PAIR_OF_NOBODY, listed},
};
use accounts::{
    deletion::DeleteByOperator,
    operator::{LockAccount, UnlockAccount},
    operator_list::{EVERY_DOMAIN as ALL_OF_THEM, ListText, OperatorList},
    provider::{NoteProvider, ProviderClient},
    username::{RefuseRename, RenameAccount},
};

const REASON: &str = "spam";

/// The only provider here.
pub fn provider() -> ProviderClient {
    ProviderClient {
        authority: "https://login.example".to_owned(),
        client_id: "the app".to_owned(),
    }
}

/// A text on a list, as it is stored.
pub fn text_on((list, text): (usize, usize)) -> (OperatorList, String) {
    let list = OperatorList::ALL[list];
    let text = match list {
        OperatorList::PasswordDiscontinuedDomain if text == EVERY_DOMAIN => ALL_OF_THEM.to_owned(),
        OperatorList::PasswordDiscontinuedDomain => "contact.example".to_owned(),
        OperatorList::TenantPair if text == PAIR_OF_NOBODY => format!("other.example {}", tenant(0)),
        OperatorList::TenantPair => format!("contact.example {}", tenant(text)),
        _ => address(text),
    };
    (list, text)
}

impl World {
    pub(super) async fn run_operator(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        Some(match *act {
            Act::Lock { who, locked } => self.lock(NAMES[who].to_owned(), locked).await,
            Act::DeleteByOperator { who, unlist, right } => {
                let (account, typed) = (self.named(plain, who), if right { NAMES[who] } else { "nobody" });
                self.did(DeleteByOperator {
                    account,
                    typed: typed.to_owned(),
                    unlist_orphans: unlist,
                })
                .await
            }
            Act::ListText { list, text, on } => {
                let (list, text) = text_on(listed(list, text));
                self.did(ListText { list, text, on }).await
            }
            Act::NoteProvider { second_factor, time } => {
                self.did(NoteProvider {
                    client: provider(),
                    sends_sign_in_time: time,
                    second_factor,
                })
                .await
            }
            Act::Rename { who, to } => {
                let account = self.accounts[plain.named(who)?];
                let (from, to) = (NAMES[who].to_owned(), NAMES[to].to_owned());
                self.did(RenameAccount { account, from, to }).await
            }
            Act::RefuseName { who } => {
                let (account, reason) = (self.accounts[plain.named(who)?], REASON.to_owned());
                self.did(RefuseRename { account, reason }).await
            }
            _ => unreachable!(),
        })
    }

    async fn lock(&mut self, username: String, locked: bool) -> Done {
        if !locked {
            return self.did(UnlockAccount { username }).await;
        }
        let reason = REASON.to_owned();
        self.did(LockAccount { username, reason }).await
    }
}
