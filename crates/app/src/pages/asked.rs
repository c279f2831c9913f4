//! A request for a page, taken apart, together with the one version of the data that answers it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::Request;
use url::form_urlencoded;
use views::Frame;

use super::frame;
use crate::app::App;
use crate::host::{Served, State};
use crate::http::reader::Reader;
use crate::http::refusal::Refusal;

/// A request for a page.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Settings, addresses of assets.
    pub app: Arc<App>,
    /// How fresh the data is.
    pub state: Arc<State>,
    /// The data. Everything on the page comes from it.
    pub served: Served,
    /// Theme, and whether htmx asks.
    pub reader: Reader,
    /// Parameters of the route, decoded.
    pub route: BTreeMap<String, String>,
    /// Parameters of the query in the order of the request, decoded, repeated ones included.
    pub query: Vec<(String, String)>,
    /// When it was asked; for what pages say about freshness, never for a number.
    pub now: DateTime<Utc>,
}

impl Asked {
    /// Takes a request apart.
    ///
    /// # Errors
    /// 503 before the first snapshot, 404 when the path is no text.
    pub fn new(app: &Arc<App>, state: &Arc<State>, request: &Request, reader: &Reader) -> Result<Asked, Refusal> {
        let served = state.served.clone().ok_or_else(|| Refusal::waiting(state))?;
        let route = request
            .path_params()
            .map_err(|_| Refusal::not_found("The path of this address cannot be read."))?;
        let query = request.original_uri().query().unwrap_or_default();
        Ok(Asked {
            app: Arc::clone(app),
            state: Arc::clone(state),
            served,
            reader: reader.clone(),
            route,
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            now: Utc::now(),
        })
    }

    /// A frame with theme, freshness and notices; the page sets what else it has.
    pub fn frame(&self, title: impl Into<String>) -> Frame<'_> {
        frame::of(&self.app, &self.state, &self.reader, title)
    }
}
