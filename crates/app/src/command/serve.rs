//! `dashboard serve`: loads, serves, refreshes, until it is told to stop.

use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::progress;
use crate::access::Access;
use crate::alerts::Alerts;
use crate::app::App;
use crate::clock::Clock;
use crate::jobs::keep::Keeper;
use crate::metrics::Metrics;
use crate::settings::{Settings, mask};
use crate::{http, source, telemetry};

pub(super) async fn run() -> Result<()> {
    let settings = Settings::load()?;
    let traces = telemetry::start(&settings.log, &settings.traces)?;
    let access = Access::open(&settings)?;
    let listen_address = settings.server.listen_address();
    // Bound first: a port that is taken must not cost the time of a load.
    let listener = TcpListener::bind(&listen_address).await.with_context(|| {
        format!("cannot listen on {listen_address}; set HOST and PORT to an address that is free")
    })?;
    let url = {
        let progress = progress::watch();
        source::address(&settings, &*progress).await?
    };
    let (metrics, clock) = (Arc::new(Metrics::new()), Clock::system());
    let load = source::loader(&settings, url.clone(), clock.clone(), Arc::clone(&metrics));
    let keeper = Keeper::new(&settings, &url)?;
    let app = App::keeping(settings, access, load, Some(Arc::clone(&keeper)), metrics, clock);
    Alerts::start(&app);
    app.refresher.start().await?;
    tokio::spawn(keeper.stand_in(Arc::clone(&app.host)));
    let base_path = &app.settings.server.base_path;
    let address = listener.local_addr().context("the address that is listened on cannot be told")?;
    tracing::info!(source = mask(&url), "serving http://{address}{base_path}/");
    let asking = Arc::clone(&app);
    tokio::spawn(async move {
        if let Some(rights) = source::rights(&asking.settings, &url).await {
            asking.rights.get_or_init(|| rights);
        }
    });
    let compressing = Arc::clone(&app);
    tokio::task::spawn_blocking(move || compressing.assets.compress());

    let mut hangup = signal(SignalKind::hangup()).context("SIGHUP cannot be heard")?;
    let asked = Arc::clone(&app.refresher);
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            tracing::info!("refresh asked for by SIGHUP");
            asked.start_now();
        }
    });

    let stopped = told_to_stop()?;
    let jobs = Arc::clone(&app);
    let (stop, stopping) = tokio::sync::oneshot::channel::<()>();
    // Beside the serving: who comes while a load is being given up must be refused already.
    let refreshing = tokio::spawn(async move {
        let _ = stopping.await;
        jobs.refresher.stop().await;
        jobs.alerts.stop().await;
    });
    let stop = async move {
        stopped.await;
        tracing::info!("stopping: answers under way are finished, new ones refused");
        // Dropped, it says the same.
        drop(stop);
    };
    http::server::serve(&app, listener, stop).await;
    refreshing.await.context("the refreshing does not stop")?;
    tracing::info!("stopped");
    // It waits for the collector, which must not hold up a thread that others share.
    tokio::task::spawn_blocking(move || drop(traces)).await.context("the last traces are lost")?;
    Ok(())
}

/// Ends when the process is interrupted or terminated.
fn told_to_stop() -> Result<impl Future<Output = ()>> {
    let mut terminated = signal(SignalKind::terminate()).context("SIGTERM cannot be heard")?;
    let mut interrupted = signal(SignalKind::interrupt()).context("SIGINT cannot be heard")?;
    Ok(async move {
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
    })
}
