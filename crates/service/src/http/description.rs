//! `GET /api/v1/gallery`.

use super::Shared;
use axum::{Json, extract::State};
use contract::{API_VERSION, gallery::GalleryDescription};

/// What the app has to know before a sign-in.
pub async fn show(State(gallery): Shared) -> Json<GalleryDescription> {
    let configuration = &gallery.configuration;
    Json(GalleryDescription {
        name: configuration.name.clone(),
        api_version: API_VERSION,
        public_url: gallery.origin.clone(),
        authority: configuration.authority_description(),
        features: configuration.features.clone(),
    })
}
