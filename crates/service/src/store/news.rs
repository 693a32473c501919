//! Who waits for an account's events: each commit wakes the streams of its own accounts, and no others.

use contract::AccountId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::watch;

/// Those who wait, by account.
#[derive(Debug, Default)]
pub struct News(Mutex<HashMap<AccountId, watch::Sender<()>>>);

/// News of one account.
#[derive(Debug)]
pub struct NewsOf {
    news: Arc<News>,
    account: AccountId,
    changed: watch::Receiver<()>,
}

impl News {
    /// Told of what comes from now on.
    pub fn of(self: &Arc<Self>, account: AccountId) -> NewsOf {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = waiting.entry(account).or_insert_with(|| watch::channel(()).0);
        NewsOf {
            news: Arc::clone(self),
            account,
            changed: sender.subscribe(),
        }
    }

    /// Wakes who waits for this account.
    pub fn tell(&self, account: AccountId) {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = waiting.get(&account) {
            sender.send_replace(());
        }
    }
}

impl NewsOf {
    /// Waits for news; what came since the last time is told at once.
    pub async fn wait(&mut self) {
        // The sender is there for as long as somebody listens.
        self.changed.changed().await.ok();
    }
}

impl Drop for NewsOf {
    fn drop(&mut self) {
        let mut waiting = self.news.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Let go of under the lock, so that of two that go at once one is the last.
        self.changed = watch::channel(()).1;
        if waiting
            .get(&self.account)
            .is_some_and(|sender| sender.receiver_count() == 0)
        {
            waiting.remove(&self.account);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    #[tokio::test]
    async fn news_of_an_account_wake_who_waits_for_it_and_nobody_else() {
        let news = Arc::new(News::default());
        let (one, two) = (AccountId::from_bytes([1; 16]), AccountId::from_bytes([2; 16]));
        let (mut first, mut second, mut other) = (news.of(one), news.of(one), news.of(two));
        news.tell(one);
        first.wait().await;
        second.wait().await;
        assert!(other.wait().now_or_never().is_none() && first.wait().now_or_never().is_none());
        drop((first, other));
        assert_eq!(news.0.lock().unwrap().len(), 1);
        drop(second);
        assert!(news.0.lock().unwrap().is_empty());
        news.tell(one);
    }
}
