//! A fleet keeps the options its inventories are matched by.

use portcullis_vuln_match::{
    Advisory, EpochPolicy, Fleet, FleetBuilder, FleetLimits, Limits, MatchOptions, ProPolicy, Removals,
};
use serde_json::json;

use crate::support::{component, record};

fn options(epoch: EpochPolicy, pro: ProPolicy) -> MatchOptions {
    let mut options = MatchOptions::default();
    options.epoch = epoch;
    options.ubuntu_pro = pro;
    options
}

#[test]
fn a_fleet_answers_by_the_options_it_was_built_with() {
    let bind = component("pkg:rpm/almalinux/bind@9.11-3?distro=almalinux-8");
    let events = json!([{"introduced": "0"}, {"fixed": "32:9.11-2"}]);
    let advisory = record("X-1", "AlmaLinux:8", "bind", "ECOSYSTEM", events);
    let (advisory, _) = Advisory::from_json(advisory.to_string().as_bytes(), &Limits::default()).unwrap();
    let rows = [
        (EpochPolicy::Unknown, (0, 1)),
        (EpochPolicy::Zero, (1, 0)),
        (EpochPolicy::SameAsAdvisory, (0, 0)),
    ];
    for (epoch, expected) in rows {
        let options = options(epoch, ProPolicy::ByVersion);
        let segment = |name: &str| {
            let mut builder = FleetBuilder::new(FleetLimits::default()).with_options(options);
            builder.add_components(name, [&bind]).unwrap();
            builder.finish()
        };
        let (one, two) = (segment("one"), segment("one"));
        let fleet = Fleet::open(&[&one, &two]).unwrap();
        assert_eq!(
            (fleet.options().epoch, fleet.options().ubuntu_pro),
            (epoch, ProPolicy::ByVersion)
        );
        let merged = fleet.merge(Removals::Drop).unwrap();
        assert_eq!(Fleet::options_of(&merged), Some(fleet.options()));
        for fleet in [fleet, Fleet::open(&[&merged]).unwrap()] {
            let answer = fleet.affected_by(&advisory).unwrap();
            assert_eq!(
                (answer.affected.len(), answer.unknown.len()),
                expected,
                "{epoch:?}"
            );
        }
    }
}

#[test]
fn segments_of_other_options_are_refused() {
    let segment = |options| {
        FleetBuilder::new(FleetLimits::default())
            .with_options(options)
            .finish()
    };
    let one = segment(MatchOptions::default());
    let other = segment(options(EpochPolicy::Zero, ProPolicy::Told));
    let error = Fleet::open(&[&one, &other]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "segment 1 was built with `missing-epoch = zero, ubuntu-pro = told, cpe = off`, and the fleet with \
         `missing-epoch = unknown, ubuntu-pro = told, cpe = off`"
    );
    assert_eq!(Fleet::options_of(&other[..Fleet::HEADER_BYTES - 1]), None);
    let mut damaged = other;
    damaged[Fleet::HEADER_BYTES - 20] ^= 1;
    assert_eq!(Fleet::options_of(&damaged), None);
}
