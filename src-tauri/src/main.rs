#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    nuget_accounts::run();
}
