import type { Refusal } from '../../shared/kernel/refusal.js';
import { telltaleIn } from '../telltale.js';

/** A course or one of its modules: what Minka calls it, and what the centre does instead. */
export interface OutlinePart {
  code: string;
  /** What Minka brings. */
  title: string;
  aim: string;
  /** The centre's own; null where it says none. */
  ownTitle: string | null;
  ownAim: string | null;
  discreet: boolean;
}

/** What a part is to be called; null or what Minka brings for Minka's own words. */
export interface WantedWords {
  title: string | null;
  aim: string | null;
}

export interface OutlineChange extends WantedWords {
  partCode: string;
}

/** A change that would tell what a discreet module is about: its own words, and those of the course around it, are seen everywhere. */
export function outlineRefusals(parts: readonly OutlinePart[], changes: readonly OutlineChange[]): Refusal[] {
  if (!parts.some(({ discreet }) => discreet)) return [];
  return parts.flatMap((part, index) => {
    const change = changes.find(({ partCode }) => partCode === part.code);
    if (!change || !(part.discreet || index === 0)) return [];
    return ([['title', change.title], ['aim', change.aim]] as const).flatMap(([word, text]) => {
      const told = telltaleIn(text ?? '');
      return told === null ? [] : [{ field: `${word}${index}`, reason: 'courses:refusals.telltale', params: { word: told } }];
    });
  });
}

/** What would change, part by part in their order: nothing for a part that stays as the centre has it. */
export function outlineChanges(parts: readonly OutlinePart[], wanted: readonly WantedWords[]): OutlineChange[] {
  return parts.flatMap((part, index) => {
    const words = wanted[index] ?? { title: null, aim: null };
    const title = words.title === part.title ? null : words.title;
    const aim = words.aim === part.aim ? null : words.aim;
    return title === part.ownTitle && aim === part.ownAim ? [] : [{ partCode: part.code, title, aim }];
  });
}
