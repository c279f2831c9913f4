//! Rendered answers by what was asked of which version of the data, bounded in bytes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use moka::future::Cache;
use tracing::Instrument;

use views::pages::status::CacheFigures;

use crate::http::answer::Answer;

/// What the cache itself needs for an entry beside key and answer, about.
const OVERHEAD_BYTES: usize = 200;

/// Shares answers between requests. Those who ask the same at the same time wait for one computation.
#[derive(Clone, Debug)]
pub(crate) struct AnswerCache {
    answers: Cache<String, Arc<Answer>>,
    counters: Arc<Counters>,
    max_bytes: u64,
}

/// What was asked since the start.
#[derive(Debug, Default)]
struct Counters {
    num_asked: AtomicU64,
    num_computed: AtomicU64,
}

impl AnswerCache {
    /// A cache that holds up to so many bytes; 0 keeps nothing, but still computes once for simultaneous askers.
    pub(crate) fn new(max_bytes: u64) -> AnswerCache {
        let weigher = |key: &String, answer: &Arc<Answer>| {
            u32::try_from(key.len() + answer.num_bytes() + OVERHEAD_BYTES).unwrap_or(u32::MAX)
        };
        let answers = Cache::builder().max_capacity(max_bytes).weigher(weigher).build();
        AnswerCache { answers, counters: Arc::default(), max_bytes }
    }

    /// The answer of this key, computed if nobody asked before. Errors are not kept.
    ///
    /// # Errors
    /// What `compute` returned, shared by all who waited for it.
    pub(crate) async fn get<E: Send + Sync + 'static>(
        &self,
        key: String,
        compute: impl Future<Output = Result<Answer, E>> + Send + 'static,
    ) -> Result<Arc<Answer>, Arc<E>> {
        self.counters.num_asked.fetch_add(1, Relaxed);
        if let Some(answer) = self.answers.get(&key).await {
            return Ok(answer);
        }
        let cache = self.clone();
        let computed = async move {
            let compute = async {
                cache.counters.num_computed.fetch_add(1, Relaxed);
                compute.await.map(Arc::new)
            };
            cache.answers.try_get_with(key, compute).await
        };
        // A task of its own: when whoever asked first goes away or runs out of time, the others still get the answer.
        match tokio::spawn(computed.in_current_span()).await {
            Ok(answer) => answer,
            Err(broken) => std::panic::resume_unwind(broken.into_panic()),
        }
    }

    /// What it holds now, about, and what it did since the start.
    pub(crate) fn figures(&self) -> CacheFigures {
        CacheFigures {
            num_answers: self.answers.entry_count(),
            num_bytes: self.answers.weighted_size(),
            max_bytes: self.max_bytes,
            num_asked: self.counters.num_asked.load(Relaxed),
            num_computed: self.counters.num_computed.load(Relaxed),
        }
    }

    /// Forgets everything: no key of an older version will be asked for again.
    pub(crate) fn clear(&self) {
        self.answers.invalidate_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use bytes::Bytes;

    use super::*;
    use crate::http::answer::Keep;
    use crate::http::encoding::Encoded;

    fn answer(num_bytes: usize) -> Answer {
        Answer {
            body: Encoded::plain(Bytes::from(vec![b'x'; num_bytes])),
            content_type: "text/plain",
            file_name: None,
            digest: String::new(),
            keep: Keep::WhileConfirmed,
            varies_by: "",
            canonical_href: None,
        }
    }

    #[tokio::test]
    async fn simultaneous_askers_share_one_computation() {
        for max_bytes in [0, 1024 * 1024] {
            let cache = AnswerCache::new(max_bytes);
            let num_computed = Arc::new(AtomicUsize::new(0));
            let ask = || {
                let num_computed = Arc::clone(&num_computed);
                cache.get("question".to_owned(), async move {
                    num_computed.fetch_add(1, Ordering::SeqCst);
                    tokio::task::yield_now().await;
                    Ok::<_, String>(answer(10))
                })
            };
            let (one, other, third) = tokio::join!(ask(), ask(), ask());
            assert!(one.is_ok() && other.is_ok() && third.is_ok());
            assert_eq!(num_computed.load(Ordering::SeqCst), 1, "with {max_bytes} bytes");
            let figures = cache.figures();
            assert_eq!((figures.num_asked, figures.num_computed, figures.max_bytes), (3, 1, max_bytes));
        }
    }

    #[tokio::test]
    async fn errors_are_not_kept() {
        let cache = AnswerCache::new(1024 * 1024);
        let failed = cache.get("question".to_owned(), async { Err("no".to_owned()) }).await;
        assert_eq!(*failed.unwrap_err(), "no");
        assert!(cache.get("question".to_owned(), async { Ok::<_, String>(answer(1)) }).await.is_ok());
    }

    #[tokio::test]
    async fn stays_within_its_bytes() {
        let cache = AnswerCache::new(100_000);
        for question in 0..200 {
            cache.get(question.to_string(), async { Ok::<_, String>(answer(5_000)) }).await.unwrap();
        }
        cache.answers.run_pending_tasks().await;
        assert!(cache.answers.weighted_size() <= 100_000, "{} bytes", cache.answers.weighted_size());
        assert!(cache.answers.entry_count() > 5);
    }
}
