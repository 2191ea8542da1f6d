//! The rules, one file per issuer.
//!
//! To add a rule: its file, and its line in [`ALL`].

use crate::rule::Rule;

mod adafruit;
mod adobe;
mod age;
mod airtable;
mod algolia;
mod alibaba;
mod anthropic;
mod artifactory;
mod asana;
mod atlassian;
mod authress;
mod aws;
mod azure;
mod beamer;
mod bitbucket;
mod bittrex;
mod cargo;
mod cisco;
mod clickhouse;
mod clojars;
mod cloudflare;
mod codecov;
mod cohere;
mod coinbase;
mod confluent;
mod connection;
mod contentful;
mod credential;
mod databricks;
mod datadog;
mod definednetworking;
mod digitalocean;
mod discord;
mod docker;
mod doppler;
mod droneci;
mod dropbox;
mod duffel;
mod dynatrace;
mod easypost;
mod etsy;
mod facebook;
mod fastly;
mod figma;
mod finicity;
mod finnhub;
mod flickr;
mod flutterwave;
mod flyio;
mod frameio;
mod freemius;
mod freshbooks;
mod github;
mod gitlab;
mod gitter;
mod gocardless;
mod google;
mod grafana;
mod harness;
mod hashicorp;
mod heroku;
mod hubspot;
mod huggingface;
mod infracost;
mod intercom;
mod intra42;
mod jwt;
mod kraken;
mod kucoin;
mod launchdarkly;
mod linear;
mod linkedin;
mod lob;
mod looker;
mod mailchimp;
mod mailgun;
mod mapbox;
mod mattermost;
mod maxmind;
mod messagebird;
mod microsoft;
mod netlify;
mod newrelic;
mod notion;
mod npm;
mod nuget;
mod nytimes;
mod octopus;
mod okta;
mod onepassword;
mod openai;
mod openshift;
mod perplexity;
mod plaid;
mod planetscale;
mod postman;
mod prefect;
mod privateai;
mod privatekey;
mod pulumi;
mod pypi;
mod rapidapi;
mod readme;
mod rubygems;
mod scalingo;
mod sendbird;
mod sendgrid;
mod sendinblue;
mod sentry;
mod settlemint;
mod shippo;
mod shopify;
mod slack;
mod snyk;
mod sonar;
mod sourcegraph;
mod square;
mod squarespace;
mod stripe;
mod sumologic;
mod supabase;
mod telegram;
mod travisci;
mod trello;
mod twilio;
mod twitch;
mod twitter;
mod typeform;
mod yandex;
mod zendesk;

/// Every issuer's rules. Being in this list enrols a rule in the scanner and in the contract test.
pub(crate) static ALL: &[&[Rule]] = &[
    adafruit::RULES,
    adobe::RULES,
    age::RULES,
    airtable::RULES,
    algolia::RULES,
    alibaba::RULES,
    anthropic::RULES,
    artifactory::RULES,
    asana::RULES,
    atlassian::RULES,
    authress::RULES,
    aws::RULES,
    azure::RULES,
    beamer::RULES,
    bitbucket::RULES,
    bittrex::RULES,
    cargo::RULES,
    cisco::RULES,
    clickhouse::RULES,
    clojars::RULES,
    cloudflare::RULES,
    codecov::RULES,
    cohere::RULES,
    coinbase::RULES,
    confluent::RULES,
    connection::RULES,
    contentful::RULES,
    credential::RULES,
    databricks::RULES,
    datadog::RULES,
    definednetworking::RULES,
    digitalocean::RULES,
    discord::RULES,
    docker::RULES,
    doppler::RULES,
    droneci::RULES,
    dropbox::RULES,
    duffel::RULES,
    dynatrace::RULES,
    easypost::RULES,
    etsy::RULES,
    facebook::RULES,
    fastly::RULES,
    figma::RULES,
    finicity::RULES,
    finnhub::RULES,
    flickr::RULES,
    flutterwave::RULES,
    flyio::RULES,
    frameio::RULES,
    freemius::RULES,
    freshbooks::RULES,
    github::RULES,
    gitlab::RULES,
    gitter::RULES,
    gocardless::RULES,
    google::RULES,
    grafana::RULES,
    harness::RULES,
    hashicorp::RULES,
    heroku::RULES,
    hubspot::RULES,
    huggingface::RULES,
    infracost::RULES,
    intercom::RULES,
    intra42::RULES,
    jwt::RULES,
    kraken::RULES,
    kucoin::RULES,
    launchdarkly::RULES,
    linear::RULES,
    linkedin::RULES,
    lob::RULES,
    looker::RULES,
    mailchimp::RULES,
    mailgun::RULES,
    mapbox::RULES,
    mattermost::RULES,
    maxmind::RULES,
    messagebird::RULES,
    microsoft::RULES,
    netlify::RULES,
    newrelic::RULES,
    notion::RULES,
    npm::RULES,
    nuget::RULES,
    nytimes::RULES,
    octopus::RULES,
    okta::RULES,
    onepassword::RULES,
    openai::RULES,
    openshift::RULES,
    perplexity::RULES,
    plaid::RULES,
    planetscale::RULES,
    postman::RULES,
    prefect::RULES,
    privateai::RULES,
    privatekey::RULES,
    pulumi::RULES,
    pypi::RULES,
    rapidapi::RULES,
    readme::RULES,
    rubygems::RULES,
    scalingo::RULES,
    sendbird::RULES,
    sendgrid::RULES,
    sendinblue::RULES,
    sentry::RULES,
    settlemint::RULES,
    shippo::RULES,
    shopify::RULES,
    slack::RULES,
    snyk::RULES,
    sonar::RULES,
    sourcegraph::RULES,
    square::RULES,
    squarespace::RULES,
    stripe::RULES,
    sumologic::RULES,
    supabase::RULES,
    telegram::RULES,
    travisci::RULES,
    trello::RULES,
    twilio::RULES,
    twitch::RULES,
    twitter::RULES,
    typeform::RULES,
    yandex::RULES,
    zendesk::RULES,
];
