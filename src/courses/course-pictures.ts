import { begun } from '../shared/kernel/text.js';

/** Which course a picture is of, in which version of its content. A lesson as it is taught is one. */
export interface PicturePlace {
  courseCode: string;
  contentVersion: string;
}

/** A picture that a centre added itself goes by the hash of its content: `(64 signs).png`. */
export const OWN_PICTURE = /^([0-9a-f]{64})\.(png|jpg|webp)$/u;

/**
 * The address of a lesson's picture: `pictureUrl(lesson, step.picture.name)`. It changes whenever what is shown changes, so
 * that browsers may keep it for ever; no query is needed to make it.
 */
export function pictureUrl({ courseCode, contentVersion }: PicturePlace, name: string): string {
  return OWN_PICTURE.test(name)
    ? `/centre-pictures/${name}`
    : `/course-pictures/${encodeURIComponent(courseCode)}/${contentVersion}/${encodeURIComponent(name)}`;
}

/** `apagar-en-orden.svg` as people say it: `Apagar en orden`. */
export function pictureWords(name: string): string {
  return begun(name.replace(/\.\w+$/u, '').replaceAll('-', ' '));
}
