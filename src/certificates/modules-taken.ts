/** A module that came up in a group: its own, or one of a lesson of a session that was due. */
export interface GroupModuleRow {
  groupId: string;
  /** The module that the group starts with. */
  ownModule: string | null;
  /** Of a lesson of a session whose day has come; null before the first. */
  taught: string | null;
}

/** The modules that each group took, so far. */
export function modulesTaken(rows: readonly GroupModuleRow[]): Map<string, Set<string>> {
  const taken = new Map<string, Set<string>>();
  for (const { groupId, ownModule, taught } of rows) {
    const modules = taken.get(groupId) ?? new Set();
    for (const module of [ownModule, taught]) if (module !== null) modules.add(module);
    taken.set(groupId, modules);
  }
  return taken;
}

/** The practices that exist for some modules; for a group that says nothing of its modules, all of the course. */
export function practicesOfModules(byModule: ReadonlyMap<string, ReadonlySet<string>>, modules: ReadonlySet<string> | undefined): Set<string> {
  const chosen = modules && modules.size > 0 ? [...modules] : [...byModule.keys()];
  return new Set(chosen.flatMap((module) => [...byModule.get(module) ?? []]));
}
