import { hashSecret } from '../../src/accounts/hashing.js';
import type { Account } from '../../src/accounts/account.entity.js';
import type { Role } from '../../src/shared/kernel/roles.js';
import { startApp, type SignInOptions, type TestApp, type Visitor } from './app.js';
import type { Engine } from './databases.js';

export const PASSWORD = 'cuatro palabras muy largas';

/** Somebody of the staff with a password, another one in each test, and the way in. */
export class StaffStory {
  world!: TestApp;
  passwordHash = '';
  name = '';

  add(role: Role = 'trainer', more: SignInOptions = {}): Promise<Account> {
    return this.world.addAccount([role], { loginName: this.name, passwordHash: this.passwordHash, ...more });
  }

  enter(visitor: Visitor, password = PASSWORD, more = {}): ReturnType<Visitor['post']> {
    return visitor.post('/sign-in', { name: this.name, password, ...more });
  }
}

/** Sets the story up for the tests of a file. @param minutes how far the clock moves on before each test */
export function tellOfStaff(engine: Engine, prefix: string, minutes = 0): StaffStory {
  const staff = new StaffStory();
  let count = 0;
  beforeAll(async () => {
    staff.passwordHash = await hashSecret(PASSWORD);
    staff.world = await startApp({ engine });
  });
  beforeEach(() => {
    count += 1;
    staff.name = `${prefix}${count}`;
    staff.world.clock.advance(minutes * 60_000);
  });
  afterAll(() => staff.world.close());
  return staff;
}
