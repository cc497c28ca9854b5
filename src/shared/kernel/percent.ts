/** A share in hundredths of a percent: a whole number from 0 to 10,000. */
export type Hundredths = number;

/** 100.00 % */
export const ALL: Hundredths = 10_000;

/** `33.34 %` */
export function formatPercent(share: Hundredths): string {
  return `${percentDigits(share)} %`;
}

/** `33.34`, as a field holds it. */
export function percentDigits(share: Hundredths): string {
  return `${Math.floor(share / 100)}.${String(share % 100).padStart(2, '0')}`;
}

/** Reads `20`, `33.3`, `33,34` or `33.34 %`; null for anything else, for more than 100 and for three decimals. */
export function parsePercent(text: string): Hundredths | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!match) return null;
  const share = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return share <= ALL ? share : null;
}
