/**
 * A QR code as SVG, for what is read by a telephone's camera. Its writer is loaded with the first one, as few pages have any.
 * @param margin in modules; none where the page leaves room around it
 */
export async function drawQr(text: string, { margin = 0, ink = '#000000' } = {}): Promise<string> {
  const { toString } = await import('qrcode');
  return toString(text, { type: 'svg', margin, errorCorrectionLevel: 'M', color: { dark: ink, light: '#ffffff' } });
}
