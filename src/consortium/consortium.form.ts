import { z } from 'zod';
import { date, id, line, percent, whole } from '../shared/web/form-schemas.js';
import { CONVOCATIONS } from './decision-rules.js';
import { CONSORTIUM_POSTS } from './post-rules.js';

/** No consortium has more member organisations. */
const MOST_VOTES = 999;

export const LONGEST_TITLE = 160;
export const LONGEST_BODY = 8_000;

const version = z.coerce.number('web:errors.invalid').int().min(1);
const optionalDate = date().optional().transform((given) => given ?? null);
const optionalId = id().optional().transform((given) => given ?? null);
const votes = whole(0, MOST_VOTES);

export const newMemberForm = z.object({ organisation: line(200, 'people:refusals.organisation-missing'), since: date() });

export const memberForm = z.object({ version, since: date(), until: optionalDate, contact: optionalId })
  .transform(({ contact, ...rest }) => ({ ...rest, contactPersonId: contact }));

/** `costShare[MEMBER]` and `decisionShare[MEMBER]`, one of each a member. */
export const partsForm = z.object({ since: date(), costShare: z.record(z.string(), percent()).default({}), decisionShare: z.record(z.string(), percent()).default({}) })
  .transform(({ since, costShare, decisionShare }) => ({
    since, parts: Object.entries(costShare).map(([memberId, cost]) => ({ memberId, costShare: cost, decisionShare: decisionShare[memberId] ?? 0 })),
  }));

const post = { person: id(), post: z.enum(CONSORTIUM_POSTS), since: date(), until: optionalDate };

export const newPostForm = z.object(post).transform(({ person, ...rest }) => ({ ...rest, personId: person }));

export const postForm = z.object({ version, ...post }).transform(({ person, ...rest }) => ({ ...rest, personId: person }));

export const decisionForm = z.object({
  heldOn: date(), convocation: z.enum(CONVOCATIONS), title: line(LONGEST_TITLE), body: z.string('web:errors.required').max(LONGEST_BODY, 'web:errors.too-long'),
  present: z.preprocess((value) => [...new Set(value === undefined ? [] : [value].flat())], z.array(id())),
  votesFor: votes, votesAgainst: votes, abstentions: votes, replaces: optionalId,
}).transform(({ replaces, ...rest }) => ({ ...rest, replacesId: replaces }));
