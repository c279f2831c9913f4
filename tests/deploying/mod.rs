//! What stands around the dashboard where it is deployed: proxies, the service manager, the monitoring.

mod image;
mod prometheus;
mod proxy;
mod service;
