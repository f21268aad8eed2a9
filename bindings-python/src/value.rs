//! What answers are made of: frozen classes that compare, hash, print, match, pickle and turn into plain data.

use std::marker::PhantomData;

use pyo3::IntoPyObjectExt as _;
use pyo3::exceptions::PyTypeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::{PyBool, PyBytes, PyDict, PyInt, PyList, PyString, PyTuple};
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};

use crate::aql::number::Number;
use crate::convert;
use crate::secret::SipPassword;

/// The type of a field as Python sees it.
pub(crate) trait Type {
    const HINT: PyStaticExpr;

    /// The value as it is kept; `TypeError` for what is no such value.
    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>>;
}

/// The value itself, if it is one of the class.
fn instance<'py>(given: &Bound<'py, PyAny>, is_one: bool, name: impl std::fmt::Display) -> PyResult<Bound<'py, PyAny>> {
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
    Bool = "builtins"."bool", |given| Ok(given.is_instance_of::<PyBool>());
    Bytes = "builtins"."bytes", |given| Ok(given.is_instance_of::<PyBytes>());
    Date = "datetime"."date", |given| given.is_instance(convert::date_class(given.py())?);
    Decimal = "decimal"."Decimal", |given| given.is_instance(convert::decimal_class(given.py())?);
    Int = "builtins"."int", |given| Ok(given.is_instance_of::<PyInt>());
    Str = "builtins"."str", |given| Ok(given.is_instance_of::<PyString>());
    Time = "datetime"."time", |given| given.is_instance(convert::time_class(given.py())?);
}

/// `T` or `None`.
pub(crate) struct Opt<T>(PhantomData<T>);

impl<T: Type> Type for Opt<T> {
    const HINT: PyStaticExpr =
        type_hint_union!(T::HINT, PyStaticExpr::Constant { value: pyo3::inspect::PyStaticConstant::None });

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if given.is_none() { Ok(given.clone()) } else { T::kept(given) }
    }
}

/// `A` or `B`.
pub(crate) struct Either<A, B>(PhantomData<(A, B)>);

impl<A: Type, B: Type> Type for Either<A, B> {
    const HINT: PyStaticExpr = type_hint_union!(A::HINT, B::HINT);

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        A::kept(given).or_else(|_| B::kept(given))
    }
}

/// A tuple of `T`; whatever can be iterated becomes one.
pub(crate) struct Tuple<T>(PhantomData<T>);

impl<T: Type> Type for Tuple<T> {
    const HINT: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("builtins", "tuple"),
        T::HINT,
        PyStaticExpr::Constant { value: pyo3::inspect::PyStaticConstant::Ellipsis }
    );

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let items: Vec<_> = given.try_iter()?.map(|item| T::kept(&item?)).collect::<PyResult<_>>()?;
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

    const INPUT_TYPE: PyStaticExpr = T::HINT;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Self::new(given.py(), T::kept(&given)?)
    }
}

impl<'a, 'py, T: Type> IntoPyObject<'py> for &'a Field<T> {
    type Target = PyAny;
    type Output = Borrowed<'a, 'py, PyAny>;
    type Error = std::convert::Infallible;

    const OUTPUT_TYPE: PyStaticExpr = T::HINT;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
        Ok(self.value.bind_borrowed(py))
    }
}

/// Declares a class of values: its fields, in order, are its constructor's arguments and what `match` sees.
macro_rules! value {
    (
        $(#[doc = $doc:literal])+
        $name:ident of $module:literal { $($(#[doc = $field_doc:literal])+ $field:ident: $type:ty,)* }
    ) => {
        $(#[doc = $doc])+
        #[pyo3::pyclass(frozen, module = $module)]
        pub(crate) struct $name { $(pub(crate) $field: $crate::value::Field<$type>,)* }

        impl $name {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn fields<'a, 'py>(&'a self, py: pyo3::Python<'py>) -> Vec<&'a pyo3::Bound<'py, pyo3::PyAny>> {
                vec![$(self.$field.get(py)),*]
            }
        }

        #[pyo3::pymethods]
        impl $name {
            #[new]
            fn new($($field: $crate::value::Field<$type>),*) -> Self {
                Self { $($field),* }
            }

            $(
                $(#[doc = $field_doc])+
                #[getter]
                fn $field(&self) -> &$crate::value::Field<$type> {
                    &self.$field
                }
            )*

            /// The fields as plain data: dicts, lists, texts, numbers, dates and `Decimal`. With a SIP password in it,
            /// `TypeError` unless `reveal` is true.
            #[pyo3(signature = (*, reveal=false))]
            fn to_dict<'py>(&self, py: pyo3::Python<'py>, reveal: bool) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyDict>> {
                $crate::value::to_dict(py, Self::FIELDS, &self.fields(py), reveal)
            }

            #[classattr]
            fn __match_args__(py: pyo3::Python<'_>) -> pyo3::PyResult<pyo3::Bound<'_, pyo3::types::PyTuple>> {
                pyo3::types::PyTuple::new(py, Self::FIELDS)
            }

            fn __repr__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<String> {
                $crate::value::repr(stringify!($name), Self::FIELDS, &self.fields(py))
            }

            fn __eq__(&self, py: pyo3::Python<'_>, other: &pyo3::Bound<'_, pyo3::PyAny>) -> pyo3::PyResult<bool> {
                let Ok(other) = other.cast::<Self>() else { return Ok(false) };
                $crate::value::are_equal(&self.fields(py), &other.get().fields(py))
            }

            fn __hash__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<isize> {
                pyo3::types::PyAnyMethods::hash(pyo3::types::PyTuple::new(py, self.fields(py))?.as_any())
            }

            fn __reduce__<'py>(slf: &pyo3::Bound<'py, Self>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyTuple>> {
                let py = slf.py();
                let fields = pyo3::types::PyTuple::new(py, slf.get().fields(py))?;
                pyo3::IntoPyObject::into_pyobject((slf.get_type(), fields), py)
            }
        }
    };
}

pub(crate) fn repr(name: &str, names: &[&str], fields: &[&Bound<'_, PyAny>]) -> PyResult<String> {
    let write = |(name, field): (&&str, &&Bound<'_, PyAny>)| Ok(format!("{name}={}", field.repr()?));
    let fields: Vec<_> = names.iter().zip(fields).map(write).collect::<PyResult<_>>()?;
    Ok(format!("{name}({})", fields.join(", ")))
}

pub(crate) fn are_equal(one: &[&Bound<'_, PyAny>], other: &[&Bound<'_, PyAny>]) -> PyResult<bool> {
    for (one, other) in one.iter().zip(other) {
        if !one.eq(other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(crate) fn to_dict<'py>(
    py: Python<'py>,
    names: &[&str],
    fields: &[&Bound<'py, PyAny>],
    reveal: bool,
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (name, field) in names.iter().zip(fields) {
        dict.set_item(name, plain(field, reveal)?)?;
    }
    Ok(dict)
}

/// A field as plain data.
fn plain<'py>(field: &Bound<'py, PyAny>, reveal: bool) -> PyResult<Bound<'py, PyAny>> {
    let py = field.py();
    if let Ok(password) = field.cast::<SipPassword>() {
        return if reveal { password.get().0.reveal().into_bound_py_any(py) } else { Err(concealed()) };
    }
    if field.is_instance_of::<Number>() {
        return Ok(field.str()?.into_any());
    }
    if let Ok(items) = field.cast::<PyTuple>() {
        let items: Vec<_> = items.iter().map(|item| plain(&item, reveal)).collect::<PyResult<_>>()?;
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

pub(crate) use value;
