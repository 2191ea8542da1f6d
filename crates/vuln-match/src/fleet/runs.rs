//! Postings as they come in: inventory by inventory, wanted component by component.

use super::coding::{Reader, put_varint};

/// Postings that are held as they came before they are sorted into a run: 256 MiB while that happens.
const RUN: usize = 32 << 20;

/// Collects which inventory has which components, in rising order of inventories.
#[derive(Debug, Default)]
pub(super) struct Runs {
    sorted: Vec<Vec<u8>>,
    components: Vec<u32>,
    /// Each inventory, and how many of `components` are those up to its last.
    ends: Vec<(u32, usize)>,
}

impl Runs {
    /// The components are distinct.
    pub(super) fn push(&mut self, inventory: u32, components: &[u32]) {
        self.components.extend_from_slice(components);
        self.ends.push((inventory, self.components.len()));
        if self.components.len() >= RUN {
            self.sort();
        }
    }

    /// Sorts by counting: how many postings each component has, where its first one goes, then each to its place.
    fn sort(&mut self) {
        let count = self.components.iter().max().map_or(0, |most| *most as usize + 1);
        let mut places = vec![0_u32; count + 1];
        for component in &self.components {
            if let Some(place) = places.get_mut(*component as usize + 1) {
                *place += 1;
            }
        }
        let mut sum = 0;
        for place in &mut places {
            sum += *place;
            *place = sum;
        }
        let mut inventories = vec![0_u32; self.components.len()];
        let mut start = 0;
        for (inventory, end) in self.ends.drain(..) {
            for component in self.components.get(start..end).unwrap_or_default() {
                if let Some(place) = places.get_mut(*component as usize) {
                    if let Some(slot) = inventories.get_mut(*place as usize) {
                        *slot = inventory;
                    }
                    *place += 1;
                }
            }
            start = end;
        }
        self.components.clear();
        self.sorted.push(write(&places, &inventories));
    }

    /// Gives each component with its inventories in rising order; components in rising order, those without any left out.
    pub(super) fn each(mut self, mut give: impl FnMut(u32, &mut Vec<u32>)) {
        if !self.ends.is_empty() {
            self.sort();
        }
        self.components = Vec::new();
        let mut cursors: Vec<Cursor<'_>> = self.sorted.iter().map(|run| Cursor::new(run)).collect();
        let mut inventories = Vec::new();
        while let Some(component) = cursors.iter().filter_map(|cursor| cursor.component).min() {
            inventories.clear();
            for cursor in &mut cursors {
                if cursor.component == Some(component) {
                    cursor.take(&mut inventories);
                }
            }
            give(component, &mut inventories);
        }
    }
}

/// For each component that has any: its distance from the one before, how many inventories, their distances. After the
/// sort, the place of a component is where its last posting ends.
fn write(ends: &[u32], inventories: &[u32]) -> Vec<u8> {
    let mut run = Vec::with_capacity(inventories.len() * 2);
    let (mut start, mut last) = (0_usize, 0_u64);
    for (component, end) in ends.iter().enumerate() {
        let end = *end as usize;
        let list = inventories.get(start..end).unwrap_or_default();
        if list.is_empty() {
            continue;
        }
        put_varint(&mut run, component as u64 - last);
        put_varint(&mut run, list.len() as u64);
        let mut before = 0;
        for inventory in list {
            put_varint(&mut run, u64::from(*inventory - before));
            before = *inventory;
        }
        (start, last) = (end, component as u64);
    }
    run.shrink_to_fit();
    run
}

/// Reads a run. What it reads was written above, so nothing is missing.
struct Cursor<'a> {
    reader: Reader<'a>,
    component: Option<u32>,
}

impl<'a> Cursor<'a> {
    fn new(run: &'a [u8]) -> Self {
        let mut cursor = Self {
            reader: Reader(run),
            component: Some(0),
        };
        cursor.next();
        cursor
    }

    fn next(&mut self) {
        self.component = self
            .component
            .zip(self.reader.varint())
            .map(|(last, distance)| last + distance as u32);
    }

    fn take(&mut self, inventories: &mut Vec<u32>) {
        let mut inventory = 0;
        for _ in 0..self.reader.varint().unwrap_or_default() {
            inventory += self.reader.varint().unwrap_or_default() as u32;
            inventories.push(inventory);
        }
        self.next();
    }
}
