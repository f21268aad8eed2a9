//! What all calls have in common, seen from between a page and its carrier.

use telwire::{
    CivilDate, Effect, Endpoint, Error, InvalidInput, Refused, Request, Response, ServerEndpoint, SignedRequest,
};
use telwire_wasm_convert::request::{self, Of};
use telwire_wasm_convert::view;
use wasm_bindgen::JsValue;

use crate::names::Names;
use crate::options;
use crate::signer::{Signed, Signer};

/// A call of the core, and what of its answer may have to stay behind.
pub(crate) trait Relayed: ServerEndpoint<Service: Carrier> + 'static {
    /// The options, as the call's function in JavaScript takes them.
    fn options(&self) -> JsValue {
        view::js(&options::of(self.request().form(), Self::Service::text))
    }

    /// What the list that the answer is or has holds, each by its name. Most answers hold nothing that belongs to anybody.
    fn names(_answer: &Self::Answer) -> Names {
        Names::default()
    }

    /// Leaves in the answer what is shared of it.
    fn cut(_answer: &mut Self::Answer, _share: &Share) {}
}

/// A carrier, by its services.
pub(crate) trait Carrier: Signed {
    /// The request that was posted to `path`, one of its own.
    fn received(posted: &SignedRequest) -> Result<Request<Self>, InvalidInput>;

    /// A text of a form as a person writes it.
    fn text(written: String) -> String;

    /// The carrier's own words for that refusal, if it has any.
    fn refuse(refused: &Refused, path: &str, today: CivilDate) -> Option<Response>;
}

/// What of an answer is passed on.
pub(crate) struct Share {
    /// Positions in its list, ascending; `None` is all of it.
    pub(crate) keep: Option<Vec<u32>>,
    /// Whether SIP passwords stay behind.
    pub(crate) withhold: bool,
}

impl Share {
    /// Leaves in `list` what is shared of it.
    pub(crate) fn retain<T>(&self, list: &mut Vec<T>) {
        if let Some(keep) = &self.keep {
            let mut positions = 0..;
            list.retain(|_| positions.next().is_some_and(|position: u32| keep.binary_search(&position).is_ok()));
        }
    }
}

/// A call, whichever it is.
pub(crate) trait Call {
    fn name(&self) -> &'static str;
    fn options(&self) -> JsValue;
    fn reads(&self) -> bool;
    fn sign(&self, signer: &Signer) -> Result<JsValue, InvalidInput>;
    fn parse(&self, response: &Response, today: CivilDate) -> Box<dyn Answer>;
}

impl<E: Relayed> Call for E {
    fn name(&self) -> &'static str {
        E::NAME
    }

    fn options(&self) -> JsValue {
        Relayed::options(self)
    }

    fn reads(&self) -> bool {
        E::EFFECT == Effect::Read
    }

    fn sign(&self, signer: &Signer) -> Result<JsValue, InvalidInput> {
        let signed = E::Service::signed(self.request(), signer)?;
        let of = Of::call::<E>();
        Ok(request::signed(of, of.timeout(), &signed))
    }

    fn parse(&self, response: &Response, today: CivilDate) -> Box<dyn Answer> {
        match Endpoint::parse(self, response) {
            Ok(answer) => Box::new(Understood::<E>(answer)),
            Err(Error::Refused(refused)) => {
                let words = E::Service::refuse(&refused, self.request().path(), today);
                let words = words.filter(|words| is_answer(words.status()));
                Box::new(words.unwrap_or_else(|| by_status(refused.status())))
            }
            Err(_) => Box::new(by_status(BAD_GATEWAY)),
        }
    }
}

/// What a carrier answered, whatever it was asked.
pub(crate) trait Answer {
    /// What its list holds, each by its name; `None` if it is an error.
    fn names(&self) -> Option<Names>;

    /// What the page is answered; what is not shared is gone then.
    fn shared(&mut self, share: &Share) -> Response;
}

/// An answer to the call `E` that says what it should.
struct Understood<E: Relayed>(E::Answer);

impl<E: Relayed> Answer for Understood<E> {
    fn names(&self) -> Option<Names> {
        Some(E::names(&self.0))
    }

    fn shared(&mut self, share: &Share) -> Response {
        E::cut(&mut self.0, share);
        E::encode(&self.0)
    }
}

/// An error, in the words that are passed on.
impl Answer for Response {
    fn names(&self) -> Option<Names> {
        None
    }

    fn shared(&mut self, _share: &Share) -> Response {
        self.clone()
    }
}

/// An answer came and is of no use: the page is to take it for one that may or may not have done something.
const BAD_GATEWAY: u16 = 502;

fn by_status(status: u16) -> Response {
    let status = if is_answer(status) && status != 200 { status } else { BAD_GATEWAY };
    Response::new(status, "")
}

/// Whether it can be passed on: a redirection would send the page elsewhere.
fn is_answer(status: u16) -> bool {
    status == 200 || (400..=599).contains(&status)
}
