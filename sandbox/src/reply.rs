//! What a client gets to see of an exchange.

use telwire::Response;

/// What comes back on the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A whole answer, or one that claims to be.
    Answer(Response),
    /// The connection broke within the body.
    Cut {
        /// The answer with the bytes that made it; it is incomplete.
        response: Response,
        /// How many bytes were promised.
        announced: usize,
    },
    /// There was no connection: the request never left the client.
    NotSent,
    /// The connection was closed without an answer.
    Nothing,
}

impl Reply {
    /// The answer as an HTTP library hands it on, incomplete if it was cut; `None` if there is none.
    #[must_use]
    pub fn into_response(self) -> Option<Response> {
        match self {
            Self::Answer(response) | Self::Cut { response, .. } => Some(response),
            Self::NotSent | Self::Nothing => None,
        }
    }
}
