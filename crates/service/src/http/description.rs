//! `GET /api/v1/gallery`.

use super::{Shared, api::Api};
use crate::gallery::Gallery;
use axum::{Json, extract::State};
use contract::{API_VERSION, gallery::GalleryDescription};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().api(routes!(show))
}

/// What the app has to know before a sign-in.
#[utoipa::path(get, path = "/gallery", tag = "description", responses((status = 200, body = GalleryDescription)))]
async fn show(State(gallery): Shared) -> Json<GalleryDescription> {
    let configuration = &gallery.configuration;
    Json(GalleryDescription {
        name: configuration.name.clone(),
        api_version: API_VERSION,
        public_url: gallery.origin.clone(),
        authority: configuration.authority_description(),
        features: gallery.announced_features(),
        sign_in_time: gallery.identity.sign_in_time(),
    })
}
