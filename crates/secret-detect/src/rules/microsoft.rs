//! Rules for Microsoft Teams.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/microsoft-teams-webhook", "microsoft", r"\.webhook\.office\.com/webhookb2/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}@[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/IncomingWebhook/[a-z0-9]{32}/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:/[\w-]{1,64})?")
        .title("Microsoft Teams webhook")
        .remedy("Delete the webhook in the channel connectors and make a new one: whoever has the address can post.")
        .docs("https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook")
        .keywords(&[".webhook.office.com/webhookb2/"])
        .severity(Severity::Medium)
        .examples(&[Example("https://acme", concat!(".webh", "ook.office.com/webhookb2/cc7bd0f9-ca37-f029-883c-998e20d50202@56c39c24-1", "89e-31b8-c705-11fbc452f12f/IncomingWebhook/76b2bc7274509d194ee4829e147e8", "129/cafa2de1-91af-82dd-f810-830f4dadf2f7"), "")], &[]),
];
