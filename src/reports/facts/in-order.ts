type Key = readonly (string | number)[];

/** A copy in the order of keys, compared part by part as they are: the same on every engine and in every language. */
export function inOrder<T>(list: readonly T[], keyOf: (item: T) => Key): T[] {
  return list.map((item) => ({ item, key: keyOf(item) })).sort((a, b) => compare(a.key, b.key)).map(({ item }) => item);
}

function compare(a: Key, b: Key): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] as string | number;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
