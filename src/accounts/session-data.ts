import type { Id } from '../shared/kernel/ids.js';

/** Who has proved the first secret and still owes the second. */
export interface PendingSignIn {
  accountId: Id;
  /** The account's, when the first secret was proved. */
  credentialsVersion: number;
  /** `code`: the second step is set up; `enrolment`: it must be set up first. */
  step: 'code' | 'enrolment';
  /** Base32; only while the second step is being set up. */
  newSecret?: string;
  /** The page that was asked for. */
  returnPath: string;
}

/** What a browser's session holds. Written at sign-in and hardly ever after. */
export interface MinkaSession {
  accountId: Id;
  centreId: Id;
  centreName: string;
  /** The account's, at the time of sign-in. */
  credentialsVersion: number;
  stationId: Id | null;
  /** The end of the session of hers that goes on or is about to begin, in epoch milliseconds; null or left out: there is none. */
  classUntil?: number | null;
  /** Epoch milliseconds. */
  signedInAt: number;
}

declare module 'express-session' {
  interface SessionData {
    signedIn?: MinkaSession;
    pending?: PendingSignIn;
  }
}
