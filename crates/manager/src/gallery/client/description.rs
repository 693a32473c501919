//! Who the gallery says that it is.

use super::GalleryClient;
use contract::{API_VERSION, Code, Problem, gallery::GalleryDescription};
use serde::{Deserialize, de::DeserializeOwned};

impl GalleryClient {
    /// Asks the gallery who it is, and checks that this app can speak to it under this address.
    ///
    /// # Errors
    /// What [`Code`] lists under "What the app itself finds".
    pub async fn describe(&self) -> Result<GalleryDescription, Problem> {
        let body = self.0.description().await?;
        let version: VersionOnly = parse_gallery(&body)?;
        if version.api_version != API_VERSION {
            return Err(Problem::new(
                Code::GalleryVersionUnknown,
                format!("version {}", version.api_version),
            ));
        }
        let description: GalleryDescription = parse_gallery(&body)?;
        if description.public_url.trim_end_matches('/') != self.origin() {
            return Err(Problem::new(Code::GalleryAddressDiffers, "another public_url"));
        }
        Ok(description)
    }
}

#[derive(Deserialize)]
struct VersionOnly {
    api_version: u32,
}

fn parse_gallery<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|_| Problem::new(Code::NotAGallery, "its description cannot be read"))
}
