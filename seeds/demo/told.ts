import type { SignIn } from './cast.js';

/** Somebody's card, and how far she is: she has a group, waits for the test, or has a certificate. */
export interface ToldCard {
  name: string;
  cardCode: string;
  pin: string;
  stage: 'has a group' | 'waits for the test' | 'has a certificate';
}

/** What a visitor of the sample centres can sign in with. */
export interface ToldStory {
  signIns: SignIn[];
  learners: ToldCard[];
  /** Base32 of the administrator's second step. */
  secondStep: string;
}
