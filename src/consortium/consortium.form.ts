import { z } from 'zod';
import { date, id, line, name, optionalDate, optionalId, optionalName, percent, ticked, version, whole } from '../shared/web/form-schemas.js';
import { CONVOCATIONS } from './decision-rules.js';
import { CONSORTIUM_POSTS } from './post-rules.js';

/** No consortium has more member organisations. */
const MOST_VOTES = 999;

export const LONGEST_TITLE = 160;
const LONGEST_BODY = 8_000;
export const LONGEST_NAME = 210;

const since = date('consortium:missing.since');
const votes = (name: string): ReturnType<typeof whole> => whole(0, MOST_VOTES, `consortium:missing.${name}`);
/** A name a member, for those of whom one is given. */
const representatives = z.record(z.string(), optionalName(LONGEST_NAME)).default({})
  .transform((given) => Object.fromEntries(Object.entries(given).flatMap(([id, name]) => (name === null ? [] : [[id, name]]))));
const shares = z.record(z.string(), percent('consortium:missing.share')).default({});

export const newMemberForm = z.object({ organisation: line(200, 'people:refusals.organisation-missing'), since });

export const memberForm = z.object({ version: version(), since, until: optionalDate(), contact: optionalId() })
  .transform(({ contact, ...rest }) => ({ ...rest, contactPersonId: contact }));

/** `costShare[MEMBER]` and `decisionShare[MEMBER]`, one of each a member. */
export const partsForm = z.object({ since, costShare: shares, decisionShare: shares, incomplete: ticked(), seen: z.coerce.number('web:errors.invalid').int().min(0).optional() })
  .transform(({ since: from, costShare, decisionShare, incomplete, seen }) => ({
    since: from, incomplete, seen, parts: Object.entries(costShare).map(([memberId, cost]) => ({ memberId, costShare: cost, decisionShare: decisionShare[memberId] ?? 0 })),
  }));

const post = { person: id('consortium:missing.person'), post: z.enum(CONSORTIUM_POSTS, 'consortium:missing.post'), since, until: optionalDate() };

export const newPostForm = z.object(post).transform(({ person, ...rest }) => ({ ...rest, personId: person }));

export const postForm = z.object({ version: version(), ...post }).transform(({ person, ...rest }) => ({ ...rest, personId: person }));

export const decisionForm = z.object({
  heldOn: date('consortium:missing.heldOn'), convocation: z.enum(CONVOCATIONS), title: name(LONGEST_TITLE, 'consortium:missing.title'),
  body: z.string('consortium:missing.body').max(LONGEST_BODY, 'web:errors.too-long'),
  present: z.preprocess((value) => [...new Set(value === undefined ? [] : [value].flat())], z.array(id())), representatives,
  votesFor: votes('votesFor'), votesAgainst: votes('votesAgainst'), abstentions: votes('abstentions'), replaces: optionalId(),
}).transform(({ replaces, ...rest }) => ({ ...rest, replacesId: replaces }));
