/**
 * The title of a lesson as a centre teaches it, for a query that has the row of `lessons`: the centre's own, or else the outline's.
 * @param centre the expression that names the centre: `s.centre_id`
 * @param lesson the alias of `lessons`; where nothing was joined to it, the title is null
 */
export function taughtTitle(centre: string, lesson = 'l'): string {
  return ownOrOutline('title', centre, lesson);
}

/** The same for what somebody can do after it. */
export function taughtAim(centre: string, lesson = 'l'): string {
  return ownOrOutline('aim', centre, lesson);
}

/** How often a centre has changed lessons and what its courses are called: it grows with each, so that titles read under one number are still its own. */
export function contentEdits(centre: string): string {
  return `((SELECT COUNT(*) FROM lesson_edits own WHERE own.centre_id = ${centre}) + (SELECT COUNT(*) FROM outline_edits own WHERE own.centre_id = ${centre}))`;
}

/**
 * What a centre calls a course or a module, for a query that has its row: the centre's own words, or else the outline's.
 * @param part the alias of `courses` or `modules`
 */
export function partTitle(centre: string, part: string): string {
  return partWords('title', centre, part);
}

/** The same for what somebody can do after it. */
export function partAim(centre: string, part: string): string {
  return partWords('aim', centre, part);
}

function partWords(column: 'title' | 'aim', centre: string, part: string): string {
  return `COALESCE((SELECT own.${column} FROM outline_edits own WHERE own.centre_id = ${centre} AND own.part_code = ${part}.code
    ORDER BY own.ordinal DESC LIMIT 1), ${part}.${column})`;
}

function ownOrOutline(column: 'title' | 'aim', centre: string, lesson: string): string {
  return `COALESCE((SELECT own.${column} FROM lesson_edits own WHERE own.centre_id = ${centre} AND own.lesson_code = ${lesson}.code
    ORDER BY own.ordinal DESC LIMIT 1), ${lesson}.${column})`;
}
