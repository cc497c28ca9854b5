import type { Refusal } from '../shared/kernel/refusal.js';
import { likeness } from './like-names.js';
import type { LearnerFields, PersonFields } from './person-fields.js';
import { nameTokens } from './person-names.js';
import type { Access } from './person-words.js';
import { richerName } from './richer-text.js';

export const MERGE_FIELDS = ['name', 'dni', 'birth', 'sex', 'motherTongue', 'phone', 'email'] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

/** Whose value stays: the record that is kept, or the one that goes up in it. */
export type MergeSide = 'kept' | 'merged';

export type MergeChoices = Partial<Record<MergeField, MergeSide>>;

export interface Merge {
  /** What the kept record will hold. Where a choice is still missing, its own value stands. */
  values: PersonFields;
  /** Fields in which both say something and contradict each other: somebody has to choose. */
  conflicts: MergeField[];
  /** The conflicts that the choices did not answer: nothing is merged before this is empty. */
  open: MergeField[];
}

/** Which columns belong to a field, and when both sides say something that cannot both be true. */
interface FieldRule {
  columns: readonly (keyof PersonFields)[];
  isEmpty: (fields: PersonFields) => boolean;
  agree: (kept: PersonFields, merged: PersonFields) => boolean;
  /** Where they agree: what to keep of both (a fuller spelling, a day beside a year). */
  both: (kept: PersonFields, merged: PersonFields) => Partial<PersonFields>;
}

const RULES: Readonly<Record<MergeField, FieldRule>> = {
  name: {
    columns: ['surnames', 'givenNames'],
    isEmpty: () => false,
    agree: (kept, merged) => likeness(nameTokens(kept), nameTokens(merged)) === 'same',
    both: (kept, merged) => richerName(kept, merged),
  },
  dni: {
    columns: ['dni', 'dniPending'],
    // A number that is on its way gives place to the number.
    isEmpty: ({ dni, dniPending }) => dni === null && !dniPending,
    agree: (kept, merged) => kept.dni === merged.dni || kept.dni === null || merged.dni === null,
    both: (kept, merged) => {
      const dni = kept.dni ?? merged.dni;
      return { dni, dniPending: dni === null };
    },
  },
  birth: {
    columns: ['birthDate', 'birthYear'],
    isEmpty: ({ birthYear }) => birthYear === null,
    agree: (kept, merged) => kept.birthYear === merged.birthYear
      && (kept.birthDate === merged.birthDate || kept.birthDate === null || merged.birthDate === null),
    both: (kept, merged) => ({ birthDate: kept.birthDate ?? merged.birthDate }),
  },
  sex: {
    columns: ['sex'],
    isEmpty: ({ sex }) => sex === null,
    agree: (kept, merged) => kept.sex === merged.sex || kept.sex === 'undisclosed' || merged.sex === 'undisclosed',
    both: (kept, merged) => ({ sex: kept.sex === 'undisclosed' ? merged.sex : kept.sex }),
  },
  motherTongue: single('motherTongue'),
  phone: single('phone'),
  email: single('email'),
};

/**
 * What becomes of two records of one person: what only one of them says stays, what both say alike stays in its
 * fuller form, and what contradicts itself waits for a choice. Groups, marks and posts are moved, never weighed.
 */
export function mergePeople(kept: PersonFields, merged: PersonFields, choices: MergeChoices = {}): Merge {
  const values = pick(kept, MERGE_FIELDS.flatMap((field) => [...RULES[field].columns])) as unknown as PersonFields;
  const conflicts: MergeField[] = [];
  for (const field of MERGE_FIELDS) {
    const rule = RULES[field];
    if (rule.isEmpty(merged)) continue;
    if (rule.isEmpty(kept)) Object.assign(values, pick(merged, rule.columns));
    else if (rule.agree(kept, merged)) Object.assign(values, rule.both(kept, merged));
    else {
      conflicts.push(field);
      if (choices[field] === 'merged') Object.assign(values, pick(merged, rule.columns));
    }
  }
  return { values, conflicts, open: conflicts.filter((field) => !choices[field]) };
}

/** What a participant's record says that two of them can say differently. */
export type MergedLearner = LearnerFields & { access: Access | null; registeredAt: number };

/** What becomes of two participants of one centre: the kept one's answers, and the other's where it has none. */
export function mergeLearners(kept: MergedLearner, merged: MergedLearner): MergedLearner {
  const kinds = [kept.kind, merged.kind];
  return {
    kind: kinds.includes('official') ? 'official' : kinds.includes('leader') ? 'leader' : 'member',
    availability: kept.availability ?? merged.availability,
    computerUse: kept.computerUse ?? merged.computerUse,
    access: kept.access ?? merged.access,
    registeredAt: Math.min(kept.registeredAt, merged.registeredAt),
  };
}

/** Why two records cannot be merged (now). */
export function mergeRefusals(
  kept: { id: string; mergedIntoId: string | null }, merged: { id: string; mergedIntoId: string | null }, open: readonly MergeField[],
): Refusal[] {
  if (kept.id === merged.id) return [{ reason: 'people:refusals.merge-same' }];
  if (kept.mergedIntoId ?? merged.mergedIntoId) return [{ reason: 'people:refusals.merge-gone' }];
  return open.map((field) => ({ field, reason: 'people:refusals.merge-choice' }));
}

function single(column: 'motherTongue' | 'phone' | 'email'): FieldRule {
  return {
    columns: [column],
    isEmpty: (fields) => fields[column] === null,
    agree: (kept, merged) => kept[column] === merged[column],
    both: () => ({}),
  };
}

function pick(fields: PersonFields, columns: readonly (keyof PersonFields)[]): Partial<PersonFields> {
  return Object.fromEntries(columns.map((column) => [column, fields[column]]));
}

