import { type AnyTelwireError, TelwireError } from "telwire";

/** The error of telwire that `promise` is rejected with. */
export async function rejection<Value>(promise: Promise<Value>): Promise<AnyTelwireError> {
  try {
    await promise;
  } catch (error) {
    if (TelwireError.is(error)) {
      return error;
    }
    throw error;
  }
  throw new Error("was not rejected");
}
