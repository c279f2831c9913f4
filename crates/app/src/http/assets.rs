//! The style sheet, the script and the icon, under addresses that change with their content.

use std::sync::LazyLock;

use bytes::Bytes;
use poem::error::NotFoundError;
use poem::{Request, Response, Result};

use super::answer::{Answer, Keep};
use super::encoding::{Effort, Encoded};
use crate::app::App;

/// htmx as the build script found it; empty when the build had none.
static HTMX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/htmx.js"));

/// The window icon.
static ICON: &[u8] = include_bytes!("../../../../assets/icon.svg");

/// Every file that pages refer to.
#[derive(Debug)]
pub(crate) struct Assets {
    /// The style sheet.
    pub css: Asset,
    /// htmx; none when the build had none, then every link and form loads a page.
    pub htmx: Option<Asset>,
    /// The window icon.
    pub icon: Asset,
}

/// A file that never changes under its address.
pub(crate) struct Asset {
    /// Name with the digest of the content, such as `dashboard.0123456789abcdef.css`.
    pub name: String,
    // Compressing as hard as possible takes a moment, so it is done aside, or by the first reader.
    answer: LazyLock<Answer, Box<dyn FnOnce() -> Answer + Send>>,
}

impl Assets {
    /// The files of this build.
    pub(crate) fn new() -> Assets {
        let htmx = (!HTMX.is_empty())
            .then(|| Asset::new("htmx", "js", "text/javascript; charset=utf-8", HTMX.into()));
        Assets {
            css: Asset::new("dashboard", "css", "text/css; charset=utf-8", views::stylesheet().into()),
            htmx,
            icon: Asset::new("icon", "svg", "image/svg+xml", ICON.into()),
        }
    }

    /// Whether there is a file of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.all().any(|asset| asset.name == name)
    }

    /// Compresses what nobody asked for yet. Blocks for tens of milliseconds.
    pub(crate) fn compress(&self) {
        self.all().for_each(|asset| {
            LazyLock::force(&asset.answer);
        });
    }

    fn all(&self) -> impl Iterator<Item = &Asset> {
        [Some(&self.css), self.htmx.as_ref(), Some(&self.icon)].into_iter().flatten()
    }
}

impl Asset {
    fn new(stem: &str, extension: &str, content_type: &'static str, content: Bytes) -> Asset {
        let digest = blake3::hash(&content).to_hex()[..16].to_owned();
        let name = format!("{stem}.{digest}.{extension}");
        let answer = move || Answer {
            body: Encoded::new(content, Effort::Asset),
            content_type,
            file_name: None,
            digest,
            keep: Keep::Forever,
            varies_by: "",
            canonical_href: None,
        };
        Asset { name, answer: LazyLock::new(Box::new(answer)) }
    }
}

impl std::fmt::Debug for Asset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Asset({})", self.name)
    }
}

/// `/assets/NAME`.
///
/// # Errors
/// 404 for a name that is none of this build's, such as one of an older build.
pub(crate) fn serve(app: &App, request: &Request) -> Result<Response> {
    let asset = request
        .raw_path_param("name")
        .and_then(|name| app.assets.all().find(|asset| asset.name == name))
        .ok_or(NotFoundError)?;
    Ok(asset.answer.respond(request.headers()))
}
