/** An amount in céntimos of sol: an integer, never a fraction. */
export type Cents = number;

/** `S/ 10.00`, which no end of a line takes apart: the space is one that does not break. For people; files for programs carry numbers. */
export function formatSoles(cents: Cents): string {
  return formatMoney('S/', cents);
}

/** `S/ 10.00` or `US$ 10.00`. @param currency its sign */
export function formatMoney(currency: string, cents: Cents): string {
  return `${cents < 0 ? '-' : ''}${currency}${NO_BREAK}${formatAmount(Math.abs(cents))}`;
}

const NO_BREAK = '\u00a0';

/** `1,250.00`: an amount whose currency stands elsewhere. */
export function formatAmount(cents: Cents): string {
  const sign = cents < 0 ? '-' : '';
  const absolute = Math.abs(cents);
  const soles = Math.floor(absolute / 100).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${soles}.${String(absolute % 100).padStart(2, '0')}`;
}

/** What fits in a field of money, S/ 9,999,999.99: more is a slip of the hand. */
const MOST_SOLES: Cents = 999_999_999;

const PLAIN = /^(?:S\/\s*)?(\d+)(?:[.,](\d{1,2}))?$/i;
/** As `formatSoles` writes it, and as others do: `1,000.50` and `1.000,50`. Without its decimals `1,000` could be either. */
const GROUPED = /^(?:S\/\s*)?(\d{1,3}(?:,\d{3})+(?=\.)|\d{1,3}(?:\.\d{3})+(?=,))[.,](\d{1,2})$/i;

/** Reads `10`, `10.5`, `10,00`, `S/ 10.00` or `1,000.00`; null for anything else, a negative amount, three decimals, and more than `MOST_SOLES`. */
export function parseSoles(text: string): Cents | null {
  const cents = amountIn(text);
  return cents === null || cents > MOST_SOLES ? null : cents;
}

/** True for an amount that is written as it should be, and is larger than any that can be meant. */
export function isTooMuch(text: string): boolean {
  return (amountIn(text) ?? 0) > MOST_SOLES;
}

function amountIn(text: string): Cents | null {
  const [, whole, part = ''] = PLAIN.exec(text.trim()) ?? GROUPED.exec(text.trim()) ?? [];
  return whole === undefined ? null : Number(whole.replace(/[.,]/g, '')) * 100 + Number(part.padEnd(2, '0') || 0);
}

/**
 * Splits a whole amount into whole parts that sum to it exactly, as near to the weights as whole numbers allow: each part is
 * its exact share without the fraction, and what is left over goes, one by one, to the largest fractions (the method of the
 * largest remainder, or of Hamilton); of equal fractions to the earlier one. The same parts for the same question, always.
 * @param total céntimos, or whole units of anything else; below zero the parts are those of the amount above zero, negated
 * @param weights whole numbers from zero on, of which one at least is above zero
 * @throws RangeError for nobody to split among, and for what is no whole number
 */
export function splitExactly(total: Cents, weights: readonly number[]): Cents[] {
  if (!Number.isSafeInteger(total) || !weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)) {
    throw new RangeError('only whole amounts are split, by whole weights');
  }
  if (total < 0) return splitExactly(-total, weights).map((part) => 0 - part);
  // Products of large amounts and weights are no safe numbers any more.
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (whole === 0n) throw new RangeError('nobody to split among');
  const shares = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, part: Number(product / whole), fraction: product % whole };
  });
  let left = total - shares.reduce((sum, { part }) => sum + part, 0);
  const parts = shares.map(({ part }) => part);
  for (const { index } of shares.toSorted((a, b) => (a.fraction === b.fraction ? a.index - b.index : a.fraction > b.fraction ? -1 : 1))) {
    if (left === 0) break;
    parts[index] = (parts[index] as number) + 1;
    left -= 1;
  }
  return parts;
}
