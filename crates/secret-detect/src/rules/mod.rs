//! The rules, one file per issuer.
//!
//! To add an issuer: its file, its `mod` line and its line in [`ALL`]. No macro makes two lines of one, because rustfmt does not
//! follow files that are named in macros.

use crate::rule::Rule;

mod ably;
mod abuseipdb;
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
mod baremetrics;
mod beamer;
mod betterstack;
mod binance;
mod bitbucket;
mod bitly;
mod bitrise;
mod bittrex;
mod blazemeter;
mod blocknative;
mod blynk;
mod borgbase;
mod boxcom;
mod branch;
mod brave;
mod braze;
mod brex;
mod browserstack;
mod bscscan;
mod budibase;
mod bugherd;
mod bugsnag;
mod buildkite;
mod buttercms;
mod calendarific;
mod calendly;
mod calorieninjas;
mod canadiandigital;
mod canny;
mod canva;
mod carboninterface;
mod cargo;
mod cartesia;
mod censys;
mod cerebras;
mod cfxre;
mod chartmogul;
mod chatbot;
mod chatfuel;
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
mod convertapi;
mod convertkit;
mod couchbase;
mod countrylayer;
mod courier;
mod coveralls;
mod craftmypdf;
mod credential;
mod crowdin;
mod cryptocompare;
mod currencyfreaks;
mod currencylayer;
mod currencyscoop;
mod currentsapi;
mod cursor;
mod dailyco;
mod databento;
mod databricks;
mod datadog;
mod datagov;
mod datastax;
mod datocms;
mod deepai;
mod deepgram;
mod deepl;
mod deepseek;
mod definednetworking;
mod delighted;
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
mod docparser;
mod docusign;
mod doppler;
mod droneci;
mod dropbox;
mod duffel;
mod dynalist;
mod dynatrace;
mod easypost;
mod ebay;
mod edamam;
mod elastic;
mod elasticemail;
mod elevenlabs;
mod endorlabs;
mod etherscan;
mod ethplorer;
mod etsy;
mod eventbrite;
mod everhour;
mod exchangerate;
mod exoscale;
mod facebook;
mod falai;
mod fastforex;
mod fastly;
mod figma;
mod filestack;
mod financialmodelingprep;
mod finicity;
mod finnhub;
mod firebase;
mod firecrawl;
mod fireworks;
mod fixer;
mod fleetbase;
mod flexport;
mod flickr;
mod flightapi;
mod flutterwave;
mod flyio;
mod formio;
mod foursquare;
mod frameio;
mod freemius;
mod freshbooks;
mod front;
mod fulcrum;
mod fullstory;
mod geckoboard;
mod geoapify;
mod geocodify;
mod geocodio;
mod getresponse;
mod giphy;
mod gitbook;
mod gitea;
mod github;
mod gitlab;
mod gitter;
mod glassnode;
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
mod happyscribe;
mod harness;
mod hashicorp;
mod helicone;
mod hellosign;
mod helpscout;
mod here;
mod heroku;
mod hetzner;
mod highnote;
mod holidayapi;
mod honeybadger;
mod honeycomb;
mod html2pdf;
mod hubspot;
mod huggingface;
mod hunter;
mod ibm;
mod iconfinder;
mod iex;
mod imagekit;
mod imagga;
mod infisical;
mod influxdb;
mod infomaniak;
mod infracost;
mod infura;
mod inngest;
mod insightly;
mod instana;
mod instantly;
mod intercom;
mod intra42;
mod intrinio;
mod ionic;
mod ip2location;
mod ipapi;
mod ipdata;
mod ipgeolocation;
mod ipinfo;
mod ipquality;
mod ipstack;
mod jenkins;
mod jina;
mod jotform;
mod jumpcloud;
mod jupiterone;
mod jwt;
mod kagi;
mod kickbox;
mod kimi;
mod klaviyo;
mod klipfolio;
mod knapsackpro;
mod kontent;
mod kraken;
mod kubernetes;
mod kucoin;
mod langchain;
mod langfuse;
mod lark;
mod launchdarkly;
mod leadfeeder;
mod lemlist;
mod lichess;
mod lighton;
mod line;
mod linear;
mod linkedin;
mod linkpreview;
mod linode;
mod llamacloud;
mod lob;
mod locationiq;
mod loggly;
mod loginradius;
mod logzio;
mod lokalise;
mod looker;
mod loyverse;
mod lunchmoney;
mod mailboxlayer;
mod mailchimp;
mod mailerlite;
mod mailersend;
mod mailgun;
mod mailjet;
mod mailmodo;
mod mailsac;
mod mailtrap;
mod mandrill;
mod mapbox;
mod mapquest;
mod marketstack;
mod mattermost;
mod mavenlink;
mod maxmind;
mod mediastack;
mod mem0;
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
mod mixmax;
mod mixpanel;
mod mollie;
mod monday;
mod mongodb;
mod monkeylearn;
mod moosend;
mod moralis;
mod mux;
mod nasa;
mod nasdaq;
mod neon;
mod netlify;
mod netrc;
mod newrelic;
mod newsapi;
mod newscatcher;
mod nftport;
mod ngrok;
mod nicereply;
mod nightfall;
mod notion;
mod npm;
mod nuget;
mod numverify;
mod nvidia;
mod nylas;
mod nytimes;
mod oanda;
mod octopus;
mod okta;
mod ollama;
mod omnisend;
mod onepassword;
mod onesignal;
mod onfido;
mod onfleet;
mod openai;
mod opencage;
mod openrouter;
mod openshift;
mod openuv;
mod openweather;
mod opsgenie;
mod optimizely;
mod ovh;
mod owlbot;
mod packagecloud;
mod paddle;
mod pagarme;
mod pagerduty;
mod pandadoc;
mod pandascore;
mod parseur;
mod particle;
mod partnerstack;
mod pastebin;
mod paymongo;
mod paypal;
mod paystack;
mod pdflayer;
mod pdfshift;
mod peopledatalabs;
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
mod positionstack;
mod postageapp;
mod posthog;
mod postman;
mod postmark;
mod prefect;
mod privateai;
mod privatekey;
mod prodpad;
mod proof;
mod proxycrawl;
mod psexec;
mod pubnub;
mod pulumi;
mod pushbullet;
mod pusher;
mod pushover;
mod pypi;
mod pyx;
mod qase;
mod qubole;
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
mod refiner;
mod render;
mod replicate;
mod resend;
mod retell;
mod ritekit;
mod rocketreach;
mod rockset;
mod rollbar;
mod rootly;
mod route4me;
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
mod scrapestack;
mod scrapfly;
mod scrapingant;
mod scrapingbee;
mod screenshotlayer;
mod securitytrails;
mod segment;
mod semaphore;
mod semgrep;
mod sendbird;
mod sendgrid;
mod sendinblue;
mod sentry;
mod serpapi;
mod serphouse;
mod serpstack;
mod settlemint;
mod shippo;
mod shodan;
mod shopify;
mod shortcut;
mod shotstack;
mod shutterstock;
mod sidekiq;
mod sigopt;
mod simfin;
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
mod statuscake;
mod statuspage;
mod statuspal;
mod stockdata;
mod storecove;
mod stormglass;
mod storyblok;
mod streak;
mod stripe;
mod stytch;
mod sumologic;
mod supabase;
mod surveymonkey;
mod surveysparrow;
mod survicate;
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
mod theoddsapi;
mod thingsboard;
mod thunderstore;
mod ticketmaster;
mod tickettailor;
mod tiingo;
mod timecamp;
mod tines;
mod todoist;
mod togetherai;
mod toggl;
mod tomtom;
mod tradier;
mod travelpayouts;
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
mod upcdatabase;
mod upcloud;
mod upstage;
mod upstash;
mod uptimerobot;
mod urlscan;
mod userflow;
mod userstack;
mod valtown;
mod vatlayer;
mod vercel;
mod veriphone;
mod virustotal;
mod visualcrossing;
mod voiceflow;
mod vonage;
mod voyage;
mod vpnapi;
mod vultr;
mod wakatime;
mod walkscore;
mod wandb;
mod weatherapi;
mod weatherbit;
mod weatherstack;
mod webex;
mod webflow;
mod webscraper;
mod whoxy;
mod wireguard;
mod wise;
mod wistia;
mod wiz;
mod woocommerce;
mod workato;
mod workos;
mod worldweather;
mod wrike;
mod xai;
mod xata;
mod xendit;
mod yandex;
mod yelp;
mod ynab;
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
    abuseipdb::RULES,
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
    baremetrics::RULES,
    beamer::RULES,
    betterstack::RULES,
    binance::RULES,
    bitbucket::RULES,
    bitly::RULES,
    bitrise::RULES,
    bittrex::RULES,
    blazemeter::RULES,
    blocknative::RULES,
    blynk::RULES,
    borgbase::RULES,
    boxcom::RULES,
    branch::RULES,
    brave::RULES,
    braze::RULES,
    brex::RULES,
    browserstack::RULES,
    bscscan::RULES,
    budibase::RULES,
    bugherd::RULES,
    bugsnag::RULES,
    buildkite::RULES,
    buttercms::RULES,
    calendarific::RULES,
    calendly::RULES,
    calorieninjas::RULES,
    canadiandigital::RULES,
    canny::RULES,
    canva::RULES,
    carboninterface::RULES,
    cargo::RULES,
    cartesia::RULES,
    censys::RULES,
    cerebras::RULES,
    cfxre::RULES,
    chartmogul::RULES,
    chatbot::RULES,
    chatfuel::RULES,
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
    convertapi::RULES,
    convertkit::RULES,
    couchbase::RULES,
    countrylayer::RULES,
    courier::RULES,
    coveralls::RULES,
    craftmypdf::RULES,
    credential::RULES,
    crowdin::RULES,
    cryptocompare::RULES,
    currencyfreaks::RULES,
    currencylayer::RULES,
    currencyscoop::RULES,
    currentsapi::RULES,
    cursor::RULES,
    dailyco::RULES,
    databento::RULES,
    databricks::RULES,
    datadog::RULES,
    datagov::RULES,
    datastax::RULES,
    datocms::RULES,
    deepai::RULES,
    deepgram::RULES,
    deepl::RULES,
    deepseek::RULES,
    definednetworking::RULES,
    delighted::RULES,
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
    docparser::RULES,
    docusign::RULES,
    doppler::RULES,
    droneci::RULES,
    dropbox::RULES,
    duffel::RULES,
    dynalist::RULES,
    dynatrace::RULES,
    easypost::RULES,
    ebay::RULES,
    edamam::RULES,
    elastic::RULES,
    elasticemail::RULES,
    elevenlabs::RULES,
    endorlabs::RULES,
    etherscan::RULES,
    ethplorer::RULES,
    etsy::RULES,
    eventbrite::RULES,
    everhour::RULES,
    exchangerate::RULES,
    exoscale::RULES,
    facebook::RULES,
    falai::RULES,
    fastforex::RULES,
    fastly::RULES,
    figma::RULES,
    filestack::RULES,
    financialmodelingprep::RULES,
    finicity::RULES,
    finnhub::RULES,
    firebase::RULES,
    firecrawl::RULES,
    fireworks::RULES,
    fixer::RULES,
    fleetbase::RULES,
    flexport::RULES,
    flickr::RULES,
    flightapi::RULES,
    flutterwave::RULES,
    flyio::RULES,
    formio::RULES,
    foursquare::RULES,
    frameio::RULES,
    freemius::RULES,
    freshbooks::RULES,
    front::RULES,
    fulcrum::RULES,
    fullstory::RULES,
    geckoboard::RULES,
    geoapify::RULES,
    geocodify::RULES,
    geocodio::RULES,
    getresponse::RULES,
    giphy::RULES,
    gitbook::RULES,
    gitea::RULES,
    github::RULES,
    gitlab::RULES,
    gitter::RULES,
    glassnode::RULES,
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
    happyscribe::RULES,
    harness::RULES,
    hashicorp::RULES,
    helicone::RULES,
    hellosign::RULES,
    helpscout::RULES,
    here::RULES,
    heroku::RULES,
    hetzner::RULES,
    highnote::RULES,
    holidayapi::RULES,
    honeybadger::RULES,
    honeycomb::RULES,
    html2pdf::RULES,
    hubspot::RULES,
    huggingface::RULES,
    hunter::RULES,
    ibm::RULES,
    iconfinder::RULES,
    iex::RULES,
    imagekit::RULES,
    imagga::RULES,
    infisical::RULES,
    influxdb::RULES,
    infomaniak::RULES,
    infracost::RULES,
    infura::RULES,
    inngest::RULES,
    insightly::RULES,
    instana::RULES,
    instantly::RULES,
    intercom::RULES,
    intra42::RULES,
    intrinio::RULES,
    ionic::RULES,
    ip2location::RULES,
    ipapi::RULES,
    ipdata::RULES,
    ipgeolocation::RULES,
    ipinfo::RULES,
    ipquality::RULES,
    ipstack::RULES,
    jenkins::RULES,
    jina::RULES,
    jotform::RULES,
    jumpcloud::RULES,
    jupiterone::RULES,
    jwt::RULES,
    kagi::RULES,
    kickbox::RULES,
    kimi::RULES,
    klaviyo::RULES,
    klipfolio::RULES,
    knapsackpro::RULES,
    kontent::RULES,
    kraken::RULES,
    kubernetes::RULES,
    kucoin::RULES,
    langchain::RULES,
    langfuse::RULES,
    lark::RULES,
    launchdarkly::RULES,
    leadfeeder::RULES,
    lemlist::RULES,
    lichess::RULES,
    lighton::RULES,
    line::RULES,
    linear::RULES,
    linkedin::RULES,
    linkpreview::RULES,
    linode::RULES,
    llamacloud::RULES,
    lob::RULES,
    locationiq::RULES,
    loggly::RULES,
    loginradius::RULES,
    logzio::RULES,
    lokalise::RULES,
    looker::RULES,
    loyverse::RULES,
    lunchmoney::RULES,
    mailboxlayer::RULES,
    mailchimp::RULES,
    mailerlite::RULES,
    mailersend::RULES,
    mailgun::RULES,
    mailjet::RULES,
    mailmodo::RULES,
    mailsac::RULES,
    mailtrap::RULES,
    mandrill::RULES,
    mapbox::RULES,
    mapquest::RULES,
    marketstack::RULES,
    mattermost::RULES,
    mavenlink::RULES,
    maxmind::RULES,
    mediastack::RULES,
    mem0::RULES,
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
    mixmax::RULES,
    mixpanel::RULES,
    mollie::RULES,
    monday::RULES,
    mongodb::RULES,
    monkeylearn::RULES,
    moosend::RULES,
    moralis::RULES,
    mux::RULES,
    nasa::RULES,
    nasdaq::RULES,
    neon::RULES,
    netlify::RULES,
    netrc::RULES,
    newrelic::RULES,
    newsapi::RULES,
    newscatcher::RULES,
    nftport::RULES,
    ngrok::RULES,
    nicereply::RULES,
    nightfall::RULES,
    notion::RULES,
    npm::RULES,
    nuget::RULES,
    numverify::RULES,
    nvidia::RULES,
    nylas::RULES,
    nytimes::RULES,
    oanda::RULES,
    octopus::RULES,
    okta::RULES,
    ollama::RULES,
    omnisend::RULES,
    onepassword::RULES,
    onesignal::RULES,
    onfido::RULES,
    onfleet::RULES,
    openai::RULES,
    opencage::RULES,
    openrouter::RULES,
    openshift::RULES,
    openuv::RULES,
    openweather::RULES,
    opsgenie::RULES,
    optimizely::RULES,
    ovh::RULES,
    owlbot::RULES,
    packagecloud::RULES,
    paddle::RULES,
    pagarme::RULES,
    pagerduty::RULES,
    pandadoc::RULES,
    pandascore::RULES,
    parseur::RULES,
    particle::RULES,
    partnerstack::RULES,
    pastebin::RULES,
    paymongo::RULES,
    paypal::RULES,
    paystack::RULES,
    pdflayer::RULES,
    pdfshift::RULES,
    peopledatalabs::RULES,
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
    positionstack::RULES,
    postageapp::RULES,
    posthog::RULES,
    postman::RULES,
    postmark::RULES,
    prefect::RULES,
    privateai::RULES,
    privatekey::RULES,
    prodpad::RULES,
    proof::RULES,
    proxycrawl::RULES,
    psexec::RULES,
    pubnub::RULES,
    pulumi::RULES,
    pushbullet::RULES,
    pusher::RULES,
    pushover::RULES,
    pypi::RULES,
    pyx::RULES,
    qase::RULES,
    qubole::RULES,
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
    refiner::RULES,
    render::RULES,
    replicate::RULES,
    resend::RULES,
    retell::RULES,
    ritekit::RULES,
    rocketreach::RULES,
    rockset::RULES,
    rollbar::RULES,
    rootly::RULES,
    route4me::RULES,
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
    scrapestack::RULES,
    scrapfly::RULES,
    scrapingant::RULES,
    scrapingbee::RULES,
    screenshotlayer::RULES,
    securitytrails::RULES,
    segment::RULES,
    semaphore::RULES,
    semgrep::RULES,
    sendbird::RULES,
    sendgrid::RULES,
    sendinblue::RULES,
    sentry::RULES,
    serpapi::RULES,
    serphouse::RULES,
    serpstack::RULES,
    settlemint::RULES,
    shippo::RULES,
    shodan::RULES,
    shopify::RULES,
    shortcut::RULES,
    shotstack::RULES,
    shutterstock::RULES,
    sidekiq::RULES,
    sigopt::RULES,
    simfin::RULES,
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
    statuscake::RULES,
    statuspage::RULES,
    statuspal::RULES,
    stockdata::RULES,
    storecove::RULES,
    stormglass::RULES,
    storyblok::RULES,
    streak::RULES,
    stripe::RULES,
    stytch::RULES,
    sumologic::RULES,
    supabase::RULES,
    surveymonkey::RULES,
    surveysparrow::RULES,
    survicate::RULES,
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
    theoddsapi::RULES,
    thingsboard::RULES,
    thunderstore::RULES,
    ticketmaster::RULES,
    tickettailor::RULES,
    tiingo::RULES,
    timecamp::RULES,
    tines::RULES,
    todoist::RULES,
    togetherai::RULES,
    toggl::RULES,
    tomtom::RULES,
    tradier::RULES,
    travelpayouts::RULES,
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
    upcdatabase::RULES,
    upcloud::RULES,
    upstage::RULES,
    upstash::RULES,
    uptimerobot::RULES,
    urlscan::RULES,
    userflow::RULES,
    userstack::RULES,
    valtown::RULES,
    vatlayer::RULES,
    vercel::RULES,
    veriphone::RULES,
    virustotal::RULES,
    visualcrossing::RULES,
    voiceflow::RULES,
    vonage::RULES,
    voyage::RULES,
    vpnapi::RULES,
    vultr::RULES,
    wakatime::RULES,
    walkscore::RULES,
    wandb::RULES,
    weatherapi::RULES,
    weatherbit::RULES,
    weatherstack::RULES,
    webex::RULES,
    webflow::RULES,
    webscraper::RULES,
    whoxy::RULES,
    wireguard::RULES,
    wise::RULES,
    wistia::RULES,
    wiz::RULES,
    woocommerce::RULES,
    workato::RULES,
    workos::RULES,
    worldweather::RULES,
    wrike::RULES,
    xai::RULES,
    xata::RULES,
    xendit::RULES,
    yandex::RULES,
    yelp::RULES,
    ynab::RULES,
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
