//! Where traces go.

use anyhow::Result;

use super::Layers;

/// The collector of traces.
#[derive(Clone, Debug)]
pub(crate) struct TraceSettings {
    /// Its address without a path, such as `http://127.0.0.1:4318`; none exports nothing.
    pub endpoint: Option<String>,
}

impl TraceSettings {
    pub(super) fn judge(layers: &Layers) -> Result<TraceSettings> {
        let setting = layers.get("otel.exporter_otlp_endpoint")?;
        if setting.given().is_none() {
            return Ok(TraceSettings { endpoint: None });
        }
        let endpoint = setting.read("an address such as http://127.0.0.1:4318", |text| {
            let url = url::Url::parse(text).ok()?;
            (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| text.to_owned())
        })?;
        Ok(TraceSettings { endpoint: Some(endpoint) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{check_refused, settings_of};

    #[test]
    fn an_endpoint_is_a_web_address() {
        let variable = "OTEL_EXPORTER_OTLP_ENDPOINT";
        check_refused(variable, &[("127.0.0.1:4318", "http://"), ("grpc://x:4317", "http://")]);
        assert_eq!(settings_of(&[]).unwrap().traces.endpoint, None);
        let settings = settings_of(&[(variable, "https://collector.example/otlp")]).unwrap();
        assert_eq!(settings.traces.endpoint.as_deref(), Some("https://collector.example/otlp"));
    }
}
