//! What may answer at an address instead of a gallery.

use axum::{Router, response::IntoResponse, routing::get};
use contract::{
    API_VERSION,
    gallery::{Authority, Feature, GalleryDescription, SignInTime},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    task::JoinHandle,
};

/// A server until it is dropped.
pub struct Stub {
    pub port: u16,
    task: JoinHandle<()>,
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Stub {
    /// Answers this to the question who it is.
    pub async fn answering<A: IntoResponse + Clone + Send + Sync + 'static>(answer: impl FnOnce(u16) -> A) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let answer = answer(port);
        let app = Router::new().route("/api/v1/gallery", get(async move || answer));
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { port, task }
    }

    /// Answers these bytes to whatever comes.
    pub async fn speaking(bytes: &'static [u8]) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let task = tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut buffer = [0; 4096];
                let _ = stream.read(&mut buffer).await;
                let _ = stream.write_all(bytes).await;
                let _ = stream.read(&mut buffer).await;
            }
        });
        Self { port, task }
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// The description of a gallery of this version at this port, for the caller to spoil.
pub fn description(port: u16) -> GalleryDescription {
    GalleryDescription {
        name: "Contoso packages".to_owned(),
        api_version: API_VERSION,
        public_url: format!("http://127.0.0.1:{port}"),
        authority: Authority {
            url: "https://login.example/common/v2.0".to_owned(),
            client_id: "client".to_owned(),
            scopes: vec!["openid".to_owned()],
        },
        features: vec![Feature::Registration],
        sign_in_time: SignInTime::default(),
    }
}
