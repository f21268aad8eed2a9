//! The clock of the examples.

use std::num::NonZeroU32;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use telwire::Timestamp;

use crate::host::variable;

/// The system's clock, or one that runs faster by a whole factor, so that an order at a sandbox need not really wait.
///
/// A faster one counts from 1970 on, so that it does not run backwards from one process to the next. So its speed must
/// not change while a journal is in use: a slower clock would be decades behind what the journal says.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    speed: NonZeroU32,
}

impl Clock {
    /// The system's clock.
    pub const SYSTEM: Self = Self { speed: NonZeroU32::MIN };

    /// The system's clock, made so many times faster.
    #[must_use]
    pub const fn faster(speed: NonZeroU32) -> Self {
        Self { speed }
    }

    /// The system's clock, made as many times faster as the variable `TELWIRE_CLOCK_SPEED` says.
    ///
    /// # Errors
    /// A sentence, if the variable is no number, or 0.
    pub fn by_environment() -> Result<Self, String> {
        let Some(speed) = variable("TELWIRE_CLOCK_SPEED")? else {
            return Ok(Self::SYSTEM);
        };
        let speed =
            speed.parse().map_err(|_| format!("`TELWIRE_CLOCK_SPEED` must be a number from 1, not `{speed}`"))?;
        Ok(Self::faster(speed))
    }

    /// What it shows.
    #[must_use]
    pub fn now(self) -> Timestamp {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::default() + since_1970 * self.speed.get()
    }

    /// How long `duration` by this clock really is.
    #[must_use]
    pub fn real(self, duration: Duration) -> Duration {
        duration / self.speed.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_faster_clock_is_ahead_and_its_waits_are_short() {
        let clock = Clock::faster(NonZeroU32::new(60).unwrap());
        let before = Clock::SYSTEM.now();
        assert!(clock.now().unix_millis() >= before.unix_millis() * 60);
        assert_eq!(clock.real(Duration::from_secs(30)), Duration::from_millis(500));
        assert_eq!(Clock::SYSTEM.real(Duration::from_secs(30)), Duration::from_secs(30));
    }
}
