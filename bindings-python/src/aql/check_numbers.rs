//! `checknumberapi.php`.

use pyo3::prelude::*;
use telwire::aql;

use crate::aql::number::{self, Number};
use crate::call::call;
use crate::convert::Count;
use crate::errors::raised;

/// Asks for available numbers that match a pattern (number provisioning API, "Querying available numbers").
///
/// The answer is a list of `Number`, empty where nothing matches. It may be shorter than `show` even if there are more.
///
/// A search for `pattern`, or for `country` (`44`), `area_code` (`113`) and `sub_code` (`312012*`).
///
/// `skip`: leave out so many matches. `show`: at most so many numbers, 100 if left out. `sms_enabled`: `yes`, `no`
/// or `ignore`; left out, **numbers without SMS do not show**. Raises `InvalidInput`.
///
/// >>> from telwire import aql
/// >>> call = aql.CheckNumbers("0113 312012*", show=2)
/// >>> call.parse(200, b"AQVOIP_OK\n44-113-3120120_44-113-3120121\n")
/// [Number('44-113-3120120'), Number('44-113-3120121')]
#[pyclass(frozen, module = "telwire.aql")]
pub(crate) struct CheckNumbers(aql::CheckNumbers);

#[pymethods]
impl CheckNumbers {
    #[new]
    #[pyo3(signature = (pattern=None, *, country=None, area_code=None, sub_code=None, skip=None, show=None, sms_enabled=None))]
    fn new(
        pattern: Option<number::GivenPattern>,
        country: Option<&str>,
        area_code: Option<&str>,
        sub_code: Option<&str>,
        skip: Option<Count<'_>>,
        show: Option<Count<'_>>,
        sms_enabled: Option<&str>,
    ) -> PyResult<Self> {
        let mut call = aql::CheckNumbers::new(number::pattern(pattern, country, area_code, sub_code)?);
        if let Some(skip) = skip {
            call = call.skip(skip.of("skip")?);
        }
        if let Some(show) = show {
            call = call.show(show.of("show")?);
        }
        if let Some(sms_enabled) = sms_enabled {
            call = call.sms_enabled(sms_enabled.parse().map_err(raised)?);
        }
        Ok(Self(call))
    }
}

call!(CheckNumbers of aql, Vec<Number>, |_, numbers| Ok(number::numbers(numbers)));
