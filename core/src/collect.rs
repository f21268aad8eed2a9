//! Sets and maps out of what is iterated over.

/// What `collect` would make, element by element. That sorts first, by a sort of its own for every type of element: the
/// sorts would be a tenth of the wasm module.
pub(crate) fn collected<C: Default + Extend<T>, T>(elements: impl IntoIterator<Item = T>) -> C {
    let mut collection = C::default();
    collection.extend(elements);
    collection
}
