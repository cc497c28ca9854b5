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

/** What would change, part by part in their order: nothing for a part that stays as the centre has it. */
export function outlineChanges(parts: readonly OutlinePart[], wanted: readonly WantedWords[]): OutlineChange[] {
  return parts.flatMap((part, index) => {
    const words = wanted[index] ?? { title: null, aim: null };
    const title = words.title === part.title ? null : words.title;
    const aim = words.aim === part.aim ? null : words.aim;
    return title === part.ownTitle && aim === part.ownAim ? [] : [{ partCode: part.code, title, aim }];
  });
}
