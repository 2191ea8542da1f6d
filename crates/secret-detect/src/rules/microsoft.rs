//! Rules for Microsoft Teams.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/microsoft-teams-webhook", "microsoft", r"\.webhook\.office\.com/webhookb2/[A-Za-z0-9-]{36}@[A-Za-z0-9-]{36}/IncomingWebhook/[A-Za-z0-9]{32}/[A-Za-z0-9-]{36}(?:/[\w-]{1,64})?")
        .title("Microsoft Teams webhook")
        .remedy("Delete the webhook in the channel connectors and make a new one: whoever has the address can post.")
        .docs("https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook")
        .keywords(&[".webhook.office.com/webhookb2/"])
        .severity(Severity::Medium)
        .examples(&[Example("https://acme", concat!(".webh", "ook.office.com/webhookb2/0d502025-6c39-c241-89e3-1b8c70511fbc@452f12f7-6", "b2b-c727-4509-d194ee4829e1/IncomingWebhook/47e8129cafa2de191af82ddf81083", "0f4/dadf2f75-5c8e-c097-841f-da13c976003a"), "")], &[]),
];
