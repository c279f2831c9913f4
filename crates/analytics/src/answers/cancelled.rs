//! The cancelled orders that a scope includes.

pub use crate::snapshot::CANCELLED;
use crate::view::View;

/// How many cancelled orders a scope includes and what they are worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cancelled {
    /// Orders.
    pub num_orders: i64,
    /// Their revenue in cents, that of the line filter's lines.
    pub revenue_cents: i64,
}

/// The cancelled orders of the scope.
pub fn cancelled(view: &View<'_>) -> Cancelled {
    let mut cancelled = Cancelled::default();
    let Some(status) = view.snapshot.status(CANCELLED) else { return cancelled };
    for order in view.flow().orders() {
        if view.snapshot.orders.status[order.order] as usize == status {
            cancelled.num_orders += 1;
            cancelled.revenue_cents += order.revenue_cents;
        }
    }
    cancelled
}
