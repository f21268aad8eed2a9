//! Sets and maps in one piece of memory: sorted vectors. Of the trees of the standard library each kind of element has
//! code of its own, which was a tenth of the wasm module.

use std::borrow::Borrow;
use std::collections::BinaryHeap;

use crate::saved::{Reader, Saved};

/// Different values in their order. Made of many at once it takes as long as a tree does; adding one moves what is behind
/// it, which at a hundred thousand numbers costs less than a page of them takes to arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Set<T>(Vec<T>);

impl<T: Ord> Set<T> {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn contains<Q: Ord + ?Sized>(&self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.find(value).is_ok()
    }

    /// Takes a value in, and says whether it is new.
    pub(crate) fn insert(&mut self, value: T) -> bool {
        match self.find(&value) {
            Ok(_) => false,
            Err(position) => {
                self.0.insert(position, value);
                true
            }
        }
    }

    /// Takes many in.
    pub(crate) fn extend(&mut self, values: impl IntoIterator<Item = T>) {
        let known = std::mem::take(&mut self.0);
        *self = known.into_iter().chain(values).collect();
    }

    pub(crate) fn remove(&mut self, value: &T) {
        if let Ok(position) = self.find(value) {
            self.0.remove(position);
        }
    }

    /// Takes the last out.
    pub(crate) fn pop(&mut self) -> Option<T> {
        self.0.pop()
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    fn find<Q: Ord + ?Sized>(&self, value: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        self.0.binary_search_by(|known| known.borrow().cmp(value))
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        // The sort by a heap has a quarter of the code of the others.
        let mut values = BinaryHeap::from(Vec::from_iter(values)).into_sorted_vec();
        values.dedup();
        Self(values)
    }
}

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Saved + Ord> Saved for Set<T> {
    fn save(&self, to: &mut Vec<u8>) {
        self.0.save(to);
    }

    fn load(from: &mut Reader<'_>) -> Self {
        Vec::load(from).into_iter().collect()
    }
}

/// A value for each of some keys: as many as a purchase or an account's users have, as they are added one by one.
#[derive(Clone, Debug)]
pub(crate) struct Map<K, V>(Vec<(K, V)>);

impl<K: Ord, V> Map<K, V> {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        let position = self.find(key).ok()?;
        self.0.get(position).map(|(_, value)| value)
    }

    /// Sets the value of the key, whatever it was.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        match self.find(&key) {
            Ok(position) => {
                if let Some((_, known)) = self.0.get_mut(position) {
                    *known = value;
                }
            }
            Err(position) => self.0.insert(position, (key, value)),
        }
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }

    fn find(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(key))
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        pairs.into_iter().for_each(|(key, value)| map.insert(key, value));
        map
    }
}

/// Where the first value stands that stood there before, and where that was.
pub(crate) fn repeated<T: Ord>(values: impl Iterator<Item = T>) -> Option<(usize, usize)> {
    let values: Set<(T, usize)> = values.enumerate().map(|(position, value)| (value, position)).collect();
    let neighbours = values.0.iter().zip(values.0.iter().skip(1));
    let repeated = neighbours.filter(|(before, value)| before.0 == value.0);
    repeated.map(|(before, value)| (value.1, before.1)).min()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_set_is_what_a_tree_is(
            values in proptest::collection::vec(0..20_u8, 0..30),
            more in proptest::collection::vec((any::<bool>(), 0..20_u8), 0..30),
        ) {
            let (mut set, mut tree): (Set<u8>, BTreeSet<u8>) = (values.iter().copied().collect(), values.into_iter().collect());
            for (is_added, value) in more {
                prop_assert_eq!(set.contains(&value), tree.contains(&value));
                if is_added {
                    prop_assert_eq!(set.insert(value), tree.insert(value));
                } else {
                    set.remove(&value);
                    tree.remove(&value);
                }
                prop_assert!(set.iter().eq(tree.iter()));
            }
            set.extend([7, 3, 7]);
            tree.extend([7, 3, 7]);
            prop_assert_eq!(set.pop(), tree.pop_last());
            prop_assert!(set.into_iter().eq(tree));
        }

        #[test]
        fn a_map_is_what_a_tree_is(pairs in proptest::collection::vec((0..20_u8, any::<u8>()), 0..30)) {
            let (map, tree): (Map<u8, u8>, BTreeMap<u8, u8>) = (pairs.iter().copied().collect(), pairs.into_iter().collect());
            for key in 0..20 {
                prop_assert_eq!(map.get(&key), tree.get(&key));
            }
            prop_assert!(map.iter().map(|(key, value)| (key, value)).eq(tree.iter()));
        }
    }

    #[test]
    fn the_first_that_repeats_another_is_found() {
        assert_eq!(repeated("abcd".chars()), None);
        assert_eq!(repeated("cabbac".chars()), Some((3, 2)));
        assert_eq!(repeated("aaa".chars()), Some((1, 0)));
    }
}
