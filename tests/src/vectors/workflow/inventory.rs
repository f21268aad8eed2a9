//! The inventories as vectors write them.

use serde_json::Value;
use telwire::InvalidInput;
use telwire::aculab::OwnedNumber;
use telwire::workflow::{AculabInventory, AqlInventory, AqlUser, Checkpoint, InventoryReport, Setup};

use super::{Scripted, written};
use crate::vectors::call::{Unbuilt, no_parameters};

impl Scripted for AqlInventory {
    fn begin(parameters: Value, setup: Setup) -> Result<Self, Unbuilt> {
        no_parameters(parameters)?;
        Ok(Self::new(setup))
    }

    fn go_on(self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(user: AqlUser) -> Value {
        written(&user)
    }

    fn report(inventory: InventoryReport) -> Value {
        written(&inventory)
    }
}

impl Scripted for AculabInventory {
    fn begin(parameters: Value, setup: Setup) -> Result<Self, Unbuilt> {
        no_parameters(parameters)?;
        Ok(Self::new(setup))
    }

    fn go_on(self, checkpoint: &Checkpoint) -> Result<Self, InvalidInput> {
        self.resume(checkpoint)
    }

    fn item(number: OwnedNumber) -> Value {
        written(&number)
    }

    fn report(inventory: InventoryReport) -> Value {
        written(&inventory)
    }
}
