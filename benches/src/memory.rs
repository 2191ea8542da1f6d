//! How much memory a piece of work takes at once, counted by the allocator.
//!
//! ```
//! use portcullis_benches::memory::{Counting, peak_of};
//! #[global_allocator]
//! static ALLOCATOR: Counting = Counting;
//! let (bytes, _) = peak_of(|| vec![0_u8; 1 << 20]);
//! assert!(bytes >= 1 << 20);
//! ```
#![allow(
    unsafe_code,
    reason = "an allocator cannot be written without; it hands everything to the system's"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::Relaxed};

static COUNTS: AtomicBool = AtomicBool::new(false);
static NOW: AtomicI64 = AtomicI64::new(0);
static PEAK: AtomicI64 = AtomicI64::new(0);
static CALLS: AtomicU64 = AtomicU64::new(0);

/// The system's allocator, with counts while [`peak_of`] runs; it costs one look at a flag otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Counting;

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        taken(layout.size() as i64);
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        taken(layout.size() as i64);
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        if COUNTS.load(Relaxed) {
            NOW.fetch_sub(layout.size() as i64, Relaxed);
        }
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        taken(size as i64 - layout.size() as i64);
        unsafe { System.realloc(at, layout, size) }
    }
}

/// The most bytes that the work held at once beyond what was held before, and how often it asked for memory. For one thread at
/// a time, where [`Counting`] is the global allocator.
pub fn peak_of<T>(work: impl FnOnce() -> T) -> (u64, u64) {
    NOW.store(0, Relaxed);
    PEAK.store(0, Relaxed);
    CALLS.store(0, Relaxed);
    COUNTS.store(true, Relaxed);
    let result = work();
    COUNTS.store(false, Relaxed);
    drop(result);
    (
        u64::try_from(PEAK.load(Relaxed)).unwrap_or_default(),
        CALLS.load(Relaxed),
    )
}

fn taken(bytes: i64) {
    if COUNTS.load(Relaxed) {
        CALLS.fetch_add(1, Relaxed);
        let now = NOW.fetch_add(bytes, Relaxed) + bytes;
        PEAK.fetch_max(now, Relaxed);
    }
}
