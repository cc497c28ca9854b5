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

/** How many versions of lessons a centre has written: it grows with each, so that titles read under one number are still its own. */
export function lessonEdits(centre: string): string {
  return `(SELECT COUNT(*) FROM lesson_edits own WHERE own.centre_id = ${centre})`;
}

function ownOrOutline(column: 'title' | 'aim', centre: string, lesson: string): string {
  return `COALESCE((SELECT own.${column} FROM lesson_edits own WHERE own.centre_id = ${centre} AND own.lesson_code = ${lesson}.code
    ORDER BY own.ordinal DESC LIMIT 1), ${lesson}.${column})`;
}
