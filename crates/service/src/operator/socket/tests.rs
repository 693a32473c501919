use super::*;
use tempfile::TempDir;

fn unlock() -> OperatorCommand {
    OperatorCommand::Unlock {
        username: "anna".to_owned(),
    }
}

/// A service's socket, at which the test answers.
struct Service {
    folder: TempDir,
    listener: UnixListener,
}

impl Service {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join("socket")).unwrap();
        Self { folder, listener }
    }

    async fn asked(&self, patience: Duration) -> Result<Option<Answer>, OperatorError> {
        ask_within(&self.folder.path().join("socket"), &unlock(), patience).await
    }

    /// What is said where the service reads a command, and answers it so.
    async fn answering(&self, answer: &str) -> Result<Option<Answer>, OperatorError> {
        let answering = async {
            let (mut stream, _) = self.listener.accept().await.unwrap();
            let line = read_line(&mut stream, COMMAND).await.unwrap();
            assert_eq!(serde_json::from_str::<OperatorCommand>(&line).unwrap(), unlock());
            stream.write_all(answer.as_bytes()).await.unwrap();
        };
        tokio::join!(self.asked(PATIENCE), answering).0
    }
}

/// Rule 8.13.
#[tokio::test]
async fn a_command_whose_answer_does_not_come_is_not_said_to_be_refused() {
    let service = Service::new();
    for answer in ["", r#"{"Ok":"anna is"#, "{}\n", "\n"] {
        let told = service.answering(answer).await.unwrap_err();
        assert!(matches!(told, OperatorError::Unanswered(..)), "{told}");
        assert!(told.to_string().contains("not known whether"), "{told}");
    }
    // Nobody takes the connection, and the command waits in it.
    let told = service.asked(Duration::ZERO).await.unwrap_err();
    assert!(told.to_string().contains("not known whether"), "{told}");
}

#[tokio::test]
async fn an_answer_that_comes_is_told_as_it_is() {
    let service = Service::new();
    let done = service.answering("{\"Ok\":\"done\"}\n").await.unwrap();
    assert_eq!(done, Some(Ok("done".to_owned())));
    let refused = service.answering("{\"Err\":\"no\"}\n").await.unwrap();
    assert_eq!(refused, Some(Err("no".to_owned())));
}

#[tokio::test]
async fn a_user_who_is_refused_before_the_command_is_read_is_told_so() {
    let service = Service::new();
    let refusing = async {
        let (mut stream, _) = service.listener.accept().await.unwrap();
        stream.write_all(b"{\"Err\":\"no\"}\n").await.unwrap();
    };
    let told = tokio::join!(service.asked(PATIENCE), refusing).0.unwrap();
    assert_eq!(told, Some(Err("no".to_owned())));
}

/// Rule 8.13.
#[test]
fn a_command_with_a_member_of_another_version_is_not_understood() {
    let command = |more: &str| format!(r#"{{"delete":{{"username":"a","typed":"a","unlist_orphans":false{more}}}}}"#);
    assert!(serde_json::from_str::<OperatorCommand>(&command("")).is_ok());
    assert!(serde_json::from_str::<OperatorCommand>(&command(r#","only_if_empty":true"#)).is_err());
}
