//! How values that do not serialise by themselves are written into checkpoints. Nothing else uses these.

/// The password of a row: [`SipPassword`](crate::SipPassword) refuses every other way to be written.
pub(crate) mod password {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::secret::SipPassword;

    pub(crate) fn serialize<S: Serializer>(password: &Option<SipPassword>, to: S) -> Result<S::Ok, S::Error> {
        password.as_ref().map(SipPassword::reveal).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<SipPassword>, D::Error> {
        Ok(Option::<String>::deserialize(from)?.map(SipPassword::new))
    }
}

/// Bytes that arrived, and may hold a password.
pub(crate) mod bodies {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::secret::Body;

    pub(crate) fn serialize<S: Serializer>(bodies: &[Body], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(bodies.iter().map(Body::reveal))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Body>, D::Error> {
        Ok(Vec::<Vec<u8>>::deserialize(from)?.into_iter().map(Body::new).collect())
    }
}
