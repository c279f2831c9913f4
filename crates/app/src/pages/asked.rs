//! A request for a page, taken apart, together with the one version of the data that answers it.

use std::collections::BTreeMap;
use std::sync::Arc;

use analytics::policy::Policy;
use analytics::scope::BadParameter;
use chrono::{DateTime, Utc};
use poem::Request;
use views::Frame;
use views::address::{Address, PageOption};
use views::what_if::Tryout;

use super::{bad_parameter, days, frame};
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

    /// The page at `path` (below the base path) in the state that the query says, with a scope that fits the data and thresholds that
    /// fit the configured ones.
    ///
    /// # Errors
    /// 400 for a value that cannot be understood or does not occur in the data.
    pub(crate) fn address(
        &self,
        path: impl Into<String>,
        options: &'static [PageOption],
    ) -> Result<Address, Refusal> {
        let path = path.into();
        self.read(&path, options, &self.query)
            .map_err(|bad| bad_parameter::refuse(self, &path, options, &bad))
    }

    /// The page at `path` in the state that a query says.
    ///
    /// # Errors
    /// The first value that cannot be understood, does not occur in the data, or makes no sense beside the others.
    pub(super) fn read(
        &self,
        path: &str,
        options: &'static [PageOption],
        query: &str,
    ) -> Result<Address, BadParameter> {
        let mut address = Address::parse(path, options, query)?;
        if let Some(period) = days::period(query, &self.served.snapshot)? {
            address.scope.period = period;
        }
        address.scope.check(&self.served.snapshot)?;
        address.scope.what_if.settle(&self.app.settings.meaning.policy)?;
        Ok(address)
    }

    /// The thresholds in force on a page: those that its address tries out, the others as configured.
    pub(crate) fn policy(&self, address: &Address) -> Policy {
        address.scope.policy(&self.app.settings.meaning.policy)
    }

    /// A frame for a page with a scope: its navigation carries the scope, the thresholds of the page can be tried out, and a notice
    /// says when they are.
    pub(crate) fn frame_at(&self, address: &Address, title: impl Into<String>) -> Frame<'_> {
        let mut frame = self.frame(title);
        frame.scope_query = address.scope_query();
        let settings = &self.app.settings;
        let tryout = Tryout {
            site: &self.app.site,
            address,
            configured: &settings.meaning.policy,
            format: &settings.display.format,
        };
        frame.what_if = tryout.form();
        frame.notices.extend(tryout.notice());
        frame
    }

    /// A frame with theme, freshness and notices; the page sets what else it has.
    pub(crate) fn frame(&self, title: impl Into<String>) -> Frame<'_> {
        frame::of(&self.app, &self.state, &self.reader, title)
    }
}
