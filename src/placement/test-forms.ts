import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROJECT_ROOT } from '../shared/web/project-root.js';
import type { TestPurpose } from './placement-test.entity.js';

/** The two forms of the test: the first is taken before a course, the second after it. Items of both link them. */
export type TestForm = 'A' | 'B';

const FORM_OF: Readonly<Record<TestPurpose, TestForm>> = { placement: 'A', endline: 'B' };

const codes = z.array(z.string());
const schema = z.strictObject({ both: codes, A: codes, B: codes });

let read: ReadonlyMap<string, TestForm | 'both'> | undefined;

/** In which form an item stands; one that seeds/placement/forms.json does not name stands in both. */
export function formOf(code: string): TestForm | 'both' {
  read ??= readForms();
  return read.get(code) ?? 'both';
}

const restricted = new WeakMap<readonly object[], Map<TestForm, readonly object[]>>();

/**
 * The items that a test of this purpose chooses from. An item that was answered stays, whatever its form: a test that was
 * begun with it goes on.
 */
export function itemsFor<T extends { code: string }>(purpose: TestPurpose, items: readonly T[], answered: ReadonlySet<string>): readonly T[] {
  const form = FORM_OF[purpose];
  const ofForm = keptFor(items, form);
  const strays = items.filter(({ code }) => answered.has(code) && !stands(code, form));
  return strays.length === 0 ? ofForm : [...ofForm, ...strays];
}

/** The same list each time, since what is worked out of a bank is kept with it. */
function keptFor<T extends { code: string }>(items: readonly T[], form: TestForm): readonly T[] {
  const known = restricted.get(items) ?? new Map<TestForm, readonly object[]>();
  restricted.set(items, known);
  const ofForm = known.get(form) as readonly T[] | undefined ?? items.filter(({ code }) => stands(code, form));
  known.set(form, ofForm);
  return ofForm;
}

function stands(code: string, form: TestForm): boolean {
  const own = formOf(code);
  return own === 'both' || own === form;
}

function readForms(): ReadonlyMap<string, TestForm | 'both'> {
  const forms = schema.parse(JSON.parse(readFileSync(join(PROJECT_ROOT, 'seeds', 'placement', 'forms.json'), 'utf8')));
  return new Map((['both', 'A', 'B'] as const).flatMap((form) => forms[form].map((code) => [code, form] as const)));
}
