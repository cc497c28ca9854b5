import { createHash } from 'node:crypto';

const digest = (parts: unknown[]): string => createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex');

interface Line {
  [name: string]: never;
}

interface Amount {
  account: string;
  cents: number;
}

/** A verifier as a third party would write it, from what the file's first line says and nothing else. */
export function checkFile(text: string): { entries: number; closing: string; statements: string[] } {
  const [head, ...lines] = text.trim().split('\n').map((line) => JSON.parse(line) as Line) as [Line, ...Line[]];
  const { form, book } = head as unknown as { form: string; book: string };
  const statements = lines.filter((line) => 'statement' in line).map((line) => digest([line.statement]));
  let previous = digest([form, book]);
  let number = 0;
  const sums: Record<string, number> = {};
  for (const entry of lines.filter((line) => 'number' in line) as unknown as Record<string, unknown>[]) {
    number += 1;
    expect(entry.number).toBe(number);
    if ('kind' in entry) {
      const seal = entry.seal as { month: string; statement: string; sums: string } | undefined;
      expect(entry.body).toBe(digest([entry.kind, entry.reverses, entry.lines, entry.texts, seal ? digest([seal.month, seal.statement, seal.sums]) : '']));
      expect((entry.lines as [string, number][]).reduce((sum, [, cents]) => sum + cents, 0)).toBe(0);
      if (seal) expect(statements).toContain(seal.statement);
      for (const [account, cents] of entry.lines as [string, number][]) sums[`${String(entry.date).slice(0, 7)} ${account}`] = (sums[`${String(entry.date).slice(0, 7)} ${account}`] ?? 0) + cents;
    }
    previous = digest([form, book, number, entry.date, entry.recordedAt, entry.body, previous]);
    expect(entry.hash).toBe(previous);
  }
  const { closing, accounts } = head as unknown as { closing: { number: number; hash: string }; accounts: Record<string, string> };
  expect(closing).toEqual({ number, hash: previous });
  for (const { month, expenses, inKind } of lines.flatMap((line) => ('statement' in line ? [line.statement as { month: string; expenses: Amount[]; inKind: Amount[] }] : []))) {
    for (const { account, cents } of [...expenses, ...inKind]) expect([accounts[account], sums[`${month} ${account}`]]).toEqual([expect.any(String), cents]);
  }
  return { entries: number, closing: previous, statements };
}
