//! What commands say of themselves.

use crate::support::{run, text};

/// A command's arguments are put together when it is asked for, and must leave the text alone that it is listed with.
#[test]
fn every_command_is_called_in_its_own_help_what_it_is_called_in_the_list() {
    let mut open = vec![Vec::new()];
    let mut seen = 0;
    while let Some(path) = open.pop() {
        let own = help(&path);
        let listed = own.lines().skip_while(|line| *line != "Commands:").skip(1);
        let names = listed
            .take_while(|line| !line.is_empty())
            .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
            .filter(|name| !name.is_empty() && *name != "help");
        for name in names {
            let mut below = path.clone();
            below.push(name.to_owned());
            let about = help(&below).split("\n\n").next().map(words).unwrap();
            assert!(
                words(&own).contains(&format!("{name} {about}")),
                "{below:?}: {about}"
            );
            seen += 1;
            open.push(below);
        }
    }
    assert!(seen > 20, "{seen}");
}

fn help(path: &[String]) -> String {
    let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
    args.push("-h");
    text(&run(&args).stdout)
}

/// In one line, however the text is broken.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
