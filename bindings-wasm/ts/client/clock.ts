/** Time, where it is not the system's: that of a test. */
export interface Clock {
  /** The time, in milliseconds since 1970. */
  now(): number;
  /** Lets so many milliseconds pass. */
  sleep(ms: number): Promise<void> | void;
}
