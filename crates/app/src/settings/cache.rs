//! The bound of the answer cache.

use anyhow::Result;

use super::Layers;

/// How much memory rendered answers may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CacheSettings {
    /// Upper bound in bytes; 0 caches nothing.
    pub bytes: u64,
}

impl CacheSettings {
    pub(super) fn judge(layers: &Layers) -> Result<CacheSettings> {
        let megabytes: u32 = layers
            .get("cache.mb")?
            .read("a whole number of megabytes, 0 for no cache", |text| text.parse().ok())?;
        Ok(CacheSettings { bytes: u64::from(megabytes) * 1024 * 1024 })
    }
}

#[cfg(test)]
mod tests {
    use super::super::check_refused;

    #[test]
    fn refuses_what_is_no_size() {
        check_refused(
            "CACHE_MB",
            &[("-1", "whole number"), ("1.5", "whole number"), ("64MB", "whole number")],
        );
    }
}
