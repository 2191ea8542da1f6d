//! Whether the code an advisory names is reached: symbols the caller found, against those of advisories.
//!
//! Nothing here looks at code. The caller gives a set of qualified names, from a call graph, a linker's map or a debugger,
//! and says for which components the set is complete.
//!
//! ```
//! use portcullis_vuln_match::reach::Symbols;
//! use portcullis_findings::Reach;
//!
//! let symbols = Symbols::read(
//!     b"# what the linker kept\n\
//!       complete pkg:cargo/time\n\
//!       pkg:cargo/time time::Duration::<T>::seconds\n",
//!     &Default::default(),
//! )?;
//! let time = "pkg:cargo/time@0.1.43".parse()?;
//! let reach = |symbol| symbols.reach(Some(&time), [symbol]);
//! assert_eq!(reach("time::Duration::seconds"), Reach::Reachable { symbol: "time::Duration::seconds".to_owned() });
//! assert_eq!(reach("time::at_utc"), Reach::NotReachable);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod name;
mod symbols;

pub use symbols::{Symbols, SymbolsError, SymbolsLimits};
