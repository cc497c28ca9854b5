/** An amount in céntimos of sol: an integer, never a fraction. */
export type Cents = number;

/** `S/ 10.00` */
export function formatSoles(cents: Cents): string {
  const sign = cents < 0 ? '-' : '';
  const absolute = Math.abs(cents);
  const soles = Math.floor(absolute / 100).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}S/ ${soles}.${String(absolute % 100).padStart(2, '0')}`;
}

/** Reads `10`, `10.5`, `10,00` or `S/ 10.00`; null for anything else, for a negative amount and for three decimals. */
export function parseSoles(text: string): Cents | null {
  const match = /^(?:S\/\s*)?(\d{1,7})(?:[.,](\d{1,2}))?$/i.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0') || 0);
}
