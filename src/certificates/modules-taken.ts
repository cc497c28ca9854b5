/** A module that came up in a group: its own, or one of a lesson of a session that was due. */
export interface GroupModuleRow {
  groupId: string;
  /** The module that the group starts with. */
  ownModule: string | null;
  ownHours: number | null;
  /** Of a lesson of a session whose day has come; null before the first. */
  taught: string | null;
  taughtHours: number | null;
}

/** The modules that a group took so far, with the hours of each. */
export type ModulesTaken = ReadonlyMap<string, number>;

export function modulesTaken(rows: readonly GroupModuleRow[]): Map<string, ModulesTaken> {
  const taken = new Map<string, Map<string, number>>();
  for (const { groupId, ownModule, ownHours, taught, taughtHours } of rows) {
    const modules = taken.get(groupId) ?? new Map();
    if (ownModule !== null) modules.set(ownModule, Number(ownHours));
    if (taught !== null) modules.set(taught, Number(taughtHours));
    taken.set(groupId, modules);
  }
  return taken;
}

/** The practices that exist for some modules; for a group that says nothing of its modules, all of the course. */
export function practicesOfModules(byModule: ReadonlyMap<string, ReadonlySet<string>>, modules: ModulesTaken | undefined): Set<string> {
  const chosen = modules && modules.size > 0 ? [...modules.keys()] : [...byModule.keys()];
  return new Set(chosen.flatMap((module) => [...byModule.get(module) ?? []]));
}

/** How many hours a certificate says: those of the modules that the group took; where nothing is known of them, the whole course's. */
export function hoursOfModules(modules: ModulesTaken | undefined, ofCourse: number): number {
  return modules && modules.size > 0 ? [...modules.values()].reduce((sum, hours) => sum + hours, 0) : ofCourse;
}
