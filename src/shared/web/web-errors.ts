import type { Instant } from '../kernel/clock.js';

/** Nobody is signed in, and the page needs somebody: answered with a redirect to the sign-in. */
export class SignInNeeded extends Error {
  constructor() {
    super('sign-in needed');
    this.name = 'SignInNeeded';
  }
}

/** A page for those who have not come in yet, such as a station's list of names: answered with a redirect to the home. */
export class InsideAlready extends Error {
  constructor() {
    super('inside already');
    this.name = 'InsideAlready';
  }
}

/** An area that the viewer's roles do not open: answered with a 403 page that says so. */
export class AreaClosed extends Error {
  constructor() {
    super('area closed to the viewer');
    this.name = 'AreaClosed';
  }
}

/** A form that another site sent: answered with 403. */
export class CrossSite extends Error {
  constructor() {
    super('a form came from another site');
    this.name = 'CrossSite';
  }
}

/** Too many tries: answered with 429 and when to try again. */
export class Throttled extends Error {
  constructor(readonly until: Instant) {
    super('too many tries');
    this.name = 'Throttled';
  }
}

/** A form of a page that another account had opened: answered with 409, nothing is done in the name of who is there now. */
export class OthersPage extends Error {
  constructor() {
    super('a form of another account\'s page');
    this.name = 'OthersPage';
  }
}
