//! The enums of `telwire._enums`, as fields have them.

use std::marker::PhantomData;

use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString};
use pyo3::{type_hint_identifier, type_hint_union};

use crate::value::{Field, Type, instance};

/// One of the enums. Its members are texts.
pub(crate) trait Enum: Type {
    const NAME: &'static str;

    /// The members by their texts.
    fn members(py: Python<'_>) -> PyResult<&Bound<'_, PyDict>>;

    /// The member for `text`, if the enum knows it.
    fn member<'py>(text: &Bound<'py, PyString>) -> PyResult<Option<Bound<'py, PyAny>>> {
        Self::members(text.py())?.get_item(text)
    }

    /// The field of a text that the core has.
    fn field<T: Type>(py: Python<'_>, text: &str) -> PyResult<Field<T>> {
        Field::new(py, T::kept(PyString::new(py, text).as_any())?)
    }
}

/// Declares the enums.
macro_rules! enums {
    ($($name:ident)*) => {$(
        #[doc = concat!("`", stringify!($name), "`, for a field that holds nothing else.")]
        pub(crate) struct $name;

        impl Enum for $name {
            const NAME: &'static str = stringify!($name);

            fn members(py: Python<'_>) -> PyResult<&Bound<'_, PyDict>> {
                static MEMBERS: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
                let members = MEMBERS.get_or_try_init(py, || {
                    let class = py.import("telwire._enums")?.getattr(Self::NAME)?;
                    Ok::<_, PyErr>(class.getattr("_value2member_map_")?.cast_into::<PyDict>()?.unbind())
                })?;
                Ok(members.bind(py))
            }
        }

        impl Type for $name {
            const HINT: PyStaticExpr = type_hint_identifier!("telwire._enums", stringify!($name));

            fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
                let member = given.cast::<PyString>().ok().and_then(|text| Self::member(text).transpose()).transpose()?;
                member.map_or_else(|| instance(given, false, Self::NAME), Ok)
            }
        }
    )*};
}

enums! { DeletedStatus DidType Effect Fate LateEmail Outcome Released SmsAction Stage Status Why }

/// A member of the enum; a text that the enum does not know stays a `str`.
pub(crate) struct Open<E>(PhantomData<E>);

impl<E: Enum> Type for Open<E> {
    const HINT: PyStaticExpr = type_hint_union!(E::HINT, type_hint_identifier!("builtins", "str"));

    fn kept<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        match given.cast::<PyString>() {
            Ok(text) => Ok(E::member(text)?.unwrap_or_else(|| given.clone())),
            Err(_) => instance(given, false, E::NAME),
        }
    }
}
