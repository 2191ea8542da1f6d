//! Repositories as their tools publish them, at the times they were good.

use std::path::Path;

use portcullis_findings::Timestamp;
use portcullis_sign::tuf::{Answer, Limits, Request, RequestKind, State, TufError, Update};
use serde_json::json;

use crate::support::{Set, data};

#[test]
fn tuf_static() {
    let Some(folder) = data("tuf/static_data") else {
        return;
    };
    let mut set = Set::new("tuf");
    let mut repositories: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    repositories.sort();
    for repository in repositories {
        let text = |name: &str| {
            std::fs::read_to_string(repository.join(name))
                .unwrap()
                .trim()
                .to_owned()
        };
        let root = std::fs::read(repository.join("initial_root.json")).unwrap();
        let (now, path) = (text("faketime").parse::<Timestamp>().unwrap(), text("targetpath"));
        let (state, found) = download(&repository, State::of_root(root), now, &path);
        set.case(
            found.is_ok(),
            || json!({"repository": repository, "found": format!("{found:?}")}),
        );

        // Once more with what is kept: only the next root and the timestamp are asked for.
        let mut update = Update::begin(state.clone(), now, Limits::default()).unwrap();
        let asked = std::iter::from_fn(|| {
            let request = update.request()?;
            update.answer(fetch(&repository, &request)).unwrap();
            Some(request.name().to_owned())
        });
        set.case(
            asked.count() == 2,
            || json!({"repository": repository, "again": "more than two requests"}),
        );

        // The same repository twenty years later.
        let late = Timestamp::from_unix(now.as_unix() + 20 * 365 * 86_400).unwrap();
        let (_, found) = download(&repository, state, late, &path);
        let expired = matches!(found, Err(TufError::Expired { .. }));
        set.case(
            expired,
            || json!({"repository": repository, "late": format!("{found:?}")}),
        );
    }
    set.finish();
}

fn download(
    repository: &Path,
    state: State,
    now: Timestamp,
    path: &str,
) -> (State, Result<Vec<u8>, TufError>) {
    let mut update = Update::begin(state, now, Limits::default()).unwrap();
    let run = |update: &mut Update| -> Result<(), TufError> {
        while let Some(request) = update.request() {
            update.answer(fetch(repository, &request))?;
        }
        Ok(())
    };
    let found = run(&mut update).and_then(|()| {
        update.seek(path)?;
        run(&mut update)?;
        let target = update.target().ok_or(TufError::Missing {
            file: path.to_owned(),
        })?;
        target.accept(fetch(repository, &target.request()))
    });
    (update.state().clone(), found)
}

fn fetch(repository: &Path, request: &Request) -> Answer {
    let below = match request.kind() {
        RequestKind::Metadata => "metadata",
        _ => "targets",
    };
    std::fs::read(repository.join(below).join(request.name())).map_or(Answer::NotFound, Answer::Bytes)
}
