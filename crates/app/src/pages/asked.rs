//! A request for a page, taken apart, together with the one version of the data that answers it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::Request;
use views::Frame;
use views::address::{Address, PageOption};

use super::{bad_parameter, frame};
use crate::app::App;
use crate::host::{Served, State};
use crate::http::reader::Reader;
use crate::http::refusal::Refusal;

/// A request for a page.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
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
    /// The query string without `?`, as it was asked.
    pub query: String,
    /// When it was asked; for what pages say about freshness, never for a number.
    pub now: DateTime<Utc>,
}

impl Asked {
    /// Takes a request apart.
    ///
    /// # Errors
    /// 503 before the first snapshot, 404 when the path is no text.
    pub(crate) fn new(
        app: &Arc<App>,
        state: &Arc<State>,
        request: &Request,
        reader: &Reader,
    ) -> Result<Asked, Refusal> {
        let served = state.served.clone().ok_or_else(|| Refusal::waiting(state))?;
        let route = request
            .path_params()
            .map_err(|_| Refusal::not_found("The path of this address cannot be read."))?;
        Ok(Asked {
            app: Arc::clone(app),
            state: Arc::clone(state),
            served,
            reader: reader.clone(),
            route,
            query: request.uri().query().unwrap_or_default().to_owned(),
            now: Utc::now(),
        })
    }

    /// The page at `path` (below the base path) in the state that the query says, with a scope that fits the data.
    ///
    /// # Errors
    /// 400 for a value that cannot be understood or does not occur in the data.
    pub(crate) fn address(
        &self,
        path: impl Into<String>,
        options: &'static [PageOption],
    ) -> Result<Address, Refusal> {
        let path = path.into();
        let parsed = Address::parse(path.clone(), options, &self.query);
        let checked = parsed.and_then(|address| address.scope.check(&self.served.snapshot).map(|()| address));
        checked.map_err(|bad| bad_parameter::refuse(self, &path, options, &bad))
    }

    /// A frame with theme, freshness and notices; the page sets what else it has.
    pub(crate) fn frame(&self, title: impl Into<String>) -> Frame<'_> {
        frame::of(&self.app, &self.state, &self.reader, title)
    }
}
