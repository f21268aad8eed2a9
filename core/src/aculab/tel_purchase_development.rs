//! `POST /tel_purchase_development`: rehearses a purchase.
//!
//! Document: Managing Inbound Telephone Numbers, "Tel Purchase Development".

use crate::aculab::{ByGet, InboundNumber, Problem, Purchased, Service, TelPurchase, answer};
use crate::endpoint::{Call, Effect, Endpoint};
use crate::error::{Error, Salvaged};
use crate::http::{Request, Response};

const PATH: &str = "/tel_purchase_development";

/// A purchase that **buys nothing** and costs nothing, with the parameters and the answer of [`TelPurchase`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TelPurchaseDevelopment {
    purchase: TelPurchase,
}

impl TelPurchaseDevelopment {
    /// A rehearsal of that purchase.
    #[must_use]
    pub fn new(purchase: TelPurchase) -> Self {
        Self { purchase }
    }

    /// The purchase it rehearses.
    #[must_use]
    pub fn purchase(&self) -> &TelPurchase {
        &self.purchase
    }
}

/// What a rehearsal answers: numbers that nobody owns now.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct MimickedPurchase {
    /// Every number of the answer, in its order. None of them is bought.
    pub rows: Vec<InboundNumber>,
    /// What does not fit the request.
    pub problems: Vec<Problem>,
}

impl Endpoint for TelPurchaseDevelopment {
    type Service = Service;
    type Answer = MimickedPurchase;

    const NAME: &'static str = "tel_purchase_development";
    const EFFECT: Effect = Effect::Read;

    fn request(&self) -> Request<Service> {
        Request::post(Service::Cloud, PATH, self.purchase.form())
    }

    fn parse(&self, response: &Response) -> Result<MimickedPurchase, Error> {
        let (Purchased { rows, problems }, read) = self.purchase.read(Call::of::<Self>(), response);
        let mimicked = MimickedPurchase { rows, problems };
        match read {
            Ok(()) => Ok(mimicked),
            Err(error) => Err(answer::with_salvaged(error, Salvaged::Mimicked(mimicked))),
        }
    }
}

impl ByGet for TelPurchaseDevelopment {}

#[cfg(feature = "server")]
mod server {
    use super::{
        InboundNumber, MimickedPurchase, PATH, Request, Response, Service, TelPurchase, TelPurchaseDevelopment, answer,
    };
    use crate::endpoint::ServerEndpoint;
    use crate::error::InvalidInput;

    impl ServerEndpoint for TelPurchaseDevelopment {
        fn decode(request: &Request<Service>) -> Result<Self, InvalidInput> {
            TelPurchase::from_fields(answer::fields(request, PATH)?).map(Self::new)
        }

        fn encode(mimicked: &MimickedPurchase) -> Response {
            answer::names_answer(mimicked.rows.iter().map(InboundNumber::as_str))
        }
    }
}
