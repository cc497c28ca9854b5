/** 0 Primeros pasos, 1 Inicial, 2 Básico, 3 Autónomo (DigComp below 1, 1, 2, 3 and 4). */
export type Level = 0 | 1 | 2 | 3;

export const LEVELS: readonly Level[] = [0, 1, 2, 3];

/** The levels next to one, the lower first. */
export function adjacentLevels(level: Level): Level[] {
  return LEVELS.filter((other) => Math.abs(other - level) === 1);
}
