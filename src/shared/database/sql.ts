/** `?, ?, ?` for a list of values in a statement. */
export function places(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** A long list in parts that fit into one statement each. */
export function* inChunks<T>(list: readonly T[], size = 300): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}
