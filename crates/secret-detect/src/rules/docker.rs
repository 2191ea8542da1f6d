//! Rules for Docker: its Hub, registries, and swarms.

use portcullis_findings::Confidence;

use crate::proof::basic_pair;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/docker-access-token", "docker", r"dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,32}\b{end-half}")
        .title("Docker Hub access token")
        .remedy("Revoke it in the account settings of Docker Hub, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.docker.com/security/access-tokens/")
        .keywords(&["dckr_pat_", "dckr_oat_"])
        .examples(&[Example("value: \"", concat!("dckr_", "pat_97fXaRaYsujHGsBszBJuY5SLD5a"), "\"")], &[]),
    Rule::token("secret/docker-config-auth", "docker", r#""auth"\s{0,4}:\s{0,4}"([A-Za-z0-9+/]{16,200}={0,2})""#)
        .title("Docker registry credentials")
        .remedy("Revoke it in the account settings of Docker Hub, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.docker.com/security/access-tokens/")
        .keywords(&["\"auth\""])
        .confidence(Confidence::Medium)
        .min_entropy(3.5)
        .check(basic_pair)
        .examples(&[Example("\"auth\": \"", concat!("ZGVwb", "G95Ok42allyWUh5OEtoVTg5V1FIc0xm"), "\"")], &[]),
    // moby/swarmkit, `ca/config.go`: a digest of 50 and a secret of 25 digits of base 36, both padded; version 2 says whether FIPS holds.
    Rule::token("secret/docker-swarm-join-token", "docker", r"\b{start-half}SWMTKN-(?:1|2-[01])-[0-9a-z]{50}-[0-9a-z]{25}\b{end-half}")
        .title("Docker swarm join token")
        .remedy("Rotate it with docker swarm join-token --rotate, and look through the nodes of the swarm for those that nobody knows.")
        .docs("https://docs.docker.com/reference/cli/docker/swarm/join-token/")
        .keywords(&["swmtkn-"])
        .min_entropy(3.5)
        .examples(&[Example("docker swarm join --token ", concat!("SWMTKN-1", "-do9gmnu77vtuuj596lguax1dxn9y1xj5gxnameyywlecfpecxv-m11hugcmsmn5e6eucldu0um57"), " manager.example:2377")], &["SWMTKN-1-xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/docker-swarm-unlock-key", "docker", r"\b{start-half}SWMKEY-1-[A-Za-z0-9+/]{43}\b{end-half}")
        .title("Docker swarm unlock key")
        .remedy("Rotate it with docker swarm unlock-key --rotate, and keep the new one in a password manager.")
        .docs("https://docs.docker.com/engine/swarm/swarm_manager_locking/")
        .keywords(&["swmkey-1-"])
        .min_entropy(3.5)
        .examples(&[Example("docker swarm unlock: ", concat!("SWMKEY-1", "-6yYTWmE4lBYOvfZ8UzDzV8fUkkibjL5DZPjN0MEQ7wj"), "")], &["SWMKEY-1-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
