//! What the operator of a test's gallery does.

use super::TestGallery;
use ambient::Clock;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use service::operator::{OperatorCommand, OperatorKey};
use uuid::Uuid;

impl TestGallery {
    /// The operator gives an account another name.
    pub async fn renames(&self, from: &str, to: &str) {
        let running = self.0.running.lock().await;
        running.as_ref().unwrap().service.rename(from, to).await.unwrap();
    }

    /// The operator refuses another name.
    pub async fn refuses_to_rename(&self, username: &str) {
        let running = self.0.running.lock().await;
        let refused = running.as_ref().unwrap().service.refuse_rename(username, "Too new.");
        refused.await.unwrap();
    }

    /// The operator puts a text on one of the lists.
    pub async fn lists(&self, list: &str, text: &str) {
        let command = OperatorCommand::List {
            list: list.to_owned(),
            text: text.to_owned(),
            on: true,
        };
        let running = self.0.running.lock().await;
        running.as_ref().unwrap().service.operate(&command).await.unwrap();
    }

    /// The operator revokes the key that its holder calls so, because it was found in public.
    pub async fn finds_in_public(&self, description: &str) {
        let command = OperatorCommand::RevokeKey {
            key: OperatorKey::Id(self.key_called(description)),
            found: None,
        };
        let running = self.0.running.lock().await;
        running.as_ref().unwrap().service.operate(&command).await.unwrap();
    }

    /// The id of a key, as an export has it.
    fn key_called(&self, description: &str) -> Uuid {
        let (database, mut lines) = (self.0.folder.path().join("gallery.db"), Vec::new());
        service::maintenance::export(&database, &mut lines, self.0.clock.now()).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        let rows = lines
            .lines()
            .filter_map(|line| serde_json::from_str::<Vec<serde_json::Value>>(line).ok());
        let mut keys = rows.filter(|row| row.iter().any(|value| value == description));
        let id = keys.next().unwrap()[0][0].as_str().unwrap().to_owned();
        Uuid::from_slice(&URL_SAFE_NO_PAD.decode(id).unwrap()).unwrap()
    }
}
