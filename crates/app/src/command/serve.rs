//! `dashboard serve`: loads, serves, refreshes, until it is told to stop.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use poem::Server;
use poem::listener::{Acceptor, Listener, TcpListener};
use tokio::signal::unix::{SignalKind, signal};

use super::progress;
use crate::app::App;
use crate::jobs::keep::Keeper;
use crate::settings::{Settings, mask};
use crate::{http, source, telemetry};

/// How long answers under way may take once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(10);

pub(super) async fn run() -> Result<()> {
    let settings = Settings::load()?;
    telemetry::start(&settings.log)?;
    let listen_address = settings.server.listen_address();
    // Bound first: a port that is taken must not cost the time of a load.
    let acceptor = TcpListener::bind(&listen_address).into_acceptor().await.with_context(|| {
        format!("cannot listen on {listen_address}; set HOST and PORT to an address that is free")
    })?;
    let url = {
        let progress = progress::watch();
        source::address(&settings, &*progress).await?
    };
    let load = source::loader(&settings, url.clone());
    let keeper = Keeper::new(&settings, &url)?;
    let app = App::keeping(settings, load, Some(Arc::clone(&keeper)));
    let mut scheduler = app.refresher.start().await?;
    tokio::spawn(keeper.stand_in(Arc::clone(&app.host)));
    let base_path = &app.settings.server.base_path;
    for address in acceptor.local_addr().iter().filter_map(|address| address.as_socket_addr()) {
        tracing::info!(source = mask(&url), "serving http://{address}{base_path}/");
    }
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
    let refresher = Arc::clone(&app.refresher);
    let stop = async move {
        stopped.await;
        tracing::info!("stopping: answers under way are finished, new ones refused");
        if let Err(error) = scheduler.shutdown().await {
            tracing::warn!(%error, "the scheduler does not stop");
        }
        refresher.stop().await;
    };
    Server::new_with_acceptor(acceptor)
        .run_with_graceful_shutdown(http::endpoint(&app), stop, Some(DRAIN))
        .await
        .context("the server broke off")?;
    tracing::info!("stopped");
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
