//! The native half of the Python package: it converts, and nothing else. Every rule of the wire is in the core.

mod call;
mod convert;
mod enums;
mod environment;
mod errors;
mod http;
mod secret;
mod value;

mod aculab;
mod aql;
mod sandbox;
mod workflow;

use pyo3::prelude::*;

/// The native half of telwire; import the names from `telwire`, `telwire.aql` and `telwire.aculab`.
#[pymodule(gil_used = false)]
mod _native {
    use pyo3::prelude::*;

    /// The version of the package.
    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "it is Python's name")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    #[pymodule_export]
    use crate::http::{Request, Response};
    #[pymodule_export]
    use crate::secret::{Body, SipPassword};

    /// Aculab Cloud: inbound telephone numbers.
    #[pymodule]
    mod aculab {
        #[pymodule_export]
        use crate::aculab::account::{Account, Gateway};
        #[pymodule_export]
        use crate::aculab::owned_number::OwnedNumber;
        #[pymodule_export]
        use crate::aculab::tel_delete_numbers::{Deleted, NotDeleted, TelDeleteNumbers};
        #[pymodule_export]
        use crate::aculab::tel_get_supported_countries::TelGetSupportedCountries;
        #[pymodule_export]
        use crate::aculab::tel_get_supported_regions::TelGetSupportedRegions;
        #[pymodule_export]
        use crate::aculab::tel_get_supported_states::TelGetSupportedStates;
        #[pymodule_export]
        use crate::aculab::tel_list_numbers::TelListNumbers;
        #[pymodule_export]
        use crate::aculab::tel_list_regulation_addresses::{RegulationAddress, TelListRegulationAddresses};
        #[pymodule_export]
        use crate::aculab::tel_purchase::{Problem, Purchased, TelPurchase};
        #[pymodule_export]
        use crate::aculab::tel_purchase_development::{MimickedPurchase, TelPurchaseDevelopment};
    }

    /// aql: the number provisioning API, and the number control and credit API.
    #[pymodule]
    mod aql {
        #[pymodule_export]
        use crate::aql::account::{Account, Gateway};
        #[pymodule_export]
        use crate::aql::assign_numbers::{AssignNumbers, Assigned, AssignedNumber, Item, Problem};
        #[pymodule_export]
        use crate::aql::change_user::{ChangeUser, Changed};
        #[pymodule_export]
        use crate::aql::check_numbers::CheckNumbers;
        #[pymodule_export]
        use crate::aql::get_user::{GetUser, User};
        #[pymodule_export]
        use crate::aql::list_users::ListUsers;
        #[pymodule_export]
        use crate::aql::number::{Number, Pattern};
        #[pymodule_export]
        use crate::aql::settings::Settings;
        #[pymodule_export]
        use crate::workflow::order::slot::Slot;
    }

    /// What a careful person would do with the calls, as state machines.
    #[pymodule]
    mod workflow {
        #[pymodule_export]
        use crate::workflow::configure::{Configure, ConfigureReport, Difference};
        #[pymodule_export]
        use crate::workflow::driver::Workflow;
        #[pymodule_export]
        use crate::workflow::inventory::{AculabInventory, AqlInventory, AqlUser, FailedUser, InventoryReport};
        #[pymodule_export]
        use crate::workflow::order::Sent;
        #[pymodule_export]
        use crate::workflow::order::aculab::{AculabAttempt, AculabOrder, AculabOrderItem, AculabOrderReport};
        #[pymodule_export]
        use crate::workflow::order::aql::{AqlAttempt, AqlOrder, AqlOrderItem, AqlOrderReport, AqlRow, EmailFailed};
        #[pymodule_export]
        use crate::workflow::output::{Done, Item, Progress, Save, Send, Wait};
        #[pymodule_export]
        use crate::workflow::release::{Release, ReleaseItem, ReleaseReport};
        #[pymodule_export]
        use crate::workflow::retry::{Retry, RetryReport};
        #[pymodule_export]
        use crate::workflow::search::{Search, SearchReport};
    }

    /// Both carriers without money.
    #[pymodule]
    mod sandbox {
        #[pymodule_export]
        use crate::sandbox::faults::Faults;
        #[pymodule_export]
        use crate::sandbox::owned::OwnedUser;
        #[pymodule_export]
        use crate::sandbox::world::{Reply, World, environment, introduction};
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        super::register(module, &["aculab", "aql", "sandbox", "workflow"])
    }
}

/// Makes the submodules importable by their names, as a package's are.
fn register(module: &Bound<'_, PyModule>, names: &[&str]) -> PyResult<()> {
    let modules = module.py().import("sys")?.getattr("modules")?;
    names.iter().try_for_each(|name| modules.set_item(format!("telwire._native.{name}"), module.getattr(*name)?))
}
