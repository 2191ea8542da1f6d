//! The rules, one file per issuer.
//!
//! To add a rule: its file, and its line in [`ALL`].

use crate::rule::Rule;

mod adafruit;
mod adobe;
mod age;
mod aikido;
mod airtable;
mod aiven;
mod algolia;
mod alibaba;
mod amplitude;
mod anthropic;
mod apify;
mod artifactory;
mod asaas;
mod asana;
mod assemblyai;
mod atlassian;
mod authress;
mod aws;
mod azure;
mod beamer;
mod bitbucket;
mod bitly;
mod bitrise;
mod bittrex;
mod boxcom;
mod brave;
mod buildkite;
mod canadiandigital;
mod canva;
mod cargo;
mod cerebras;
mod cfxre;
mod checkout;
mod circleci;
mod cisco;
mod civo;
mod clerk;
mod clickhouse;
mod clickup;
mod clojars;
mod cloudflare;
mod cloudinary;
mod cloudsmith;
mod cockroach;
mod codecov;
mod cohere;
mod coinbase;
mod configcat;
mod confluent;
mod connection;
mod contentful;
mod couchbase;
mod coveralls;
mod credential;
mod cursor;
mod databento;
mod databricks;
mod datadog;
mod datastax;
mod deepgram;
mod deepseek;
mod definednetworking;
mod deno;
mod devcycle;
mod devin;
mod digitalocean;
mod discord;
mod docker;
mod doppler;
mod droneci;
mod dropbox;
mod duffel;
mod dynatrace;
mod easypost;
mod ebay;
mod elastic;
mod elevenlabs;
mod endorlabs;
mod etsy;
mod exoscale;
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
mod fullstory;
mod gitea;
mod github;
mod gitlab;
mod gitter;
mod gocardless;
mod google;
mod grafana;
mod greptile;
mod groq;
mod gumroad;
mod harness;
mod hashicorp;
mod heroku;
mod highnote;
mod hubspot;
mod huggingface;
mod ibm;
mod influxdb;
mod infomaniak;
mod infracost;
mod intercom;
mod intra42;
mod ionic;
mod jwt;
mod kimi;
mod klaviyo;
mod kraken;
mod kubernetes;
mod kucoin;
mod langchain;
mod lark;
mod launchdarkly;
mod lichess;
mod lighton;
mod linear;
mod linkedin;
mod lob;
mod looker;
mod mailchimp;
mod mailersend;
mod mailgun;
mod mapbox;
mod mattermost;
mod maxmind;
mod mercury;
mod mergify;
mod messagebird;
mod microsoft;
mod midtrans;
mod minimax;
mod mistral;
mod mongodb;
mod neon;
mod netlify;
mod newrelic;
mod notion;
mod npm;
mod nuget;
mod nvidia;
mod nytimes;
mod octopus;
mod okta;
mod ollama;
mod onepassword;
mod onesignal;
mod openai;
mod openrouter;
mod openshift;
mod openweather;
mod ovh;
mod paddle;
mod perplexity;
mod persona;
mod pinecone;
mod pinterest;
mod plaid;
mod planetscale;
mod plivo;
mod polymarket;
mod posthog;
mod postman;
mod prefect;
mod privateai;
mod privatekey;
mod proof;
mod pulumi;
mod pypi;
mod rainforest;
mod ramp;
mod rapidapi;
mod readme;
mod redirectpizza;
mod render;
mod replicate;
mod rootly;
mod rubygems;
mod runpod;
mod salesforce;
mod samsara;
mod scaleway;
mod scalingo;
mod scalr;
mod segment;
mod sendbird;
mod sendgrid;
mod sendinblue;
mod sentry;
mod settlemint;
mod shippo;
mod shopify;
mod sidekiq;
mod slack;
mod snowflake;
mod snyk;
mod sonar;
mod sourcegraph;
mod square;
mod squarespace;
mod sslmate;
mod stability;
mod stripe;
mod sumologic;
mod supabase;
mod tableau;
mod tailscale;
mod telegram;
mod telnyx;
mod temporal;
mod thunderstore;
mod togetherai;
mod travisci;
mod trello;
mod twilio;
mod twitch;
mod twitter;
mod typeform;
mod unkey;
mod upcloud;
mod upstage;
mod valtown;
mod vercel;
mod wakatime;
mod wandb;
mod weatherstack;
mod workato;
mod workos;
mod xai;
mod yandex;
mod zai;
mod zendesk;
mod zuplo;

/// Every issuer's rules. Being in this list enrols a rule in the scanner and in the contract test.
pub(crate) static ALL: &[&[Rule]] = &[
    adafruit::RULES,
    adobe::RULES,
    age::RULES,
    aikido::RULES,
    airtable::RULES,
    aiven::RULES,
    algolia::RULES,
    alibaba::RULES,
    amplitude::RULES,
    anthropic::RULES,
    apify::RULES,
    artifactory::RULES,
    asaas::RULES,
    asana::RULES,
    assemblyai::RULES,
    atlassian::RULES,
    authress::RULES,
    aws::RULES,
    azure::RULES,
    beamer::RULES,
    bitbucket::RULES,
    bitly::RULES,
    bitrise::RULES,
    bittrex::RULES,
    boxcom::RULES,
    brave::RULES,
    buildkite::RULES,
    canadiandigital::RULES,
    canva::RULES,
    cargo::RULES,
    cerebras::RULES,
    cfxre::RULES,
    checkout::RULES,
    circleci::RULES,
    cisco::RULES,
    civo::RULES,
    clerk::RULES,
    clickhouse::RULES,
    clickup::RULES,
    clojars::RULES,
    cloudflare::RULES,
    cloudinary::RULES,
    cloudsmith::RULES,
    cockroach::RULES,
    codecov::RULES,
    cohere::RULES,
    coinbase::RULES,
    configcat::RULES,
    confluent::RULES,
    connection::RULES,
    contentful::RULES,
    couchbase::RULES,
    coveralls::RULES,
    credential::RULES,
    cursor::RULES,
    databento::RULES,
    databricks::RULES,
    datadog::RULES,
    datastax::RULES,
    deepgram::RULES,
    deepseek::RULES,
    definednetworking::RULES,
    deno::RULES,
    devcycle::RULES,
    devin::RULES,
    digitalocean::RULES,
    discord::RULES,
    docker::RULES,
    doppler::RULES,
    droneci::RULES,
    dropbox::RULES,
    duffel::RULES,
    dynatrace::RULES,
    easypost::RULES,
    ebay::RULES,
    elastic::RULES,
    elevenlabs::RULES,
    endorlabs::RULES,
    etsy::RULES,
    exoscale::RULES,
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
    fullstory::RULES,
    gitea::RULES,
    github::RULES,
    gitlab::RULES,
    gitter::RULES,
    gocardless::RULES,
    google::RULES,
    grafana::RULES,
    greptile::RULES,
    groq::RULES,
    gumroad::RULES,
    harness::RULES,
    hashicorp::RULES,
    heroku::RULES,
    highnote::RULES,
    hubspot::RULES,
    huggingface::RULES,
    ibm::RULES,
    influxdb::RULES,
    infomaniak::RULES,
    infracost::RULES,
    intercom::RULES,
    intra42::RULES,
    ionic::RULES,
    jwt::RULES,
    kimi::RULES,
    klaviyo::RULES,
    kraken::RULES,
    kubernetes::RULES,
    kucoin::RULES,
    langchain::RULES,
    lark::RULES,
    launchdarkly::RULES,
    lichess::RULES,
    lighton::RULES,
    linear::RULES,
    linkedin::RULES,
    lob::RULES,
    looker::RULES,
    mailchimp::RULES,
    mailersend::RULES,
    mailgun::RULES,
    mapbox::RULES,
    mattermost::RULES,
    maxmind::RULES,
    mercury::RULES,
    mergify::RULES,
    messagebird::RULES,
    microsoft::RULES,
    midtrans::RULES,
    minimax::RULES,
    mistral::RULES,
    mongodb::RULES,
    neon::RULES,
    netlify::RULES,
    newrelic::RULES,
    notion::RULES,
    npm::RULES,
    nuget::RULES,
    nvidia::RULES,
    nytimes::RULES,
    octopus::RULES,
    okta::RULES,
    ollama::RULES,
    onepassword::RULES,
    onesignal::RULES,
    openai::RULES,
    openrouter::RULES,
    openshift::RULES,
    openweather::RULES,
    ovh::RULES,
    paddle::RULES,
    perplexity::RULES,
    persona::RULES,
    pinecone::RULES,
    pinterest::RULES,
    plaid::RULES,
    planetscale::RULES,
    plivo::RULES,
    polymarket::RULES,
    posthog::RULES,
    postman::RULES,
    prefect::RULES,
    privateai::RULES,
    privatekey::RULES,
    proof::RULES,
    pulumi::RULES,
    pypi::RULES,
    rainforest::RULES,
    ramp::RULES,
    rapidapi::RULES,
    readme::RULES,
    redirectpizza::RULES,
    render::RULES,
    replicate::RULES,
    rootly::RULES,
    rubygems::RULES,
    runpod::RULES,
    salesforce::RULES,
    samsara::RULES,
    scaleway::RULES,
    scalingo::RULES,
    scalr::RULES,
    segment::RULES,
    sendbird::RULES,
    sendgrid::RULES,
    sendinblue::RULES,
    sentry::RULES,
    settlemint::RULES,
    shippo::RULES,
    shopify::RULES,
    sidekiq::RULES,
    slack::RULES,
    snowflake::RULES,
    snyk::RULES,
    sonar::RULES,
    sourcegraph::RULES,
    square::RULES,
    squarespace::RULES,
    sslmate::RULES,
    stability::RULES,
    stripe::RULES,
    sumologic::RULES,
    supabase::RULES,
    tableau::RULES,
    tailscale::RULES,
    telegram::RULES,
    telnyx::RULES,
    temporal::RULES,
    thunderstore::RULES,
    togetherai::RULES,
    travisci::RULES,
    trello::RULES,
    twilio::RULES,
    twitch::RULES,
    twitter::RULES,
    typeform::RULES,
    unkey::RULES,
    upcloud::RULES,
    upstage::RULES,
    valtown::RULES,
    vercel::RULES,
    wakatime::RULES,
    wandb::RULES,
    weatherstack::RULES,
    workato::RULES,
    workos::RULES,
    xai::RULES,
    yandex::RULES,
    zai::RULES,
    zendesk::RULES,
    zuplo::RULES,
];
