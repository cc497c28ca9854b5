import { z } from 'zod';
import { date, line, optionalDate, optionalLine, ticked, version } from '../shared/web/form-schemas.js';
import { organisationSchema } from './organisation-fields.js';
import { readPost } from './posts.js';


/** What was typed of a post: its code, or the words as given, and whether it belongs to the board. */
const post = optionalLine(60).transform((text) => {
  const { post: code, board } = readPost(text ?? '');
  return { post: code, board };
});

export const organisationForm = z.intersection(organisationSchema, z.object({ another: ticked() }));

export const organisationEditForm = z.intersection(organisationSchema, z.object({ version: version() }));

export const newPostForm = z.object({ organisation: line(200, 'people:refusals.organisation-missing'), post, since: optionalDate() })
  .transform(({ post: read, ...rest }) => ({ ...rest, ...read, until: null }));

export const postForm = z.object({ version: version(), post, since: optionalDate(), until: optionalDate() }).transform(({ post: read, ...rest }) => ({ ...rest, ...read }));

export const endForm = z.object({ until: date(), version: version() });
