//! The products and groups that a document defines.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use portcullis_findings::{Position, VexProduct};

use crate::vex::VexError;
use crate::vex::source::{Reading, shortened};

/// Products and groups by their identifiers.
#[derive(Default)]
pub(super) struct Products {
    products: BTreeMap<String, Option<VexProduct>>,
    groups: BTreeMap<String, Option<Vec<String>>>,
}

/// What an identifier stands for.
pub(super) enum Named<'p> {
    Product(&'p VexProduct),
    /// Defined, but not so that it says what it is; that was told where it is defined.
    Unclear,
    Missing,
}

impl Products {
    /// Defines a product. One that is defined twice is unclear from then on.
    pub(super) fn define(
        &mut self,
        reading: &mut Reading<'_>,
        id: String,
        product: Option<VexProduct>,
        at: Position,
    ) {
        let told = shortened(&id);
        let known = self.products.entry(id);
        let twice = matches!(known, Entry::Occupied(_));
        *known.or_insert(None) = product.filter(|_| !twice);
        if twice {
            reading.gap(at, format!("product `{told}` is defined twice"));
        }
    }

    pub(super) fn is_defined(&self, id: &str) -> bool {
        self.products.contains_key(id)
    }

    pub(super) fn define_group(
        &mut self,
        reading: &mut Reading<'_>,
        id: String,
        members: Vec<String>,
        at: Position,
    ) {
        for member in &members {
            if !self.products.contains_key(member) {
                let cause = format!(
                    "product group `{}` names `{}`, which is not defined",
                    shortened(&id),
                    shortened(member)
                );
                reading.gap(at, cause);
            }
        }
        let told = shortened(&id);
        let known = self.groups.entry(id);
        let twice = matches!(known, Entry::Occupied(_));
        *known.or_insert(None) = Some(members).filter(|_| !twice);
        if twice {
            reading.gap(at, format!("product group `{told}` is defined twice"));
        }
    }

    pub(super) fn named(&self, id: &str) -> Named<'_> {
        match self.products.get(id) {
            Some(Some(product)) => Named::Product(product),
            Some(None) => Named::Unclear,
            None => Named::Missing,
        }
    }

    /// The identifiers of products that a list of products and one of groups name; what is not defined is told.
    pub(super) fn members(
        &self,
        reading: &mut Reading<'_>,
        products: Option<Vec<String>>,
        groups: Option<Vec<String>>,
        at: Position,
    ) -> Result<Vec<String>, VexError> {
        let mut ids = products.unwrap_or_default();
        reading.count(ids.len())?;
        for id in &ids {
            if matches!(self.named(id), Named::Missing) {
                reading.gap(
                    at,
                    format!("product `{}` is named and not defined", shortened(id)),
                );
            }
        }
        for group in groups.unwrap_or_default() {
            match self.groups.get(&group) {
                None => reading.gap(
                    at,
                    format!("product group `{}` is named and not defined", shortened(&group)),
                ),
                Some(None) => {}
                Some(Some(members)) => {
                    reading.count(members.len())?;
                    ids.extend(members.iter().cloned());
                }
            }
        }
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }
}
