/** 6 kB: a page of a lesson carries one picture and stays light on a slow line. */
const HEAVIEST_PICTURE = 6_144;

const FORBIDDEN = /<(script|style|foreignObject|image|iframe|a|use|animate|set|filter|linearGradient|radialGradient)\b|\son\w+\s*=|(?:xlink:)?href\s*=|javascript:|<!|<\?/iu;

/**
 * What is wrong with a drawing of a lesson. Drawings are shown as pictures, where browsers run nothing in them; that
 * nothing stands in them which would run is held against them all the same.
 */
export function pictureFault(svg: string): string | null {
  if (!/^<svg\s[^>]*viewBox="[\d. ]+"/u.test(svg.trim())) return 'does not begin with <svg … viewBox="…">';
  if (!svg.trim().endsWith('</svg>')) return 'does not end with </svg>';
  if (!svg.includes('xmlns="http://www.w3.org/2000/svg"')) return 'needs xmlns="http://www.w3.org/2000/svg" to be shown as a picture';
  const forbidden = FORBIDDEN.exec(svg);
  if (forbidden) return `must not hold ${forbidden[0].trim()}`;
  if (Buffer.byteLength(svg) > HEAVIEST_PICTURE) return `weighs ${Buffer.byteLength(svg)} bytes, more than ${HEAVIEST_PICTURE}`;
  return null;
}
