//! Rules for InfluxDB.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/influxdb-token", "influxdb", r"[A-Za-z0-9_-]{86}==")
        .title("InfluxDB API token")
        .remedy("Revoke it in the API tokens page of InfluxDB, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.influxdata.com/influxdb/v2/admin/tokens/")
        .keywords(&["influx"])
        .min_entropy(4.0)
        .examples(&[Example("influx_key = \"", concat!("HMGu0", "eR7aQWsrpZuM052uv7OJMs5indoL5zMZttzy1lONqnziUSJyZLhFDTe1oC7w0fqW65q9bark", "IXll9pXNX=="), "\"")], &["influx_key = \"${INFLUX}\""]),
    Rule::token("secret/influxdb-token-form", "influxdb", r#"(?i:influx[^\r\n]{0,40}\n?[^\r\n]{0,24}token["\x27]?\s{0,3}[:=]\s{0,3}["\x27]?)([A-Za-z0-9_-]{86}==)"#)
        .title("InfluxDB API token beside its server")
        .remedy("Revoke it in the API tokens page of InfluxDB, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.influxdata.com/influxdb/v2/admin/tokens/")
        .keywords(&["influx"])
        .min_entropy(4.0)
        .examples(&[Example("influx --host http://db.example:8086 --token=", concat!("0MGT7", "qu3Qvb5CpJ4pZxqM7seYiA16PuLWbVoas1LLxw92XXDNxGMJdSJmp3hQt71Kogqvs5Y679uF", "u3gAHdrXO=="), "")], &["influx --token=$TOKEN"]),
];
