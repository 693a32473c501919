//! What a decision changes, applied, and what must hold after it.

use super::Model;
use accounts::{
    Changes, Guard, Write,
    login::Login,
    login_change::{ChangeState, LoginChange},
    proof::Freshness,
};

impl Model {
    pub fn apply(&mut self, changes: Changes) {
        changes.guards.iter().for_each(|guard| self.demand(guard));
        changes.writes.into_iter().for_each(|write| self.write(write));
        self.mails.extend(changes.mails);
        let rows = changes.audit.into_iter().map(|row| (row.account, row.entry.kind));
        self.audit.extend(rows);
        let rows = changes.events.into_iter().map(|row| (row.account, row.event.what));
        self.events.extend(rows);
        self.check();
    }

    fn demand(&mut self, guard: &Guard) {
        match guard {
            Guard::AccountUnchanged { account, version } => {
                assert_eq!(self.all.account(*account).unwrap().version, *version);
            }
            Guard::ChangesAccount { account, version } => {
                let mut rows = self.all.accounts.iter_mut();
                let row = rows.find(|row| row.id == *account).unwrap();
                assert_eq!(row.version, *version, "a conflict");
                row.version += 1;
            }
            Guard::SessionLive(session) => {
                assert!(self.all.session(*session).unwrap().ended_at.is_none());
            }
            Guard::NoAccounts | Guard::FewerOpenProofs { .. } => panic!("not of this area"),
        }
    }

    fn write(&mut self, write: Write) {
        let all = &mut self.all;
        match write {
            Write::UpdateAccount(row) => {
                let found = all.accounts.iter_mut().find(|other| other.id == row.id).unwrap();
                assert_eq!(found.version, row.version, "the guard comes first");
                *found = row;
            }
            Write::EraseAccount { account, .. } => {
                all.accounts.retain(|row| row.id != account);
                all.logins.retain(|row| row.account != account);
            }
            Write::InsertLogin(login) => {
                let free = |other: &Login| other.key != login.key && other.account != login.account;
                assert!(all.logins.iter().all(free), "a live link is unique");
                all.logins.push(login);
            }
            Write::DescribeLogin { login, identity } => {
                let found = all.logins.iter_mut().find(|row| row.id == login).unwrap();
                found.identity = identity;
            }
            Write::RetireLogin { login, .. } => {
                let at = all.logins.iter().position(|row| row.id == login).expect("it is live");
                let row = all.logins.remove(at);
                self.dormant.insert(login, row);
            }
            Write::ReviveLogin(login) => {
                let row = self.dormant.remove(&login).expect("it is dormant");
                self.write(Write::InsertLogin(row));
            }
            Write::RemoveLogin(login) => {
                let before = all.logins.len() + self.dormant.len();
                all.logins.retain(|row| row.id != login);
                self.dormant.remove(&login);
                assert_eq!(all.logins.len() + self.dormant.len(), before - 1, "it was there");
            }
            Write::InsertLoginChange(change) => all.login_changes.push(change),
            Write::UpdateLoginChange(change) => {
                let found = all.login_changes.iter_mut().find(|row| row.id == change.id).unwrap();
                found.state = change.state;
                found.ends_at = change.ends_at;
            }
            Write::ReplaceRecoveryCodes { account, codes } => {
                all.recovery_codes.retain(|code| code.account != account);
                all.recovery_codes.extend(codes);
            }
            Write::UseRecoveryCode { account, number, at } => {
                let mut codes = all.recovery_codes.iter_mut();
                let code = codes
                    .find(|code| code.account == account && code.number == number)
                    .unwrap();
                assert_eq!(code.used_at.replace(at), None, "each works once");
            }
            Write::InsertDecisionCode(code) => all.decision_codes.push(code),
            Write::CountWrongDecisionCode { code, seen } => {
                let found = all.decision_codes.iter_mut().find(|row| row.id == code).unwrap();
                assert_eq!(found.tries_left, seen);
                found.tries_left -= 1;
            }
            Write::RemoveDecisionCode(code) => all.decision_codes.retain(|row| row.id != code),
            Write::RemoveDecisionCodes(account) => all.decision_codes.retain(|row| row.account != account),
            Write::InsertAddressChange(change) => all.address_changes.push(change),
            Write::RemoveAddressChange(id) => all.address_changes.retain(|row| row.id != id),
            Write::SetConfirmation(_) => {}
            Write::RemoveRenameRequest(account) => all.rename_requests.retain(|row| row.account != account),
            Write::InsertMailedAct(act) => all.mailed_acts.push(act),
            Write::RemoveMailedActs(about) => all.mailed_acts.retain(|act| act.about != about),
            Write::PutDeletion(deletion) => all.deletions.push(deletion),
            Write::RemoveDeletion(deletion) => {
                let before = all.deletions.len();
                all.deletions.retain(|row| row.id != deletion);
                assert_eq!(all.deletions.len(), before - 1, "it was there");
            }
            Write::UpdateKey(key) => {
                let found = all.keys.iter_mut().find(|row| row.id == key.id).unwrap();
                *found = key;
            }
            Write::SpendProof { proof, at } => {
                let found = all.proofs.iter_mut().find(|row| row.id == proof).unwrap();
                assert_eq!(found.spent_at.replace(at), None, "each is spent once");
            }
            Write::CompleteProof { proof, completed } => {
                let found = all.proofs.iter_mut().find(|row| row.id == proof).unwrap();
                assert_eq!(found.completed.replace(completed), None, "each is completed once");
            }
            Write::EndProofCodes(proof) => {
                let ended = all.proof_codes.iter_mut().filter(|code| code.proof == proof);
                ended.for_each(|code| code.tries_left = 0);
            }
            Write::InsertProofCode(code) => all.proof_codes.push(code),
            Write::CountWrongProofCode { code, seen } => {
                let found = all.proof_codes.iter_mut().find(|row| row.id == code).unwrap();
                assert_eq!(found.tries_left, seen);
                found.tries_left -= 1;
            }
            Write::TypeProofCode { proof, account } => {
                let found = all.proofs.iter_mut().find(|row| row.id == proof).unwrap();
                let completed = found.completed.as_mut().unwrap();
                let (shown, typed) = (Freshness::Shown, Freshness::CodeTyped(account));
                assert!(completed.freshness != shown && completed.freshness != typed);
                completed.freshness = Freshness::CodeTyped(account);
            }
            Write::RemoveRecovery(recovery) => {
                let before = all.recoveries.len();
                all.recoveries.retain(|row| row.id != recovery);
                assert_eq!(all.recoveries.len(), before - 1, "it was there");
            }
            Write::InsertSession(session) => all.sessions.push(session),
            Write::SeePlace(place) => all.places.push(place),
            Write::EndSessionsOf {
                account, except, at, ..
            } => {
                let sessions = all.sessions.iter_mut();
                let ending = sessions.filter(|row| row.account == account && Some(row.id) != except);
                ending.for_each(|row| row.ended_at = row.ended_at.or(Some(at)));
            }
            other => panic!("not of this area: {other:?}"),
        }
    }

    /// What must hold at any time.
    fn check(&self) {
        let stands = |change: &&LoginChange| {
            matches!(
                change.state,
                ChangeState::Open | ChangeState::Frozen | ChangeState::Contested
            )
        };
        for account in &self.all.accounts {
            let changes = self.all.login_changes.iter().filter(stands);
            let ends = changes
                .filter(|change| change.account == account.id)
                .map(|change| change.ends_at)
                .max();
            assert_eq!(account.login_change_until, ends, "until when a change can be undone");
            let codes = self.all.recovery_codes.iter();
            let left = codes.filter(|code| code.account == account.id && code.used_at.is_none());
            assert_eq!(account.recovery_codes_left as usize, left.count());
            let mut changes = self.all.login_changes.iter().filter(|row| row.account == account.id);
            let undecided = changes.any(|row| matches!(row.state, ChangeState::Frozen | ChangeState::Contested));
            assert_eq!(account.frozen_at.is_some(), undecided);
        }
        for change in self.all.login_changes.iter().filter(stands) {
            let login = self.all.login_of(change.account);
            assert_eq!(login.map(|login| login.id), Some(change.login));
        }
        for dormant in self.dormant.keys() {
            let mut changes = self.all.login_changes.iter().filter(stands);
            assert!(changes.any(|change| change.replaced.as_ref().is_some_and(|row| row.login == *dormant)));
        }
    }
}
