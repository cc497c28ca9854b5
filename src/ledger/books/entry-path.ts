/** The page of an entry of the centre's book. */
export function entryPath(number: number): string {
  return `/ledger/entries/${number}`;
}
