import { RequestMethod, type INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { ModulesContainer } from '@nestjs/core';
import { describePolicy, type PolicyRule } from './policies.js';
import { policyOf } from './policy.guard.js';

/** A route and who may use it. */
export interface Route {
  method: string;
  path: string;
  rule: PolicyRule | undefined;
}

/** All routes of an application, by path. */
export function listRoutes(app: INestApplicationContext): Route[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  const routes = controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOf(metatype) : []));
  return routes.sort((a, b) => (a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1));
}

/** Wider than the paths, so that a longer one leaves the other lines as they are. */
const PATH_WIDTH = 64;

/** The same as a table in plain text. */
export function routesTable(routes: readonly Route[]): string {
  return routes.map(({ method, path, rule }) => `${method.padEnd(6)} ${path.padEnd(PATH_WIDTH)} ${describePolicy(rule)}`).join('\n');
}

function routesOf(controller: object): Route[] {
  const { prototype } = controller as { prototype: Record<string, unknown> };
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string | string[] | undefined;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = name === 'constructor' ? undefined : prototype[name];
    const path = typeof handler === 'function' ? Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined : undefined;
    if (typeof handler !== 'function' || path === undefined) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? '?';
    return [base ?? ''].flat().flatMap((before) => [path].flat().map((after) => (
      { method, path: joined(before, after), rule: policyOf(handler, controller) })));
  });
}

function joined(...parts: string[]): string {
  return `/${parts.map((part) => part.replace(/^\/|\/$/g, '')).filter(Boolean).join('/')}`;
}
