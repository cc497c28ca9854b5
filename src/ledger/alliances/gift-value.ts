import type { Cents } from '../../shared/kernel/money.js';

/** What a quantity is worth, rounded to the nearest céntimo (half up): the only place that rounds. */
export function valueOf(quantityHundredths: number, unitValueCents: Cents): Cents {
  return Math.floor((quantityHundredths * unitValueCents + 50) / 100);
}

/** Reads `40`, `40.5` or `40,25` as hundredths; null for anything else, for nothing, for three decimals and for more than 99,999.99, which was typed by mistake. */
export function parseQuantity(text: string): number | null {
  const match = /^(\d{1,5})(?:[.,](\d{1,2}))?$/u.exec(text.trim());
  if (!match) return null;
  const hundredths = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return hundredths > 0 ? hundredths : null;
}

/** `40`, `40.5` */
export function quantityText(hundredths: number): string {
  return String(hundredths / 100);
}

/** How much came of what was promised, in whole percents; null where nothing was promised. */
export function shareOf(came: Cents, promised: Cents): number | null {
  return promised === 0 ? null : Math.floor((came * 100) / promised);
}
