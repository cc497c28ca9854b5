import { rulesOfPdf, textOfPdf } from '../../test/helpers/pdf-text.js';
import { codesInPdf, READS_CODES } from '../../test/helpers/qr.js';
import { receiptPdf, type PrintedReceipt } from './receipt-pdf.js';

const one: PrintedReceipt = {
  series: 'VES', number: 42, publicCode: '7K2M9QRT4B3CXW8D', personName: 'Rosa María Ñaupari Huamán', centreName: 'Villa El Salvador',
  concept: 'Cuota de Curso 1, noviembre: S/ 10.00\nSaldo a favor: S/ 5.00', cents: 1_500, issuedOn: '2026-11-23', method: 'cash', operationNumber: null, tenderedCents: 2_000,
  voucherSeries: null, voucherNumber: null, issuedByName: 'Carmen Soto Ruiz', voidedAt: null, voidReason: null, address: 'https://minka.example.org/r/7K2M9QRT4B3CXW8D', copy: 0,
};

describe.each(['a5', 'strip'] as const)('a receipt printed as %s', (format) => {
  const wordsOf = async (change: Partial<PrintedReceipt> = {}): Promise<string> => textOfPdf(await receiptPdf({ ...one, ...change }, format)).join(' ').replace(/\s+/g, ' ');

  it('has one page, a title and a language, and words that are read in their order', async () => {
    const pdf = await receiptPdf(one, format);
    const text = pdf.toString('latin1');
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(text).toContain('/Lang (es-PE)');
    // A line may end within an address.
    const words = (await wordsOf()).replaceAll(' ', '');
    const parts = [
      'Villa El Salvador', 'Recibo VES-000042', 'Fecha: 23/11/2026', 'Recibimos de: Rosa María Ñaupari Huamán', 'Cuota de Curso 1, noviembre: S/ 10.00', 'Saldo a favor: S/ 5.00',
      'Forma de pago: Efectivo', 'Recibido: S/ 20.00. Vuelto: S/ 5.00', 'Total: S/ 15.00', 'Carmen Soto Ruiz', 'No es comprobante de pago de SUNAT', '7K2M-9QRT-4B3C-XW8D',
    ];
    const places = parts.map((part) => words.indexOf(part.replaceAll(' ', '')));
    expect(parts.filter((_, index) => places[index] === -1)).toEqual([]);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(words).not.toMatch(/COPIA|ANULADO|Boleta/);
  });

  (READS_CODES ? it : it.skip)('leads by its code to the page that confirms it', async () => {
    expect(codesInPdf(await receiptPdf(one, format))).toEqual([one.address]);
  });

  it('rules off who paid for what above and below, clear of the code to scan', async () => {
    const [above = 0, below = 0, ...more] = rulesOfPdf(await receiptPdf(one, format));
    expect(more).toEqual([]);
    // Between the two stand six lines and the total; the code comes a long way under the lower one.
    expect(below - above).toBeGreaterThan(90);
    expect(above).toBeLessThan(150);
  });

  it('says that it is a copy, void, and which boleta was issued', async () => {
    const words = await wordsOf({ copy: 2, voidedAt: 1, voidReason: 'Pagó dos veces', voucherSeries: 'B001', voucherNumber: '77', method: 'yape', operationNumber: '00123', tenderedCents: null });
    expect(words).toMatch(/ANULADO COPIA 2 Motivo: Pagó dos veces/);
    expect(words).toContain('Boleta emitida: B001-77');
    expect(words).toContain('Forma de pago: Yape, operación 00123');
    expect(words).not.toContain('Vuelto');
  });
});
