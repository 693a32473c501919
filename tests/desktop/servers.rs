//! What the tests of the session itself serve: a small website, an icon for the tray.

use anyhow::Result;
use axum::{
    Router,
    response::{Html, Redirect},
    routing::{get, post},
};
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex},
};
use tests::session::{DesktopSession, chromium::SCHEME};
use zbus::{
    Connection, interface,
    zvariant::{ObjectPath, OwnedValue, Value},
};

/// A website on a free port of this computer.
pub struct Website(u16);

impl Website {
    pub async fn start() -> Result<Self> {
        let page = "<!doctype html><title>Test</title><p>A page of the test</p>\
                    <form method=post action=/go><button id=go>Go</button></form>";
        let go = || async { Redirect::to(&format!("{SCHEME}://auth/callback?x=1")) };
        let router = Router::new()
            .route("/", get(move || async move { Html(page) }))
            .route("/go", post(go));
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self(port))
    }

    pub fn page(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.0)
    }
}

/// The small browser that comes with the app's engine.
pub fn mini_browser() -> Option<PathBuf> {
    let folders = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/libexec",
        "/usr/lib",
    ];
    folders
        .iter()
        .map(|folder| PathBuf::from(folder).join("webkit2gtk-4.1/MiniBrowser"))
        .find(|path| path.exists())
}

/// An icon with a menu, as libraries for tray icons put it on the bus.
pub struct FakeIcon {
    chosen: Arc<Mutex<Vec<i32>>>,
    _connection: Connection,
}

impl FakeIcon {
    pub async fn show(session: &DesktopSession) -> Result<Self> {
        let chosen = Arc::new(Mutex::new(Vec::new()));
        let connection = zbus::connection::Builder::address(session.environment.get("DBUS_SESSION_BUS_ADDRESS"))?
            .name("org.kde.StatusNotifierItem-1-1")?
            .serve_at("/StatusNotifierItem", Item)?
            .serve_at("/Menu", Menu(Arc::clone(&chosen)))?
            .build()
            .await?;
        let watcher = "org.kde.StatusNotifierWatcher";
        connection
            .call_method(
                Some(watcher),
                "/StatusNotifierWatcher",
                Some(watcher),
                "RegisterStatusNotifierItem",
                &("org.kde.StatusNotifierItem-1-1",),
            )
            .await?;
        Ok(Self {
            chosen,
            _connection: connection,
        })
    }

    pub fn chosen(&self) -> Vec<i32> {
        self.chosen.lock().unwrap().clone()
    }
}

struct Item;

#[interface(name = "org.kde.StatusNotifierItem")]
impl Item {
    #[zbus(property)]
    fn id(&self) -> &'static str {
        "fake-icon"
    }
    #[zbus(property)]
    fn title(&self) -> &'static str {
        "A fake icon"
    }
    #[zbus(property)]
    fn category(&self) -> &'static str {
        "ApplicationStatus"
    }
    #[zbus(property)]
    fn status(&self) -> &'static str {
        "Active"
    }
    #[zbus(property)]
    fn icon_name(&self) -> &'static str {
        "dialog-information"
    }
    #[zbus(property)]
    fn menu(&self) -> ObjectPath<'static> {
        ObjectPath::from_static_str_unchecked("/Menu")
    }
}

struct Menu(Arc<Mutex<Vec<i32>>>);

type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

fn row(id: i32, properties: &[(&str, Value<'static>)], children: Vec<OwnedValue>) -> Layout {
    let owned = |(name, value): &(&str, Value<'static>)| ((*name).to_owned(), value.try_to_owned().unwrap());
    (id, properties.iter().map(owned).collect(), children)
}

fn child(layout: Layout) -> OwnedValue {
    Value::from(layout).try_to_owned().unwrap()
}

#[interface(name = "com.canonical.dbusmenu")]
impl Menu {
    fn about_to_show(&self, _id: i32) -> bool {
        false
    }

    fn get_layout(&self, _parent: i32, _depth: i32, _names: Vec<String>) -> (u32, Layout) {
        let person = row(4, &[("label", "ada".into()), ("enabled", false.into())], Vec::new());
        let rows = vec![
            child(row(1, &[("label", "_Open".into())], Vec::new())),
            child(row(2, &[("type", "separator".into())], Vec::new())),
            child(row(3, &[("label", "Accounts".into())], vec![child(person)])),
            child(row(
                5,
                &[("label", "Hidden".into()), ("visible", false.into())],
                Vec::new(),
            )),
        ];
        (1, row(0, &[], rows))
    }

    fn event(&self, id: i32, kind: &str, _value: Value<'_>, _at: u32) {
        if kind == "clicked" {
            self.0.lock().unwrap().push(id);
        }
    }
}
