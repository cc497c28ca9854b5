import { SetMetadata } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import type { Viewer } from './viewer.js';

/** Who may use a route: plain data, so that it can be printed. */
export type PolicyRule =
  | { who: 'anyone' }
  | { who: 'signed-in' }
  | { who: 'station' }
  | { who: 'roles'; roles: readonly Role[] };

export const POLICY = 'minka:policy';

/** Says who may use a handler (or all handlers of a controller). A route without one is denied to everybody. */
export const Policy = (rule: PolicyRule): MethodDecorator & ClassDecorator => SetMetadata(POLICY, rule);

/** Also people who have not signed in. */
export const anyone: PolicyRule = { who: 'anyone' };

/** Any person who has signed in, whatever the role; not a station's PC by itself. */
export const signedIn: PolicyRule = { who: 'signed-in' };

/** Whoever has one of these roles at the current centre. No role implies another. */
export function allow(...roles: [Role, ...Role[]]): PolicyRule {
  return { who: 'roles', roles };
}

/** The PC of a centre, while nobody is signed in at it; whoever is goes home instead. */
export const onlyStation: PolicyRule = { who: 'station' };

export type Ruling = 'allowed' | 'sign-in' | 'home' | 'denied';

/** Decides for a viewer; without any rule nobody passes. */
export function ruling(rule: PolicyRule | undefined, viewer: Viewer | null): Ruling {
  if (!rule) return 'denied';
  if (rule.who === 'anyone') return 'allowed';
  if (!viewer) return 'sign-in';
  if (rule.who === 'station') return viewer.kind === 'station' ? 'allowed' : 'home';
  if (rule.who === 'signed-in') return viewer.kind === 'station' ? 'sign-in' : 'allowed';
  if (viewer.roles.some((role) => rule.roles.includes(role))) return 'allowed';
  return viewer.kind === 'station' ? 'sign-in' : 'denied';
}

/** `anyone`, `signed-in` or the roles in their order. */
export function describePolicy(rule: PolicyRule | undefined): string {
  if (!rule) return 'NOBODY RULED';
  return rule.who === 'roles' ? rule.roles.join(', ') : rule.who;
}
