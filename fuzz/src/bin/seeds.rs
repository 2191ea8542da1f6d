//! Writes the generated seeds under `corpus/`, where `cargo fuzz run` looks for them: `seeds`, in the folder `fuzz`.

use std::path::Path;

use portcullis_fuzz::{TARGETS, generated};

fn main() -> std::io::Result<()> {
    for (name, _) in TARGETS {
        let folder = Path::new("corpus").join(name);
        std::fs::create_dir_all(&folder)?;
        for (at, seed) in generated::seeds(name).iter().enumerate() {
            std::fs::write(folder.join(format!("generated-{at}")), seed)?;
        }
    }
    Ok(())
}
