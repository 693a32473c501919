//! The routes below `/api/v1`, each known by its whole path. A nested router would take every request's address apart once
//! more, and clone a service for that.

use crate::gallery::Gallery;
use std::sync::Arc;
use utoipa::openapi::Paths;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

const BASE: &str = "/api/v1";

/// Where routes of the API are put.
pub trait Api {
    /// Adds routes below `/api/v1`.
    #[must_use]
    fn api(self, routes: UtoipaMethodRouter<Arc<Gallery>>) -> Self;
}

impl Api for OpenApiRouter<Arc<Gallery>> {
    fn api(self, (schemas, described, methods): UtoipaMethodRouter<Arc<Gallery>>) -> Self {
        let mut paths = Paths::new();
        let whole = described
            .paths
            .into_iter()
            .map(|(path, item)| (format!("{BASE}{path}"), item));
        paths.paths.extend(whole);
        self.routes((schemas, paths, methods))
    }
}
