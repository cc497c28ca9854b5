import type { SignIn } from './cast.js';

/** Somebody's card, and how far she is: she has a group, or waits for the test. */
export interface ToldCard {
  name: string;
  cardCode: string;
  pin: string;
  stage: 'has a group' | 'waits for the test';
}

/** What a visitor of the sample centres can sign in with. */
export interface ToldStory {
  signIns: SignIn[];
  learners: ToldCard[];
  /** Base32 of the administrator's second step. */
  secondStep: string;
}
