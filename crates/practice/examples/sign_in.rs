//! Serves a practice sign-in in memory, and prints its authority and client id, until Ctrl+C.
#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]

use ambient::{OsRandom, SystemClock, random_secret};
use practice::sign_in::{SignIn, SignInSettings};
use std::{net::TcpListener, sync::Arc};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let control_token = random_secret(&OsRandom, 32);
    let port: u16 = std::env::args().nth(1).map_or(Ok(0), |port| port.parse())?;
    let listener = TcpListener::bind(("127.0.0.1", port))?;
    let settings = SignInSettings {
        folder: None,
        control_token: control_token.clone(),
    };
    let sign_in = SignIn::bind(settings, listener, Arc::new(SystemClock), Arc::new(OsRandom)).await?;
    println!("authority {}\nclient_id {}", sign_in.authority(), sign_in.client_id());
    println!("X-Practice-Control {}", control_token.expose());
    tokio::signal::ctrl_c().await?;
    sign_in.stop().await;
    Ok(())
}
