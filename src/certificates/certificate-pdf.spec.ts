import { codesInPdf, READS_CODES } from '../../test/helpers/qr.js';
import { certificatesPdf, type PrintedCertificate } from './certificate-pdf.js';

const one: PrintedCertificate = {
  personName: 'Rosa María Quispe Huamán', courseTitle: 'Alfabetización digital básica', centreName: 'Villa El Salvador', hours: 36,
  issuedOn: '2026-11-23', serial: 'VES-2026-0007', publicCode: '7K2M9QRT4B3CXW8D', address: 'https://minka.example.org/c/7K2M9QRT4B3CXW8D',
};

describe('the PDF of certificates', () => {
  it('has a page each, a title, a language and an author', async () => {
    const pdf = await certificatesPdf([one, { ...one, personName: 'María de los Ángeles del Rosario Ñaupari Huancahuari de la Cruz' }]);
    const text = pdf.toString('latin1');
    expect(text).toMatch(/^%PDF-/);
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(2);
    expect(text).toContain('/Lang (es-PE)');
  });

  (READS_CODES ? it : it.skip)('leads by its code to the page that confirms it, however long the address', async () => {
    const long = `https://constancias.alfabetizacion-digital.municipalidad.example.org/minka/c/${one.publicCode}`;
    expect(codesInPdf(await certificatesPdf([one, { ...one, address: long }]))).toEqual([one.address, long]);
  });
});
