//! Reading a source again: nothing if nothing changed, only what changed if that can be proved, else everything.
//!
//! Each load leaves a [`Memory`] behind: the state of the database, which blocks of orders the snapshot holds just as the
//! source has them, and sums over these that the database itself computed in the transaction of the load. The next one
//! asks for state and sums again. Equal sums prove (to one in 2^64) that a block has not changed, whoever inserted,
//! updated or deleted elsewhere; such a block is taken over from the snapshot that is served, and only the others are
//! read. The small tables and the payments are read whole each time.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use analytics::intake::{Blocks, Intake, block_bounds, block_of};
use analytics::policy::AsOf;
use analytics::reconciliation::SourceFigures;
use analytics::schema::Table;
use analytics::snapshot::Snapshot;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::read::{self, Blobs, Reader, State, Sums};
use crate::recount::{Recount, recount};
use crate::relay::{Relay, on_blocking_thread};
use crate::rows::Unwatched;
use crate::source::Source;

/// The tables whose rows stand in blocks of order numbers.
const IN_BLOCKS: [Table; 2] = [Table::Orders, Table::OrderDetails];

/// How long a state must have stood still before it vouches for rows that were read after that.
const SETTLED: Duration = Duration::from_secs(2);

/// So many ranges of order numbers are asked for at once.
const RANGES_A_QUESTION: usize = 200;

/// How much a refresh may leave unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thrift {
    /// What the database proves to be unchanged.
    Proven,
    /// Every order up to the highest number there was: the operator says that orders are only ever appended.
    Append,
    /// Nothing.
    None,
}

/// What a load leaves behind for the next one.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The state that was seen last, and since when.
    seen: Option<(State, Instant)>,
    load: Option<Arc<Load>>,
}

/// What is known of the load behind a snapshot.
#[derive(Debug)]
struct Load {
    /// The snapshot's version.
    version: String,
    /// The state that was loaded; none when it had not settled.
    state: Option<State>,
    blocks: Blocks,
    /// By [`IN_BLOCKS`]; none when the database was not asked.
    sums: Option<[Sums; 2]>,
}

/// What is wanted of a refresh.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The snapshot that is there.
    pub base: Option<Arc<Snapshot>>,
    /// How much may be left unread.
    pub thrift: Thrift,
    /// Read everything all the same, and compare with what would have come out otherwise.
    pub is_full: bool,
    /// Which day the data is to speak of.
    pub as_of: AsOf,
}

/// What a refresh gave.
#[derive(Debug)]
pub struct Refreshed {
    /// The data; none when nothing changed since the base was loaded.
    pub snapshot: Option<Snapshot>,
    /// Blocks of orders that were taken over from the base, and how many there are.
    pub taken_over: (usize, usize),
    /// Set when a full load disproved what a thrifty one would have served: what, and why.
    pub mismatch: Option<String>,
    /// What the source says about itself, in the state in which it was read; none when nothing was.
    pub recount: Option<Recount>,
    /// For the next refresh.
    pub memory: Memory,
}

impl Memory {
    /// Says that what was loaded as one version is another now, which was computed from the same rows.
    pub fn renamed(&self, from: &str, to: &str) -> Memory {
        let load = self.load.as_deref().filter(|load| load.version == from).map(|load| {
            let (state, blocks, sums) = (load.state.clone(), load.blocks.clone(), load.sums.clone());
            Arc::new(Load { version: to.to_owned(), state, blocks, sums })
        });
        Memory { seen: self.seen.clone(), load }
    }

    /// The load behind this snapshot.
    fn load_of(&self, base: Option<&Arc<Snapshot>>) -> Option<Arc<Load>> {
        self.load.clone().filter(|load| base.is_some_and(|base| base.version == load.version))
    }

    /// Notes a state; returns when it was first seen.
    fn see(&mut self, state: Option<&State>) -> Option<Instant> {
        let since = match &self.seen {
            Some((seen, since)) if Some(seen) == state => *since,
            _ => Instant::now(),
        };
        self.seen = state.map(|state| (state.clone(), since));
        state.map(|_| since)
    }
}

impl Source {
    /// Reads the source anew, as little of it as `wanted` and the database allow.
    ///
    /// # Errors
    /// A database that cannot be reached or breaks off, a missing table or column. A bad row is never an error.
    pub async fn refresh(
        &self,
        wanted: Wanted,
        memory: Memory,
        intake: impl Fn() -> Intake + Send + 'static,
    ) -> anyhow::Result<Refreshed> {
        let base = wanted.base.clone();
        let mut reader = self.reader().await?;
        // Its guard is given to who waits for the recount: that goes on when the rows are here.
        let cancelled = CancellationToken::new();
        let guard = cancelled.clone().drop_guard();
        reader.heed(cancelled);
        let work = move |relay: &Relay| Refresh { reader, relay, intake: &intake, wanted }.run(memory);
        let (mut refreshed, said_unchanged, recount) = on_blocking_thread(&Unwatched, work).await?;
        refreshed.recount = recount.map(|answer| Recount::new(answer, guard));
        if let (Some(state), Some(base), Some(snapshot)) = (said_unchanged, &base, &refreshed.snapshot)
            && base.as_of == snapshot.as_of
            && base.version != snapshot.version
            && refreshed.mismatch.is_none()
            && self.state().await? == Some(state)
        {
            refreshed.mismatch = Some(format!(
                "the database looked unchanged, but version {} was served and {} is what it holds",
                base.version, snapshot.version
            ));
        }
        Ok(refreshed)
    }

    async fn reader(&self) -> anyhow::Result<Box<dyn Reader>> {
        read::connect(self.address(), self.schema(), Blobs::Presence).await
    }

    async fn state(&self) -> anyhow::Result<Option<State>> {
        let mut reader = self.reader().await?;
        tokio::task::spawn_blocking(move || reader.state()).await?
    }
}

/// What the source says about itself, once it has.
type Answer = JoinHandle<anyhow::Result<SourceFigures>>;

/// One refresh, on its blocking thread.
struct Refresh<'a> {
    reader: Box<dyn Reader>,
    relay: &'a Relay,
    intake: &'a dyn Fn() -> Intake,
    wanted: Wanted,
}

/// Which blocks are taken over, and which order numbers are read.
struct Plan {
    kept: BTreeSet<i64>,
    num_blocks: usize,
    ranges: Vec<(i64, i64)>,
}

impl Refresh<'_> {
    /// Also gives the state if by it nothing changed, though everything was to be read, and what the source is being asked.
    fn run(mut self, mut memory: Memory) -> anyhow::Result<(Refreshed, Option<State>, Option<Answer>)> {
        let load = memory.load_of(self.wanted.base.as_ref());
        let state = self.reader.state()?;
        let since = memory.see(state.as_ref());
        let thrift = self.wanted.thrift;
        let is_unchanged = thrift != Thrift::None
            && state.is_some()
            && load.as_ref().is_some_and(|load| load.state == state);
        if is_unchanged && !self.wanted.is_full {
            let refreshed =
                Refreshed { snapshot: None, taken_over: (0, 0), mismatch: None, recount: None, memory };
            return Ok((refreshed, None, None));
        }
        // The first load of all is not made slower by a proof that may never be needed.
        let sums = if thrift == Thrift::Proven && load.is_some() { self.sums()? } else { None };
        let plan = match (&load, thrift) {
            (Some(load), Thrift::Proven | Thrift::Append) => self.plan(load, sums.as_ref())?,
            _ => None,
        };
        let thrifty = match (plan, self.wanted.base.clone()) {
            (Some(plan), Some(base)) => {
                Some((self.read_some(&plan, &base)?, (plan.kept.len(), plan.num_blocks)))
            }
            _ => None,
        };
        let (intake, taken_over, otherwise) = match thrifty {
            Some((intake, num_kept)) if !self.wanted.is_full => (intake, num_kept, None),
            thrifty => {
                // Only its version is kept: memory holds the base and one more.
                let otherwise = thrifty.map(|(intake, _)| intake.finish().version);
                (self.read_all()?, (0, 0), otherwise)
            }
        };
        // The source adds up for itself while the snapshot is built, and nobody waits for it; its transaction ends then.
        let (mut reader, as_of) = (self.reader, self.wanted.as_of);
        let recount = tokio::task::spawn_blocking(move || recount(&mut *reader, as_of));
        let (snapshot, blocks) = intake.finish_with_blocks();
        let mismatch = otherwise.filter(|version| *version != snapshot.version).map(|version| {
            let full = &snapshot.version;
            format!("reading only what changed would have given version {version}, everything gives {full}")
        });
        let is_settled =
            |state: &State| !state.must_settle || since.is_some_and(|at| at.elapsed() >= SETTLED);
        memory.load = Some(Arc::new(Load {
            version: snapshot.version.clone(),
            state: state.clone().filter(is_settled),
            blocks,
            sums,
        }));
        let refreshed = Refreshed { snapshot: Some(snapshot), taken_over, mismatch, recount: None, memory };
        Ok((refreshed, state.filter(|_| is_unchanged), Some(recount)))
    }

    fn sums(&mut self) -> anyhow::Result<Option<[Sums; 2]>> {
        if !self.has_whole_order_numbers()? {
            return Ok(None);
        }
        let [orders, lines] = IN_BLOCKS.map(|table| self.reader.sums(table));
        Ok(orders?.zip(lines?).map(|(orders, lines)| [orders, lines]))
    }

    fn has_whole_order_numbers(&mut self) -> anyhow::Result<bool> {
        for table in IN_BLOCKS {
            if !self.reader.has_whole_order_numbers(table)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Which blocks need not be read; none if everything must be.
    fn plan(&mut self, load: &Load, sums: Option<&[Sums; 2]>) -> anyhow::Result<Option<Plan>> {
        let mut blocks: BTreeSet<i64> = load.blocks.all().collect();
        if !load.blocks.cover_everything() {
            return Ok(None);
        }
        let Some(last) = blocks.last().copied() else { return Ok(None) };
        let kept: BTreeSet<i64> = match (sums, &load.sums) {
            (Some(now), Some(before)) => {
                let is_same = |block: &i64| (0..2).all(|i| now[i].get(block) == before[i].get(block));
                let kept = blocks.iter().filter(|block| is_same(block)).copied().collect();
                blocks.extend(now.iter().flat_map(Sums::keys));
                kept
            }
            (None, _) if self.wanted.thrift == Thrift::Append => {
                if !self.has_whole_order_numbers()? {
                    return Ok(None);
                }
                blocks.iter().filter(|block| **block < last).copied().collect()
            }
            _ => return Ok(None),
        };
        let kept: BTreeSet<i64> = kept.into_iter().filter(|block| load.blocks.is_whole(*block)).collect();
        let is_open = self.wanted.thrift == Thrift::Append;
        let ranges = ranges(&blocks, &kept, is_open);
        let is_worth_it = 2 * kept.len() >= blocks.len();
        Ok(is_worth_it.then_some(Plan { kept, num_blocks: blocks.len(), ranges }))
    }

    fn read_all(&mut self) -> anyhow::Result<Intake> {
        let mut intake = (self.intake)();
        for table in Table::LOAD_ORDER {
            self.begin(table, &mut intake)?;
            self.reader.for_each(table, &mut |cells| {
                intake.row(table, cells);
                self.relay.step()
            })?;
        }
        Ok(intake)
    }

    fn read_some(&mut self, plan: &Plan, base: &Snapshot) -> anyhow::Result<Intake> {
        let mut intake = (self.intake)();
        for table in Table::LOAD_ORDER {
            self.begin(table, &mut intake)?;
            if IN_BLOCKS.contains(&table) {
                intake.replay(table, base, |number| plan.kept.contains(&block_of(number)));
            }
            let take = &mut |cells: &[analytics::schema::Cell<'_>]| {
                intake.row(table, cells);
                self.relay.step()
            };
            if IN_BLOCKS.contains(&table) {
                for ranges in plan.ranges.chunks(RANGES_A_QUESTION) {
                    self.reader.for_each_within(table, ranges, take)?;
                }
            } else {
                self.reader.for_each(table, take)?;
            }
        }
        Ok(intake)
    }

    fn begin(&mut self, table: Table, intake: &mut Intake) -> anyhow::Result<()> {
        self.relay.stage(table.name(), None)?;
        intake.begin(table, self.reader.num_columns(table));
        Ok(())
    }
}

/// The order numbers of the blocks that are not kept, neighbours joined; open upwards, where new orders come, if wanted.
fn ranges(blocks: &BTreeSet<i64>, kept: &BTreeSet<i64>, is_open: bool) -> Vec<(i64, i64)> {
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    let mut is_joined = false;
    for &block in blocks {
        let (first, last) = block_bounds(block);
        match ranges.last_mut() {
            _ if kept.contains(&block) => is_joined = false,
            Some(range) if is_joined => range.1 = last,
            _ => {
                ranges.push((first, last));
                is_joined = true;
            }
        }
    }
    if let (true, Some(range)) = (is_open && is_joined, ranges.last_mut()) {
        range.1 = i64::MAX;
    }
    ranges
}

#[cfg(test)]
mod tests;
