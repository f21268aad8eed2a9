//! What answers are made of: frozen classes that compare, hash, print, match, pickle and turn into plain data.
//!
//! [`value!`] declares one. Its fields are Python objects, checked when they are given; what a field may be is said by
//! a [`Type`], which type checkers see too.

use std::convert::Infallible;
use std::marker::PhantomData;

use pyo3::IntoPyObjectExt as _;
use pyo3::exceptions::PyTypeError;
use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyBool, PyDict, PyInt, PyList, PyString, PyTuple};
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};

use crate::aql::number::{Number, Pattern};
use crate::convert;
use crate::secret::{Body, SipPassword};

/// The type of a field as Python sees it.
pub(crate) trait Type {
    /// What it is.
    const HINT: PyStaticExpr;
    /// What it may be given as.
    const INPUT: PyStaticExpr = Self::HINT;

    /// The value as it is kept; `TypeError` for what is no such value.
    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>>;
}

/// The value itself, if it is one of the class.
pub(crate) fn instance<'py>(
    given: &Bound<'py, PyAny>,
    is_one: bool,
    name: impl std::fmt::Display,
) -> PyResult<Bound<'py, PyAny>> {
    if is_one {
        return Ok(given.clone());
    }
    Err(PyTypeError::new_err(format!("expected `{name}`, got `{}`", given.get_type().name()?)))
}

/// Declares types of fields that are classes of Python's.
macro_rules! types {
    ($($name:ident = $module:literal . $class:literal, $is_one:expr;)*) => {$(
        /// The Python type of that name, for a field.
        pub(crate) struct $name;

        impl Type for $name {
            const HINT: PyStaticExpr = type_hint_identifier!($module, $class);

            fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
                let is_one: fn(&Bound<'py, PyAny>) -> PyResult<bool> = $is_one;
                instance(given, is_one(given)?, $class)
            }
        }
    )*};
}

types! {
    Any = "typing"."Any", |_| Ok(true);
    Bool = "builtins"."bool", |given| Ok(given.is_instance_of::<PyBool>());
    Date = "datetime"."date", |given| given.is_instance(convert::date_class(given.py())?);
    Decimal = "decimal"."Decimal", |given| given.is_instance(convert::decimal_class(given.py())?);
    Int = "builtins"."int", |given| Ok(given.is_instance_of::<PyInt>() && !given.is_instance_of::<PyBool>());
    Str = "builtins"."str", |given| Ok(given.is_instance_of::<PyString>());
    Time = "datetime"."time", |given| given.is_instance(convert::time_class(given.py())?);
}

const NONE: PyStaticExpr = PyStaticExpr::Constant { value: PyStaticConstant::None };

/// `T` or `None`.
pub(crate) struct Opt<T>(PhantomData<T>);

impl<T: Type> Type for Opt<T> {
    const HINT: PyStaticExpr = type_hint_union!(T::HINT, NONE);
    const INPUT: PyStaticExpr = type_hint_union!(T::INPUT, NONE);

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if given.is_none() { Ok(given.clone()) } else { T::kept(given) }
    }
}

/// `A` or `B`.
pub(crate) struct Either<A, B>(PhantomData<(A, B)>);

impl<A: Type, B: Type> Type for Either<A, B> {
    const HINT: PyStaticExpr = type_hint_union!(A::HINT, B::HINT);
    const INPUT: PyStaticExpr = type_hint_union!(A::INPUT, B::INPUT);

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        A::kept(given).or_else(|_| B::kept(given))
    }
}

/// A tuple of `T`; whatever can be iterated becomes one, except a `str`.
pub(crate) struct Tuple<T>(PhantomData<T>);

impl<T: Type> Type for Tuple<T> {
    const HINT: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("builtins", "tuple"),
        T::HINT,
        PyStaticExpr::Constant { value: PyStaticConstant::Ellipsis }
    );
    const INPUT: PyStaticExpr = type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterable"), T::INPUT);

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let items: Vec<_> = convert::items(given)?.map(|item| T::kept(&item?)).collect::<PyResult<_>>()?;
        Ok(PyTuple::new(given.py(), items)?.into_any())
    }
}

/// A tuple of an `A` and a `B`.
pub(crate) struct Pair<A, B>(PhantomData<(A, B)>);

impl<A: Type, B: Type> Type for Pair<A, B> {
    const HINT: PyStaticExpr = type_hint_subscript!(type_hint_identifier!("builtins", "tuple"), A::HINT, B::HINT);

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let (first, second): (Bound<'_, PyAny>, Bound<'_, PyAny>) = given.extract()?;
        (A::kept(&first)?, B::kept(&second)?).into_bound_py_any(given.py())
    }
}

/// A dict from `K` to `V`.
pub(crate) struct Dict<K, V>(PhantomData<(K, V)>);

impl<K: Type, V: Type> Type for Dict<K, V> {
    const HINT: PyStaticExpr = type_hint_subscript!(type_hint_identifier!("builtins", "dict"), K::HINT, V::HINT);

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let kept = PyDict::new(given.py());
        for (key, value) in given.cast::<PyDict>()? {
            kept.set_item(K::kept(&key)?, V::kept(&value)?)?;
        }
        Ok(kept.into_any())
    }
}

/// Any of our classes.
pub(crate) struct Class<T>(PhantomData<T>);

impl<T: PyTypeInfo> Type for Class<T> {
    const HINT: PyStaticExpr = T::TYPE_HINT;

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let class = T::type_object(given.py());
        instance(given, given.is_instance(&class)?, class.name()?)
    }
}

/// A field, as the Python object that it is.
pub(crate) struct Field<T> {
    value: Py<PyAny>,
    of: PhantomData<fn() -> T>,
}

impl<T> Field<T> {
    /// The field of what the core says; the conversion gives the right type.
    pub(crate) fn new<'py>(py: Python<'py>, value: impl IntoPyObject<'py>) -> PyResult<Self> {
        Ok(Self { value: value.into_py_any(py)?, of: PhantomData })
    }

    pub(crate) fn get<'py>(&self, py: Python<'py>) -> &Bound<'py, PyAny> {
        self.value.bind(py)
    }
}

impl<T> Field<Opt<T>> {
    /// The field that was left out, or this one.
    pub(crate) fn or_none(py: Python<'_>, field: Option<Field<T>>) -> Self {
        Self { value: field.map_or_else(|| py.None(), |field| field.value), of: PhantomData }
    }
}

impl<T> Field<Tuple<T>> {
    /// The tuple of these.
    pub(crate) fn tuple<'py, V: IntoPyObject<'py>>(
        py: Python<'py>,
        values: impl IntoIterator<Item = PyResult<V>>,
    ) -> PyResult<Self> {
        let values: Vec<_> = values.into_iter().map(|value| value?.into_bound_py_any(py)).collect::<PyResult<_>>()?;
        Self::new(py, PyTuple::new(py, values)?)
    }
}

impl<'py, T: Type> FromPyObject<'_, 'py> for Field<T> {
    type Error = PyErr;

    const INPUT_TYPE: PyStaticExpr = T::INPUT;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Self::new(given.py(), T::kept(&given)?)
    }
}

impl<'a, 'py, T: Type> IntoPyObject<'py> for &'a Field<T> {
    type Target = PyAny;
    type Output = Borrowed<'a, 'py, PyAny>;
    type Error = Infallible;

    const OUTPUT_TYPE: PyStaticExpr = T::HINT;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(self.value.bind_borrowed(py))
    }
}

impl<'py, T: Type> IntoPyObject<'py> for Field<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = Infallible;

    const OUTPUT_TYPE: PyStaticExpr = T::HINT;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(self.value.into_bound(py))
    }
}

/// The names of a class's fields, in the order of its constructor's arguments.
pub(crate) trait Names {
    const NAMES: &'static [&'static str];
    /// The tuple of them, each a literal.
    const HINT: PyStaticExpr;
}

/// Says which fields a class has: what `match` sees of it.
macro_rules! names {
    ($class:ident: $($field:ident),*) => {
        impl $crate::value::Names for $class {
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];
            const HINT: pyo3::inspect::PyStaticExpr = pyo3::type_hint_subscript!(
                pyo3::type_hint_identifier!("builtins", "tuple"),
                $(pyo3::type_hint_subscript!(
                    pyo3::type_hint_identifier!("typing", "Literal"),
                    pyo3::inspect::PyStaticExpr::Constant {
                        value: pyo3::inspect::PyStaticConstant::Str(stringify!($field))
                    }
                )),*
            );
        }

        #[pyo3::pymethods]
        impl $class {
            #[classattr]
            fn __match_args__() -> $crate::value::MatchArgs<Self> {
                $crate::value::MatchArgs::new()
            }
        }
    };
}

/// The names, for `__match_args__`.
pub(crate) struct MatchArgs<C>(PhantomData<C>);

impl<C> MatchArgs<C> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'py, C: Names> IntoPyObject<'py> for MatchArgs<C> {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;

    const OUTPUT_TYPE: PyStaticExpr = C::HINT;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        PyTuple::new(py, C::NAMES)
    }
}

/// A frozen class: what its constructor takes, it holds.
pub(crate) trait Value: Names {
    /// Whether fields that are `None` are left out where it prints.
    const IS_SPARSE: bool = false;

    /// The fields, in the order of their names.
    fn fields<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>>;
}

/// Declares the methods that all values have.
macro_rules! methods {
    ($class:ident) => {
        #[pyo3::pymethods]
        impl $class {
            /// The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
            /// or bytes that may hold one, `TypeError` unless `reveal` is true.
            #[pyo3(signature = (*, reveal=false))]
            fn to_dict(
                &self,
                py: pyo3::Python<'_>,
                reveal: bool,
            ) -> pyo3::PyResult<$crate::value::Field<$crate::value::Dict<$crate::value::Str, $crate::value::Any>>> {
                $crate::value::to_dict(py, self, reveal)
            }

            fn __repr__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<String> {
                $crate::value::repr(py, stringify!($class), self)
            }

            fn __eq__(&self, py: pyo3::Python<'_>, other: &pyo3::Bound<'_, pyo3::PyAny>) -> pyo3::PyResult<bool> {
                match other.cast::<Self>() {
                    Ok(other) => $crate::value::are_equal(py, self, other.get()),
                    Err(_) => Ok(false),
                }
            }

            fn __hash__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<isize> {
                $crate::value::hash(py, self)
            }

            fn __getnewargs__(
                &self,
                py: pyo3::Python<'_>,
            ) -> pyo3::PyResult<$crate::value::Field<$crate::value::Tuple<$crate::value::Any>>> {
                $crate::value::fields(py, self)
            }
        }
    };
}

/// Declares a class of values: its fields, in order, are its constructor's arguments and what `match` sees. Those of an
/// `optional` class may be left out, and print only where they are there.
macro_rules! value {
    (
        $(#[doc = $doc:literal])+
        $class:ident of $module:literal { $($(#[doc = $field_doc:literal])+ $field:ident: $type:ty,)* }
    ) => {
        $crate::value::value!(
            @class $(#[doc = $doc])+ $class $module false $($(#[doc = $field_doc])+ $field: $type,)*
        );

        #[pyo3::pymethods]
        impl $class {
            #[new]
            #[allow(clippy::too_many_arguments, reason = "each is a field")]
            fn new($($field: $crate::value::Field<$type>),*) -> Self {
                Self { $($field),* }
            }
        }
    };
    (
        $(#[doc = $doc:literal])+
        optional $class:ident of $module:literal { $($(#[doc = $field_doc:literal])+ $field:ident: $type:ty,)* }
    ) => {
        $crate::value::value!(
            @class $(#[doc = $doc])+ $class $module true
            $($(#[doc = $field_doc])+ $field: $crate::value::Opt<$type>,)*
        );

        #[pyo3::pymethods]
        impl $class {
            #[new]
            #[pyo3(signature = ($($field=None),*))]
            #[allow(clippy::too_many_arguments, reason = "each is a field")]
            fn new(py: pyo3::Python<'_>, $($field: Option<$crate::value::Field<$type>>),*) -> Self {
                Self { $($field: $crate::value::Field::or_none(py, $field)),* }
            }
        }
    };
    (
        @class $(#[doc = $doc:literal])+
        $class:ident $module:literal $is_sparse:literal $($(#[doc = $field_doc:literal])+ $field:ident: $type:ty,)*
    ) => {
        $(#[doc = $doc])+
        #[pyo3::pyclass(frozen, module = $module)]
        pub(crate) struct $class { $(pub(crate) $field: $crate::value::Field<$type>,)* }

        #[pyo3::pymethods]
        impl $class {
            $(
                $(#[doc = $field_doc])+
                #[getter]
                fn $field(&self) -> &$crate::value::Field<$type> {
                    &self.$field
                }
            )*
        }

        impl $crate::value::Value for $class {
            const IS_SPARSE: bool = $is_sparse;

            fn fields<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<Vec<pyo3::Bound<'py, pyo3::PyAny>>> {
                Ok(vec![$(self.$field.get(py).clone()),*])
            }
        }

        $crate::value::names!($class: $($field),*);
        $crate::value::methods!($class);
    };
}

pub(crate) fn repr<V: Value>(py: Python<'_>, class: &str, value: &V) -> PyResult<String> {
    let fields = value.fields(py)?;
    let shown = V::NAMES.iter().zip(&fields).filter(|(_, field)| !(V::IS_SPARSE && field.is_none()));
    let written: Vec<_> =
        shown.map(|(name, field)| Ok(format!("{name}={}", field.repr()?))).collect::<PyResult<_>>()?;
    Ok(format!("{class}({})", written.join(", ")))
}

pub(crate) fn are_equal<V: Value>(py: Python<'_>, one: &V, other: &V) -> PyResult<bool> {
    PyTuple::new(py, one.fields(py)?)?.eq(PyTuple::new(py, other.fields(py)?)?)
}

pub(crate) fn hash<V: Value>(py: Python<'_>, value: &V) -> PyResult<isize> {
    PyTuple::new(py, value.fields(py)?)?.hash()
}

pub(crate) fn fields<V: Value>(py: Python<'_>, value: &V) -> PyResult<Field<Tuple<Any>>> {
    Field::new(py, PyTuple::new(py, value.fields(py)?)?)
}

pub(crate) fn to_dict<V: Value>(py: Python<'_>, value: &V, reveal: bool) -> PyResult<Field<Dict<Str, Any>>> {
    let dict = PyDict::new(py);
    for (name, field) in V::NAMES.iter().zip(value.fields(py)?) {
        dict.set_item(name, plain(&field, reveal)?)?;
    }
    Field::new(py, dict)
}

/// A field as plain data.
fn plain<'py>(field: &Bound<'py, PyAny>, reveal: bool) -> PyResult<Bound<'py, PyAny>> {
    let py = field.py();
    if field.is_instance_of::<SipPassword>() || field.is_instance_of::<Body>() {
        return if reveal { field.call_method0("reveal") } else { Err(concealed()) };
    }
    if field.is_instance_of::<Number>() || field.is_instance_of::<Pattern>() {
        return Ok(field.str()?.into_any());
    }
    if field.is_instance_of::<PyTuple>() || field.is_instance_of::<PyList>() {
        let items: Vec<_> = field.try_iter()?.map(|item| plain(&item?, reveal)).collect::<PyResult<_>>()?;
        return Ok(PyList::new(py, items)?.into_any());
    }
    if !field.hasattr("to_dict")? {
        return Ok(field.clone());
    }
    let arguments = PyDict::new(py);
    arguments.set_item("reveal", reveal)?;
    field.call_method("to_dict", (), Some(&arguments))
}

fn concealed() -> PyErr {
    PyTypeError::new_err("a SIP password is among the values: say `to_dict(reveal=True)`, or take it by `reveal()`")
}

pub(crate) use {methods, names, value};
