//! The rules, one file per issuer.
//!
//! To add a rule: its file, and its line in [`ALL`].

use crate::rule::Rule;

mod ably;
mod adafruit;
mod adobe;
mod adyen;
mod age;
mod aikido;
mod airbrake;
mod airtable;
mod aiven;
mod alchemy;
mod algolia;
mod alibaba;
mod alpaca;
mod amplitude;
mod anthropic;
mod anypoint;
mod anyscale;
mod apify;
mod apilayer;
mod apollo;
mod appoptics;
mod appveyor;
mod artifactory;
mod asaas;
mod asana;
mod assemblyai;
mod atlassian;
mod auth0;
mod authress;
mod aviationstack;
mod aws;
mod axiom;
mod azure;
mod bannerbear;
mod beamer;
mod betterstack;
mod binance;
mod bitbucket;
mod bitly;
mod bitrise;
mod bittrex;
mod blazemeter;
mod blynk;
mod boxcom;
mod branch;
mod brave;
mod braze;
mod brex;
mod bscscan;
mod budibase;
mod bugsnag;
mod buildkite;
mod buttercms;
mod calendarific;
mod calendly;
mod canadiandigital;
mod canny;
mod canva;
mod cargo;
mod censys;
mod cerebras;
mod cfxre;
mod chartmogul;
mod chatbot;
mod checkly;
mod checkout;
mod circleci;
mod cisco;
mod civo;
mod clarifai;
mod clearbit;
mod clerk;
mod clickhouse;
mod clickup;
mod clockify;
mod clojars;
mod closecrm;
mod cloudconvert;
mod cloudflare;
mod cloudinary;
mod cloudmersive;
mod cloudsmith;
mod cockroach;
mod coda;
mod codacy;
mod codeclimate;
mod codecov;
mod codemagic;
mod cohere;
mod coinapi;
mod coinbase;
mod coinmarketcap;
mod configcat;
mod confluent;
mod connection;
mod contentful;
mod convertkit;
mod couchbase;
mod courier;
mod coveralls;
mod credential;
mod crowdin;
mod cryptocompare;
mod currencylayer;
mod cursor;
mod databento;
mod databricks;
mod datadog;
mod datastax;
mod datocms;
mod deepai;
mod deepgram;
mod deepl;
mod deepseek;
mod definednetworking;
mod deno;
mod dependencytrack;
mod detectify;
mod detectlanguage;
mod devcycle;
mod devin;
mod diffbot;
mod digitalocean;
mod discord;
mod disqus;
mod django;
mod docker;
mod docusign;
mod doppler;
mod droneci;
mod dropbox;
mod duffel;
mod dynatrace;
mod easypost;
mod ebay;
mod edamam;
mod elastic;
mod elasticemail;
mod elevenlabs;
mod endorlabs;
mod etherscan;
mod etsy;
mod eventbrite;
mod exchangerate;
mod exoscale;
mod facebook;
mod fastly;
mod figma;
mod filestack;
mod finicity;
mod finnhub;
mod firebase;
mod firecrawl;
mod fireworks;
mod fixer;
mod flickr;
mod flutterwave;
mod flyio;
mod formio;
mod foursquare;
mod frameio;
mod freemius;
mod freshbooks;
mod front;
mod fullstory;
mod geoapify;
mod geocodio;
mod giphy;
mod gitbook;
mod gitea;
mod github;
mod gitlab;
mod gitter;
mod gocardless;
mod goodday;
mod google;
mod gradle;
mod grafana;
mod graphhopper;
mod greptile;
mod groq;
mod growthbook;
mod gtmetrix;
mod guardian;
mod gumroad;
mod gyazo;
mod harness;
mod hashicorp;
mod helicone;
mod hellosign;
mod helpscout;
mod here;
mod heroku;
mod hetzner;
mod highnote;
mod honeybadger;
mod honeycomb;
mod hubspot;
mod huggingface;
mod hunter;
mod ibm;
mod iex;
mod imagekit;
mod imagga;
mod infisical;
mod influxdb;
mod infomaniak;
mod infracost;
mod infura;
mod inngest;
mod instana;
mod intercom;
mod intra42;
mod intrinio;
mod ionic;
mod ipdata;
mod ipgeolocation;
mod ipinfo;
mod ipstack;
mod jenkins;
mod jina;
mod jotform;
mod jumpcloud;
mod jwt;
mod kagi;
mod kickbox;
mod kimi;
mod klaviyo;
mod kraken;
mod kubernetes;
mod kucoin;
mod langchain;
mod langfuse;
mod lark;
mod launchdarkly;
mod lemlist;
mod lichess;
mod lighton;
mod line;
mod linear;
mod linkedin;
mod linode;
mod lob;
mod locationiq;
mod loggly;
mod loginradius;
mod logzio;
mod lokalise;
mod looker;
mod mailchimp;
mod mailerlite;
mod mailersend;
mod mailgun;
mod mailjet;
mod mailsac;
mod mailtrap;
mod mandrill;
mod mapbox;
mod mapquest;
mod marketstack;
mod mattermost;
mod maxmind;
mod mediastack;
mod meraki;
mod mercury;
mod mergify;
mod mesibo;
mod messagebird;
mod microsoft;
mod midtrans;
mod mindmeister;
mod minimax;
mod miro;
mod mistral;
mod mixpanel;
mod mollie;
mod monday;
mod mongodb;
mod moralis;
mod mux;
mod nasa;
mod nasdaq;
mod neon;
mod netlify;
mod netrc;
mod newrelic;
mod newsapi;
mod ngrok;
mod notion;
mod npm;
mod nuget;
mod nvidia;
mod nylas;
mod nytimes;
mod octopus;
mod okta;
mod ollama;
mod omnisend;
mod onepassword;
mod onesignal;
mod onfleet;
mod openai;
mod opencage;
mod openrouter;
mod openshift;
mod openweather;
mod opsgenie;
mod optimizely;
mod ovh;
mod packagecloud;
mod paddle;
mod pagarme;
mod pagerduty;
mod pandadoc;
mod particle;
mod pastebin;
mod paymongo;
mod paypal;
mod paystack;
mod perplexity;
mod persona;
mod phpmailer;
mod pinecone;
mod pinterest;
mod pipedream;
mod pipedrive;
mod pixabay;
mod plaid;
mod planetscale;
mod plivo;
mod podio;
mod polar;
mod polygon;
mod polymarket;
mod posthog;
mod postman;
mod postmark;
mod prefect;
mod privateai;
mod privatekey;
mod proof;
mod psexec;
mod pubnub;
mod pulumi;
mod pushbullet;
mod pusher;
mod pushover;
mod pypi;
mod pyx;
mod railway;
mod rainforest;
mod ramp;
mod rapidapi;
mod rawg;
mod raygun;
mod razorpay;
mod readme;
mod rebrandly;
mod recaptcha;
mod redirectpizza;
mod render;
mod replicate;
mod resend;
mod rollbar;
mod rootly;
mod rubygems;
mod runpod;
mod salesforce;
mod samsara;
mod sanity;
mod saucelabs;
mod scaleway;
mod scalingo;
mod scalr;
mod scraperapi;
mod scrapingbee;
mod securitytrails;
mod segment;
mod semaphore;
mod semgrep;
mod sendbird;
mod sendgrid;
mod sendinblue;
mod sentry;
mod serpapi;
mod serpstack;
mod settlemint;
mod shippo;
mod shodan;
mod shopify;
mod shortcut;
mod shutterstock;
mod sidekiq;
mod slack;
mod smartsheet;
mod snipcart;
mod snowflake;
mod snyk;
mod socket;
mod sonar;
mod sourcegraph;
mod sparkpost;
mod splunk;
mod spoonacular;
mod spotify;
mod square;
mod squarespace;
mod sslmate;
mod stability;
mod stackhawk;
mod statsig;
mod statuspage;
mod stormglass;
mod storyblok;
mod stripe;
mod stytch;
mod sumologic;
mod supabase;
mod surveymonkey;
mod swiftype;
mod tableau;
mod tailscale;
mod tatum;
mod tavily;
mod taxjar;
mod teamcity;
mod teamwork;
mod telegram;
mod telnyx;
mod temporal;
mod thingsboard;
mod thunderstore;
mod ticketmaster;
mod tiingo;
mod tines;
mod todoist;
mod togetherai;
mod toggl;
mod tomtom;
mod travisci;
mod trello;
mod trigger;
mod truenas;
mod twelvedata;
mod twilio;
mod twitch;
mod twitter;
mod typeform;
mod ubidots;
mod unkey;
mod unsplash;
mod upcloud;
mod upstage;
mod uptimerobot;
mod urlscan;
mod userstack;
mod valtown;
mod vercel;
mod virustotal;
mod visualcrossing;
mod voiceflow;
mod vonage;
mod vultr;
mod wakatime;
mod wandb;
mod weatherapi;
mod weatherbit;
mod weatherstack;
mod webex;
mod webflow;
mod wireguard;
mod wistia;
mod workato;
mod workos;
mod wrike;
mod xai;
mod xata;
mod yandex;
mod yelp;
mod zai;
mod zapier;
mod zendesk;
mod zenrows;
mod zeplin;
mod zerobounce;
mod zerotier;
mod zoho;
mod zoom;
mod zuplo;

/// Every issuer's rules. Being in this list enrols a rule in the scanner and in the contract test.
pub(crate) static ALL: &[&[Rule]] = &[
    ably::RULES,
    adafruit::RULES,
    adobe::RULES,
    adyen::RULES,
    age::RULES,
    aikido::RULES,
    airbrake::RULES,
    airtable::RULES,
    aiven::RULES,
    alchemy::RULES,
    algolia::RULES,
    alibaba::RULES,
    alpaca::RULES,
    amplitude::RULES,
    anthropic::RULES,
    anypoint::RULES,
    anyscale::RULES,
    apify::RULES,
    apilayer::RULES,
    apollo::RULES,
    appoptics::RULES,
    appveyor::RULES,
    artifactory::RULES,
    asaas::RULES,
    asana::RULES,
    assemblyai::RULES,
    atlassian::RULES,
    auth0::RULES,
    authress::RULES,
    aviationstack::RULES,
    aws::RULES,
    axiom::RULES,
    azure::RULES,
    bannerbear::RULES,
    beamer::RULES,
    betterstack::RULES,
    binance::RULES,
    bitbucket::RULES,
    bitly::RULES,
    bitrise::RULES,
    bittrex::RULES,
    blazemeter::RULES,
    blynk::RULES,
    boxcom::RULES,
    branch::RULES,
    brave::RULES,
    braze::RULES,
    brex::RULES,
    bscscan::RULES,
    budibase::RULES,
    bugsnag::RULES,
    buildkite::RULES,
    buttercms::RULES,
    calendarific::RULES,
    calendly::RULES,
    canadiandigital::RULES,
    canny::RULES,
    canva::RULES,
    cargo::RULES,
    censys::RULES,
    cerebras::RULES,
    cfxre::RULES,
    chartmogul::RULES,
    chatbot::RULES,
    checkly::RULES,
    checkout::RULES,
    circleci::RULES,
    cisco::RULES,
    civo::RULES,
    clarifai::RULES,
    clearbit::RULES,
    clerk::RULES,
    clickhouse::RULES,
    clickup::RULES,
    clockify::RULES,
    clojars::RULES,
    closecrm::RULES,
    cloudconvert::RULES,
    cloudflare::RULES,
    cloudinary::RULES,
    cloudmersive::RULES,
    cloudsmith::RULES,
    cockroach::RULES,
    coda::RULES,
    codacy::RULES,
    codeclimate::RULES,
    codecov::RULES,
    codemagic::RULES,
    cohere::RULES,
    coinapi::RULES,
    coinbase::RULES,
    coinmarketcap::RULES,
    configcat::RULES,
    confluent::RULES,
    connection::RULES,
    contentful::RULES,
    convertkit::RULES,
    couchbase::RULES,
    courier::RULES,
    coveralls::RULES,
    credential::RULES,
    crowdin::RULES,
    cryptocompare::RULES,
    currencylayer::RULES,
    cursor::RULES,
    databento::RULES,
    databricks::RULES,
    datadog::RULES,
    datastax::RULES,
    datocms::RULES,
    deepai::RULES,
    deepgram::RULES,
    deepl::RULES,
    deepseek::RULES,
    definednetworking::RULES,
    deno::RULES,
    dependencytrack::RULES,
    detectify::RULES,
    detectlanguage::RULES,
    devcycle::RULES,
    devin::RULES,
    diffbot::RULES,
    digitalocean::RULES,
    discord::RULES,
    disqus::RULES,
    django::RULES,
    docker::RULES,
    docusign::RULES,
    doppler::RULES,
    droneci::RULES,
    dropbox::RULES,
    duffel::RULES,
    dynatrace::RULES,
    easypost::RULES,
    ebay::RULES,
    edamam::RULES,
    elastic::RULES,
    elasticemail::RULES,
    elevenlabs::RULES,
    endorlabs::RULES,
    etherscan::RULES,
    etsy::RULES,
    eventbrite::RULES,
    exchangerate::RULES,
    exoscale::RULES,
    facebook::RULES,
    fastly::RULES,
    figma::RULES,
    filestack::RULES,
    finicity::RULES,
    finnhub::RULES,
    firebase::RULES,
    firecrawl::RULES,
    fireworks::RULES,
    fixer::RULES,
    flickr::RULES,
    flutterwave::RULES,
    flyio::RULES,
    formio::RULES,
    foursquare::RULES,
    frameio::RULES,
    freemius::RULES,
    freshbooks::RULES,
    front::RULES,
    fullstory::RULES,
    geoapify::RULES,
    geocodio::RULES,
    giphy::RULES,
    gitbook::RULES,
    gitea::RULES,
    github::RULES,
    gitlab::RULES,
    gitter::RULES,
    gocardless::RULES,
    goodday::RULES,
    google::RULES,
    gradle::RULES,
    grafana::RULES,
    graphhopper::RULES,
    greptile::RULES,
    groq::RULES,
    growthbook::RULES,
    gtmetrix::RULES,
    guardian::RULES,
    gumroad::RULES,
    gyazo::RULES,
    harness::RULES,
    hashicorp::RULES,
    helicone::RULES,
    hellosign::RULES,
    helpscout::RULES,
    here::RULES,
    heroku::RULES,
    hetzner::RULES,
    highnote::RULES,
    honeybadger::RULES,
    honeycomb::RULES,
    hubspot::RULES,
    huggingface::RULES,
    hunter::RULES,
    ibm::RULES,
    iex::RULES,
    imagekit::RULES,
    imagga::RULES,
    infisical::RULES,
    influxdb::RULES,
    infomaniak::RULES,
    infracost::RULES,
    infura::RULES,
    inngest::RULES,
    instana::RULES,
    intercom::RULES,
    intra42::RULES,
    intrinio::RULES,
    ionic::RULES,
    ipdata::RULES,
    ipgeolocation::RULES,
    ipinfo::RULES,
    ipstack::RULES,
    jenkins::RULES,
    jina::RULES,
    jotform::RULES,
    jumpcloud::RULES,
    jwt::RULES,
    kagi::RULES,
    kickbox::RULES,
    kimi::RULES,
    klaviyo::RULES,
    kraken::RULES,
    kubernetes::RULES,
    kucoin::RULES,
    langchain::RULES,
    langfuse::RULES,
    lark::RULES,
    launchdarkly::RULES,
    lemlist::RULES,
    lichess::RULES,
    lighton::RULES,
    line::RULES,
    linear::RULES,
    linkedin::RULES,
    linode::RULES,
    lob::RULES,
    locationiq::RULES,
    loggly::RULES,
    loginradius::RULES,
    logzio::RULES,
    lokalise::RULES,
    looker::RULES,
    mailchimp::RULES,
    mailerlite::RULES,
    mailersend::RULES,
    mailgun::RULES,
    mailjet::RULES,
    mailsac::RULES,
    mailtrap::RULES,
    mandrill::RULES,
    mapbox::RULES,
    mapquest::RULES,
    marketstack::RULES,
    mattermost::RULES,
    maxmind::RULES,
    mediastack::RULES,
    meraki::RULES,
    mercury::RULES,
    mergify::RULES,
    mesibo::RULES,
    messagebird::RULES,
    microsoft::RULES,
    midtrans::RULES,
    mindmeister::RULES,
    minimax::RULES,
    miro::RULES,
    mistral::RULES,
    mixpanel::RULES,
    mollie::RULES,
    monday::RULES,
    mongodb::RULES,
    moralis::RULES,
    mux::RULES,
    nasa::RULES,
    nasdaq::RULES,
    neon::RULES,
    netlify::RULES,
    netrc::RULES,
    newrelic::RULES,
    newsapi::RULES,
    ngrok::RULES,
    notion::RULES,
    npm::RULES,
    nuget::RULES,
    nvidia::RULES,
    nylas::RULES,
    nytimes::RULES,
    octopus::RULES,
    okta::RULES,
    ollama::RULES,
    omnisend::RULES,
    onepassword::RULES,
    onesignal::RULES,
    onfleet::RULES,
    openai::RULES,
    opencage::RULES,
    openrouter::RULES,
    openshift::RULES,
    openweather::RULES,
    opsgenie::RULES,
    optimizely::RULES,
    ovh::RULES,
    packagecloud::RULES,
    paddle::RULES,
    pagarme::RULES,
    pagerduty::RULES,
    pandadoc::RULES,
    particle::RULES,
    pastebin::RULES,
    paymongo::RULES,
    paypal::RULES,
    paystack::RULES,
    perplexity::RULES,
    persona::RULES,
    phpmailer::RULES,
    pinecone::RULES,
    pinterest::RULES,
    pipedream::RULES,
    pipedrive::RULES,
    pixabay::RULES,
    plaid::RULES,
    planetscale::RULES,
    plivo::RULES,
    podio::RULES,
    polar::RULES,
    polygon::RULES,
    polymarket::RULES,
    posthog::RULES,
    postman::RULES,
    postmark::RULES,
    prefect::RULES,
    privateai::RULES,
    privatekey::RULES,
    proof::RULES,
    psexec::RULES,
    pubnub::RULES,
    pulumi::RULES,
    pushbullet::RULES,
    pusher::RULES,
    pushover::RULES,
    pypi::RULES,
    pyx::RULES,
    railway::RULES,
    rainforest::RULES,
    ramp::RULES,
    rapidapi::RULES,
    rawg::RULES,
    raygun::RULES,
    razorpay::RULES,
    readme::RULES,
    rebrandly::RULES,
    recaptcha::RULES,
    redirectpizza::RULES,
    render::RULES,
    replicate::RULES,
    resend::RULES,
    rollbar::RULES,
    rootly::RULES,
    rubygems::RULES,
    runpod::RULES,
    salesforce::RULES,
    samsara::RULES,
    sanity::RULES,
    saucelabs::RULES,
    scaleway::RULES,
    scalingo::RULES,
    scalr::RULES,
    scraperapi::RULES,
    scrapingbee::RULES,
    securitytrails::RULES,
    segment::RULES,
    semaphore::RULES,
    semgrep::RULES,
    sendbird::RULES,
    sendgrid::RULES,
    sendinblue::RULES,
    sentry::RULES,
    serpapi::RULES,
    serpstack::RULES,
    settlemint::RULES,
    shippo::RULES,
    shodan::RULES,
    shopify::RULES,
    shortcut::RULES,
    shutterstock::RULES,
    sidekiq::RULES,
    slack::RULES,
    smartsheet::RULES,
    snipcart::RULES,
    snowflake::RULES,
    snyk::RULES,
    socket::RULES,
    sonar::RULES,
    sourcegraph::RULES,
    sparkpost::RULES,
    splunk::RULES,
    spoonacular::RULES,
    spotify::RULES,
    square::RULES,
    squarespace::RULES,
    sslmate::RULES,
    stability::RULES,
    stackhawk::RULES,
    statsig::RULES,
    statuspage::RULES,
    stormglass::RULES,
    storyblok::RULES,
    stripe::RULES,
    stytch::RULES,
    sumologic::RULES,
    supabase::RULES,
    surveymonkey::RULES,
    swiftype::RULES,
    tableau::RULES,
    tailscale::RULES,
    tatum::RULES,
    tavily::RULES,
    taxjar::RULES,
    teamcity::RULES,
    teamwork::RULES,
    telegram::RULES,
    telnyx::RULES,
    temporal::RULES,
    thingsboard::RULES,
    thunderstore::RULES,
    ticketmaster::RULES,
    tiingo::RULES,
    tines::RULES,
    todoist::RULES,
    togetherai::RULES,
    toggl::RULES,
    tomtom::RULES,
    travisci::RULES,
    trello::RULES,
    trigger::RULES,
    truenas::RULES,
    twelvedata::RULES,
    twilio::RULES,
    twitch::RULES,
    twitter::RULES,
    typeform::RULES,
    ubidots::RULES,
    unkey::RULES,
    unsplash::RULES,
    upcloud::RULES,
    upstage::RULES,
    uptimerobot::RULES,
    urlscan::RULES,
    userstack::RULES,
    valtown::RULES,
    vercel::RULES,
    virustotal::RULES,
    visualcrossing::RULES,
    voiceflow::RULES,
    vonage::RULES,
    vultr::RULES,
    wakatime::RULES,
    wandb::RULES,
    weatherapi::RULES,
    weatherbit::RULES,
    weatherstack::RULES,
    webex::RULES,
    webflow::RULES,
    wireguard::RULES,
    wistia::RULES,
    workato::RULES,
    workos::RULES,
    wrike::RULES,
    xai::RULES,
    xata::RULES,
    yandex::RULES,
    yelp::RULES,
    zai::RULES,
    zapier::RULES,
    zendesk::RULES,
    zenrows::RULES,
    zeplin::RULES,
    zerobounce::RULES,
    zerotier::RULES,
    zoho::RULES,
    zoom::RULES,
    zuplo::RULES,
];
