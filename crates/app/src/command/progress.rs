//! Long work on a terminal: a bar for each stage.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use store::{Progress, Unwatched};

/// A bar on standard error if that is a terminal; nobody wants one in a log file.
pub(crate) fn watch() -> Box<dyn Progress> {
    if std::io::stderr().is_terminal() { Box::new(Bars::default()) } else { Box::new(Unwatched) }
}

#[derive(Default)]
struct Bars(Mutex<Option<ProgressBar>>);

impl Bars {
    fn replace(&self, bar: Option<ProgressBar>) {
        let mut current = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(done) = std::mem::replace(&mut *current, bar) {
            done.finish_and_clear();
        }
    }
}

impl Progress for Bars {
    fn stage(&self, label: &str, total: Option<u64>) {
        let (bar, template) = match total {
            Some(total) => {
                (ProgressBar::new(total), "{msg:14} {bar:30} {human_pos}/{human_len} {per_sec} {eta}")
            }
            None => (ProgressBar::new_spinner(), "{msg:14} {spinner} {human_pos} {per_sec}"),
        };
        let style = ProgressStyle::with_template(template).expect("the templates above are valid");
        let bar = bar.with_style(style).with_message(label.to_owned());
        bar.enable_steady_tick(Duration::from_millis(200));
        self.replace(Some(bar));
    }

    fn advance(&self, steps: u64) {
        if let Some(bar) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            bar.inc(steps);
        }
    }
}

impl Drop for Bars {
    fn drop(&mut self) {
        self.replace(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_a_bar_that_counts() {
        let bars = Bars::default();
        for total in [Some(10), None] {
            bars.stage("orders", total);
            bars.advance(4);
            let bar = bars.0.lock().unwrap();
            let bar = bar.as_ref().unwrap();
            assert_eq!((bar.position(), bar.length()), (4, total));
        }
    }
}
