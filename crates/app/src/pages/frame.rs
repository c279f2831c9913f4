//! What the frame of every page says about reader and data.

use chrono::{DateTime, Utc};
use views::{Frame, Freshness, Moment, Notice, NoticeKind, Page, Visitor};

use crate::app::App;
use crate::host::State;
use crate::http::reader::Reader;

/// A frame with theme, freshness, and notices about data that is older than it should be.
pub(crate) fn of<'a>(app: &'a App, state: &State, reader: &Reader, title: impl Into<String>) -> Frame<'a> {
    let mut frame = Frame::new(&app.site, title);
    frame.theme = reader.theme;
    frame.address.clone_from(&reader.address);
    frame.visitor.clone_from(&reader.visitor);
    // Nothing of the data, not even its age, is for those who are not in.
    if reader.visitor == Visitor::Stranger {
        return frame;
    }
    frame.freshness = freshness(app, state);
    if state.served.is_some() {
        frame.notices = notices(app, state, Utc::now());
    }
    frame
}

fn freshness(app: &App, state: &State) -> Option<Freshness> {
    let format = &app.settings.display.format;
    let served = state.served.as_ref()?;
    Some(Freshness {
        as_of: Moment::of_day(served.snapshot.as_of, format),
        loaded: Moment::of_instant(served.loaded_at.timestamp(), format),
        next_refresh: state.next_refresh.map(|next| Moment::of_instant(next.timestamp(), format)),
        source: served.source.clone(),
        version: served.snapshot.version.clone(),
    })
}

fn notices(app: &App, state: &State, now: DateTime<Utc>) -> Vec<Notice> {
    let format = &app.settings.display.format;
    let status = app.site.link(Page::Status.label(), Page::Status.path(), "");
    let mut notices = Vec::new();
    let saved = state.served.as_ref().filter(|served| served.is_saved);
    if let Some(saved) = saved {
        let at = Moment::of_instant(saved.loaded_at.timestamp(), format).words;
        let title = match &state.failure {
            Some(_) => "The database cannot be read.",
            None => "The database is still being read.",
        };
        notices.push(Notice {
            kind: NoticeKind::Failed,
            title: title.to_owned(),
            words: format!("The figures below were saved at {at} (UTC)."),
            link: status.clone(),
        });
    }
    if let Some(failure) = state.failure.as_ref().filter(|_| saved.is_none()) {
        let at = Moment::of_instant(failure.at.timestamp(), format).words;
        let words = match failure.num_in_a_row {
            _ if failure.is_refusal => {
                format!("{}. The data below is the last that was taken over.", failure.message)
            }
            1 => format!(
                "At {at} (UTC) the source could not be loaded; the data below is the last that could."
            ),
            times => format!(
                "It failed {times} times in a row, last at {at} (UTC); the data below is the last that could be loaded."
            ),
        };
        notices.push(Notice {
            kind: NoticeKind::Failed,
            title: if failure.is_refusal {
                "New data was not taken over."
            } else {
                "The last refresh failed."
            }
            .to_owned(),
            words,
            link: status.clone(),
        });
    }
    if state.is_overdue(now) {
        notices.push(Notice {
            kind: NoticeKind::Stale,
            title: "The data is older than it should be.".to_owned(),
            words: "The planned refresh did not begin or has not ended.".to_owned(),
            link: status,
        });
    }
    notices
}
