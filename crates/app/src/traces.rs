//! Spans of requests and loads for an OpenTelemetry collector: OTLP over HTTP, as JSON.
//!
//! Every request is a span under the trace that its `traceparent` header names, with the log lines in it as events.

use std::time::Duration;

use anyhow::{Context, Result};
use bytes::Bytes;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::TracerProvider;
use opentelemetry_http::{HeaderExtractor, HttpClient, HttpError};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use opentelemetry_sdk::{Resource, trace::SdkTracer};
use poem::http::{HeaderMap, Request, Response};
use tracing::Span;
use tracing_opentelemetry::{OpenTelemetryLayer, OpenTelemetrySpanExt};

/// A collector that needs longer is skipped: nobody waits for it but the thread that exports.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends spans until it is dropped; what is still waiting then is sent first.
#[derive(Debug)]
pub(crate) struct Export(SdkTracerProvider);

impl Export {
    /// An exporter to the collector at `endpoint`, such as `http://127.0.0.1:4318`, in bundles, on a thread of its own.
    ///
    /// # Errors
    /// When the exporter cannot be built.
    pub(crate) fn to(endpoint: &str) -> Result<Export> {
        let agent =
            ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false).build();
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Collector(agent.into()))
            .with_protocol(Protocol::HttpJson)
            .with_endpoint(format!("{}/v1/traces", endpoint.trim_end_matches('/')))
            .build()
            .context("traces cannot be exported")?;
        let resource = Resource::builder().with_service_name("dashboard").build();
        Ok(Export(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build()))
    }

    /// What hands the spans of the program to this exporter.
    pub(crate) fn layer<S>(&self) -> OpenTelemetryLayer<S, SdkTracer>
    where
        S: tracing::Subscriber + for<'a> tracing_subscriber::registry::LookupSpan<'a>,
    {
        tracing_opentelemetry::layer().with_tracer(self.0.tracer("dashboard")).with_location(false)
    }
}

impl Drop for Export {
    fn drop(&mut self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(%error, "the last traces are lost");
        }
    }
}

/// Puts the span of a request under the trace that the caller is in.
pub(crate) fn join(span: &Span, headers: &HeaderMap) {
    if headers.contains_key("traceparent") {
        let parent = TraceContextPropagator::new().extract(&HeaderExtractor(headers));
        // An error says that nothing is exported.
        let _ = span.set_parent(parent);
    }
}

/// Names a request in its span by the conventions of OpenTelemetry for HTTP servers.
pub(crate) fn describe(span: &Span, method: &str, path: &str, route: Option<&str>, status: u16) {
    span.set_attribute("http.request.method", method.to_owned());
    span.set_attribute("url.path", path.to_owned());
    if let Some(route) = route {
        span.set_attribute("http.route", route.to_owned());
    }
    span.set_attribute("http.response.status_code", i64::from(status));
}

/// The way to the collector. It blocks, on the exporter's own thread.
#[derive(Debug)]
struct Collector(ureq::Agent);

#[async_trait::async_trait]
impl HttpClient for Collector {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (parts, body) = request.into_parts();
        let answer = self.0.run(Request::from_parts(parts, &body[..]))?;
        let (parts, mut body) = answer.into_parts();
        Ok(Response::from_parts(parts, body.read_to_vec()?.into()))
    }
}
