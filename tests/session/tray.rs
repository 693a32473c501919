//! The panel with its tray, and the menus of what is in it, as the desktop sees them: over the bus.

use super::{
    bus::Bus,
    environment::Environment,
    eventually::{PATIENCE, eventually},
    process::Process,
};
use anyhow::{Context, Result};
use std::collections::HashMap;
use zbus::{
    Connection, Proxy,
    zvariant::{OwnedObjectPath, OwnedValue, Value},
};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

const PANEL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="false"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=8;x=640;y=985"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="28"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
"#;

/// An icon in the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icon {
    /// The id that the program gave it.
    pub id: String,
    /// Its title.
    pub title: String,
    owner: String,
    menu: OwnedObjectPath,
}

/// A row of a tray menu, submenus after the row that opens them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its text, without the underscore of its key.
    pub label: String,
    /// Whether it can be chosen.
    pub enabled: bool,
    id: i32,
}

/// A row as it crosses the bus: its id, its properties, the rows below it.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

/// The session's tray.
#[derive(Debug)]
pub struct Tray {
    connection: Connection,
    _panel: Process,
}

impl Tray {
    /// Starts the panel.
    ///
    /// # Errors
    /// When no tray comes up.
    pub async fn start(environment: &Environment, bus: &Bus) -> Result<Self> {
        environment.write("home/.config/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml", PANEL)?;
        let mut command = environment.command("xfce4-panel");
        command.arg("--disable-wm-check");
        let panel = Process::start(environment, "panel", &mut command)?;
        bus.wait_for(WATCHER, true).await?;
        let tray = Self {
            connection: bus.connection(),
            _panel: panel,
        };
        eventually(PATIENCE, "a host for tray icons", || async {
            let there: bool = tray
                .watcher()
                .await?
                .get_property("IsStatusNotifierHostRegistered")
                .await?;
            Ok(there.then_some(()))
        })
        .await?;
        Ok(tray)
    }

    /// The icons in the tray.
    ///
    /// # Errors
    /// When the watcher does not answer.
    pub async fn icons(&self) -> Result<Vec<Icon>> {
        let names: Vec<String> = self
            .watcher()
            .await?
            .get_property("RegisteredStatusNotifierItems")
            .await?;
        let mut icons = Vec::new();
        for name in names {
            let split = name.find('/').with_context(|| format!("{name} has no path"))?;
            let (owner, path) = (name[..split].trim_end_matches('@').to_owned(), name[split..].to_owned());
            let item = proxy(&self.connection, &owner, &path, ITEM).await?;
            icons.push(Icon {
                id: item.get_property("Id").await.unwrap_or_default(),
                title: item.get_property("Title").await.unwrap_or_default(),
                menu: item.get_property("Menu").await?,
                owner,
            });
        }
        Ok(icons)
    }

    /// Whether an icon is in the tray whose id or title holds `name`.
    ///
    /// # Errors
    /// When the watcher does not answer.
    pub async fn present(&self, name: &str) -> Result<Option<Icon>> {
        Ok(self
            .icons()
            .await?
            .into_iter()
            .find(|icon| icon.id.contains(name) || icon.title.contains(name)))
    }

    /// The rows of an icon's menu; separators are left out.
    ///
    /// # Errors
    /// When its program does not answer.
    pub async fn menu(&self, icon: &Icon) -> Result<Vec<Row>> {
        let menu = proxy(&self.connection, &icon.owner, icon.menu.as_str(), MENU).await?;
        let _: bool = menu.call("AboutToShow", &(0_i32,)).await.unwrap_or_default();
        let (_, (id, properties, children)): (u32, Layout) =
            menu.call("GetLayout", &(0_i32, -1_i32, Vec::<&str>::new())).await?;
        let mut rows = Vec::new();
        collect(&mut rows, id, &properties, children)?;
        Ok(rows)
    }

    /// Chooses the row of an icon's menu whose text begins with `label`.
    ///
    /// # Errors
    /// When there is no such row, or its program does not answer.
    pub async fn choose(&self, icon: &Icon, label: &str) -> Result<()> {
        let rows = self.menu(icon).await?;
        let row = rows
            .iter()
            .find(|row| row.label.starts_with(label))
            .with_context(|| format!("no row begins with {label}: {rows:?}"))?;
        let menu = proxy(&self.connection, &icon.owner, icon.menu.as_str(), MENU).await?;
        let () = menu
            .call("Event", &(row.id, "clicked", Value::from(0_i32), 0_u32))
            .await?;
        Ok(())
    }

    async fn watcher(&self) -> Result<Proxy<'_>> {
        proxy(&self.connection, WATCHER, "/StatusNotifierWatcher", WATCHER).await
    }
}

fn collect(
    rows: &mut Vec<Row>,
    id: i32,
    properties: &HashMap<String, OwnedValue>,
    children: Vec<OwnedValue>,
) -> Result<()> {
    let text = |name: &str| {
        properties
            .get(name)
            .and_then(|value| <&str>::try_from(&**value).ok())
            .unwrap_or_default()
    };
    let flag = |name: &str| {
        properties
            .get(name)
            .and_then(|value| bool::try_from(&**value).ok())
            .unwrap_or(true)
    };
    if id != 0 && text("type") != "separator" && flag("visible") {
        rows.push(Row {
            label: text("label").replace('_', ""),
            enabled: flag("enabled"),
            id,
        });
    }
    for child in children {
        let (id, properties, children): Layout = Value::from(child).downcast().context("reading a row of the menu")?;
        collect(rows, id, &properties, children)?;
    }
    Ok(())
}

async fn proxy<'a>(connection: &Connection, owner: &'a str, path: &'a str, interface: &'a str) -> Result<Proxy<'a>> {
    Ok(zbus::proxy::Builder::<Proxy<'a>>::new(connection)
        .destination(owner.to_owned())?
        .path(path.to_owned())?
        .interface(interface.to_owned())?
        .cache_properties(zbus::proxy::CacheProperties::No)
        .build()
        .await?)
}
