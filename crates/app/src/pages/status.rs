//! `/status` and `/status.json`: the data, its refreshes, the cache, the configuration in force.

mod alerts;
mod reconciliation;

use analytics::schema::Table;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use store::Rights;
use views::Moment;
use views::pages::status::{OPTIONS, SavedCopy, Setting, StatusPage, TITLE};

use super::{Asked, Content, Page, PageKind, Question};
use crate::app::App;
use crate::host::{Extent, Served};
use crate::http::refusal::Refusal;
use crate::jobs::keep::Kept;
use crate::settings::Schedule;

/// The page.
pub(crate) const PAGE: Page = Page { address: "/status", kind: PageKind::Live, warm: &[], ask };

/// The same for programs.
pub(crate) const JSON: Page = Page {
    address: "/status.json",
    kind: PageKind::Live,
    warm: &[],
    ask: |_| {
        Ok(Question::new(JSON.address, |asked| {
            Ok(Content {
                content_type: "application/json",
                file_name: None,
                is_compressed: false,
                bytes: format!("{:#}\n", document(asked)).into_bytes(),
            })
        }))
    },
};

fn ask(asked: &Asked) -> Result<Question, Refusal> {
    asked.address(PAGE.address, OPTIONS)?;
    if asked.reader.wants_json {
        return (JSON.ask)(asked);
    }
    Ok(Question::new(PAGE.address, |asked| Ok(show(asked))))
}

fn show(asked: &Asked) -> Content {
    let (app, state, served) = (&asked.app, &asked.state, &asked.served);
    let format = &app.settings.display.format;
    let moment = |time: DateTime<Utc>| Moment::of_instant(time.timestamp(), format);
    let kept = kept(app);
    let page = StatusPage {
        site: &app.site,
        snapshot: &served.snapshot,
        source: served.source.clone(),
        rights: app
            .rights
            .get()
            .map_or_else(|| "what its user could do is not known".to_owned(), ToString::to_string),
        loaded: moment(served.loaded_at),
        load_duration_ms: millis(served.load_duration),
        extent: extent(served),
        rhythm: rhythm(&app.settings.refresh.schedule),
        next_refresh: state.next_refresh.map(moment),
        is_overdue: state.is_overdue(asked.now),
        num_failed_in_a_row: state.failure.as_ref().map_or(0, |failure| failure.num_in_a_row),
        is_refused: state.failure.as_ref().is_some_and(|failure| failure.is_refusal),
        checked: moment(served.checked_at),
        failures: (state.recent_failures.iter())
            .map(|failure| (moment(failure.at), failure.message.clone()))
            .collect(),
        saved_copy: SavedCopy {
            is_served: served.is_saved,
            saved: kept.saved.map(|saved| (moment(saved.loaded_at), saved.num_bytes)),
            failure: kept.failure.map(|failure| (moment(failure.at), failure.message)),
        },
        alerts: alerts::status(app, asked.now),
        started: moment(app.started_at),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        cache: app.cache.figures(),
        settings: (app.settings.in_force.iter())
            .map(|setting| Setting {
                key: setting.key.clone(),
                value: setting.value.clone(),
                origin: setting.origin.clone(),
            })
            .collect(),
        format,
    };
    let mut frame = asked.frame(TITLE);
    frame.page = Some(views::Page::Status);
    frame.scope = page.scope_line();
    Content::page(asked, &frame, &page.content())
}

/// The status as a document; names, units and meanings are part of the description of the interface.
fn document(asked: &Asked) -> Value {
    let (app, state, served) = (&asked.app, &asked.state, &asked.served);
    let snapshot = &served.snapshot;
    let time = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Secs, true);
    let tables: Vec<Value> = Table::ALL
        .into_iter()
        .map(|table| {
            let profile = snapshot.profile_of(table);
            json!({"table": table.name(), "rows": profile.num_rows, "left_out": profile.num_quarantined})
        })
        .collect();
    let failures: Vec<Value> = (state.recent_failures.iter())
        .map(|failure| json!({"at": time(failure.at), "message": failure.message}))
        .collect();
    let cache = app.cache.figures();
    let kept = kept(app);
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "started_at": time(app.started_at),
        "snapshot": snapshot.version,
        "as_of": snapshot.as_of.to_string(),
        "source": served.source,
        "may_write": app.rights.get().map(|rights| *rights == Rights::MayWrite),
        "loaded_at": time(served.loaded_at),
        "checked_at": time(served.checked_at),
        "load_duration_ms": millis(served.load_duration),
        "last_read": (!served.is_saved).then(|| served.extent.name()),
        "refresh": rhythm(&app.settings.refresh.schedule),
        "next_refresh": state.next_refresh.map(time),
        "is_overdue": state.is_overdue(asked.now),
        "failed_in_a_row": state.failure.as_ref().map_or(0, |failure| failure.num_in_a_row),
        "failures": failures,
        "is_saved_copy": served.is_saved,
        "saved_copy": kept.saved.map(|saved| json!({
            "snapshot": saved.version, "loaded_at": time(saved.loaded_at), "bytes": saved.num_bytes,
        })),
        "saved_copy_failure": kept.failure.map(|failure| json!({
            "at": time(failure.at), "message": failure.message,
        })),
        "alerts": alerts::document(app, asked.now),
        "reconciliation": reconciliation::document(served.reconciling.get()),
        "tables": tables,
        "cache": {
            "answers": cache.num_answers,
            "bytes": cache.num_bytes,
            "max_bytes": cache.max_bytes,
            "asked": cache.num_asked,
            "computed": cache.num_computed,
        },
    })
}

/// How the copy on disk stands.
fn kept(app: &App) -> Kept {
    app.keeper.as_ref().map(|keeper| keeper.kept()).unwrap_or_default()
}

/// What the last refresh that succeeded read, in a few words.
fn extent(served: &Served) -> String {
    match served.extent {
        _ if served.is_saved => "none succeeded since the start".to_owned(),
        Extent::Everything => "read everything".to_owned(),
        Extent::Changes { num_kept, num_blocks } => {
            format!("read what changed; {num_kept} of {num_blocks} blocks of orders were unchanged")
        }
        Extent::Nothing => "read nothing, for nothing had changed".to_owned(),
    }
}

/// How often the source is loaded.
fn rhythm(schedule: &Schedule) -> String {
    match schedule {
        Schedule::Every(interval) => format!("every {}", humantime::format_duration(*interval)),
        Schedule::Cron(cron) => format!("cron {} (UTC)", cron.as_str()),
    }
}

fn millis(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use poem::test::TestClient;

    use crate::app::App;
    use crate::host::fixture::served;
    use crate::http::endpoint;
    use crate::settings::settings_of;

    #[tokio::test]
    async fn tells_what_failed_and_no_secret() {
        let settings = settings_of(&[("DATABASE_URL", "mysql://ann:s3cret@db/sales")]).unwrap();
        let app = App::new(settings, Box::new(|_| Box::pin(async { Ok(served()) })));
        app.host.fail("no route to <host>".to_owned(), "2026-01-01T00:00:00Z".parse().unwrap());
        app.host.serve(served());
        let client = TestClient::new(endpoint(&app));
        let text =
            async |path: &str| client.get(path).send().await.0.into_body().into_string().await.unwrap();
        let html = text("/status").await;
        assert!(html.contains("no route to &lt;host&gt;") && html.contains("mysql://ann:***@db/sales"));
        assert!(!html.contains("s3cret"));
        assert!(html.contains("<form class=\"refresh-now\" method=\"post\" action=\"/refresh\">"));
        let json = text("/status.json").await;
        let document: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(document["failures"][0]["at"], "2026-01-01T00:00:00Z");
        assert_eq!(document["failed_in_a_row"], 0);
        assert_eq!(document["tables"].as_array().unwrap().len(), 8);

        let before = document["cache"]["asked"].as_u64().unwrap();
        client.get("/data-quality").send().await.assert_status_is_ok();
        let again: serde_json::Value = serde_json::from_str(&text("/status.json").await).unwrap();
        assert_eq!(again["cache"]["asked"].as_u64().unwrap(), before + 1, "the status is never kept");
    }
}
