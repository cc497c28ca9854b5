import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { NotThere } from '../kernel/refusal.js';
import { POLICY, ruling, type PolicyRule } from './policies.js';
import { requestOf } from './viewer.js';
import { AreaClosed, InsideAlready, SignInNeeded } from './web-errors.js';

/**
 * Stands before every handler, and denies whatever nobody ruled on. Somebody signed in who may not use a route is
 * told so where it is an area, and that there is no such thing where it is one record (a parameter in the path).
 */
@Injectable()
export class PolicyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = requestOf(context);
    const rule = policyOf(context.getHandler(), context.getClass());
    const decided = ruling(rule, request.viewer);
    if (decided === 'allowed') return true;
    if (decided === 'sign-in') throw new SignInNeeded();
    if (decided === 'home') throw new InsideAlready();
    throw Object.keys(request.params).length > 0 ? new NotThere('record behind a closed route') : new AreaClosed();
  }
}

/** The rule of a handler, else of its controller. */
export function policyOf(handler: object, controller: object): PolicyRule | undefined {
  return (Reflect.getMetadata(POLICY, handler) ?? Reflect.getMetadata(POLICY, controller)) as PolicyRule | undefined;
}
