import type { Role } from '../shared/kernel/roles.js';
import { grantableRoles, mayManage, maySee, standingRoles, type HeldRole } from './account-policy.js';

const viewer = (...roles: Role[]) => ({ accountId: 'me', centreId: 'ves', roles });
const at = (centreId: string | null, ...roles: Role[]): HeldRole[] => roles.map((role) => ({ role, centreId }));

describe('who manages whose account', () => {
  it.each<[string, Role[], HeldRole[], boolean, boolean]>([
    ['a coordinator, a trainer of her centre', ['coordinator'], at('ves', 'trainer'), true, true],
    ['a coordinator, another coordinator of her centre', ['coordinator'], at('ves', 'coordinator'), true, true],
    ['a coordinator, an administrator of her centre', ['coordinator'], at('ves', 'administrator'), true, false],
    ['a coordinator, an administrator of all', ['coordinator'], at(null, 'administrator'), true, false],
    ['a coordinator, a trainer of both centres', ['coordinator'], [...at('ves', 'trainer'), ...at('vmt', 'trainer')], true, false],
    ['a coordinator, a trainer of another centre', ['coordinator'], at('vmt', 'trainer'), false, false],
    ['an administrator, anybody', ['administrator'], at('vmt', 'trainer', 'administrator'), true, true],
    ['a trainer, a colleague', ['trainer'], at('ves', 'trainer'), true, false],
  ])('%s', (_, roles, held, sees, manages) => {
    expect([maySee(viewer(...roles), held), mayManage(viewer(...roles), held)]).toEqual([sees, manages]);
  });

  it.each<[string, HeldRole[], Role[]]>([
    ['all that she came in with', [...at(null, 'administrator'), ...at('ves', 'coordinator')], ['administrator', 'coordinator']],
    ['what was not withdrawn', at('ves', 'coordinator'), ['coordinator']],
    ['nothing of another centre', at('vmt', 'coordinator'), []],
    ['nothing that she did not come in with', at('ves', 'trainer'), []],
  ])('leaves a viewer %s', (_, held, roles) => {
    expect(standingRoles(viewer('administrator', 'coordinator'), held)).toEqual(roles);
  });

  it('gives no more than it may', () => {
    expect(grantableRoles(viewer('coordinator'))).not.toContain('administrator');
    expect(grantableRoles(viewer('coordinator', 'administrator'))).toContain('administrator');
    expect(grantableRoles(viewer('trainer', 'treasurer', 'funder', 'learner'))).toEqual([]);
    expect(grantableRoles(viewer('administrator'))).not.toContain('learner');
  });
});
