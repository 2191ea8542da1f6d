//! Few or many items for each of several small numbers.

/// Items by a number of each. They are put there by counting, so that no two are compared.
pub(super) struct Grouped<T> {
    /// Where those of each number begin, and at last where those of the largest one end.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy> Grouped<T> {
    /// Groups for the numbers below `count`, each in the order of coming. What has a larger number is in none.
    pub(super) fn new(count: usize, items: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0; count + 1];
        for (group, _) in items.clone() {
            if let Some(count) = starts.get_mut(group + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut free = starts.clone();
        let mut grouped: Vec<T> = items.clone().map(|(_, item)| item).collect();
        grouped.truncate(before as usize);
        for (group, item) in items.filter(|(group, _)| *group < count) {
            if let Some(at) = free.get_mut(group)
                && let Some(slot) = grouped.get_mut(*at as usize)
            {
                *slot = item;
                *at += 1;
            }
        }
        Self {
            starts,
            items: grouped,
        }
    }

    /// How many groups there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The items of one number.
    pub(super) fn of(&self, group: usize) -> &[T] {
        match self.starts.get(group..group.saturating_add(2)) {
            Some(&[start, end]) => self.items.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Sorts the items of each number.
    pub(super) fn sort_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        for bounds in self.starts.windows(2) {
            let &[start, end] = bounds else { continue };
            let group = self.items.get_mut(start as usize..end as usize);
            if let Some(group) = group.filter(|group| group.len() > 1) {
                group.sort_unstable_by_key(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_holds_its_items_in_their_order() {
        let items = [(2, 'b'), (0, 'x'), (2, 'a'), (7, 'z'), (2, 'c')];
        let mut grouped = Grouped::new(4, items.into_iter());
        assert_eq!(grouped.count(), 4);
        let all = |grouped: &Grouped<char>| (0..9).map(|group| grouped.of(group).iter().collect()).collect();
        let found: Vec<String> = all(&grouped);
        assert_eq!(found, ["x", "", "bac", "", "", "", "", "", ""]);
        grouped.sort_by_key(|item| *item);
        let found: Vec<String> = all(&grouped);
        assert_eq!(found, ["x", "", "abc", "", "", "", "", "", ""]);
        assert_eq!(grouped.of(usize::MAX), []);
    }

    #[test]
    fn nothing_may_be_grouped() {
        let grouped = Grouped::new(0, [(0, 'a')].into_iter());
        assert_eq!((grouped.count(), grouped.of(0)), (0, [].as_slice()));
    }
}
