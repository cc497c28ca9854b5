/**
 * The colours of charts: those of `views/assets/css/tokens.css` by light, as they are printed and put into PDFs. In a page each
 * follows its token (`components/chart.css`), in the dark too. Side by side they differ by lightness, so that paper in black and white tells them apart.
 */
export const COLOUR = {
  primary: '#0e4650', accent: '#c2570f', pale: '#fbeedd', ground: '#e4eeed', ink: '#1e1a16', soft: '#49433b', line: '#dcd5c8', paper: '#ffffff',
} as const;

export const CHART_COLOURS = Object.entries(COLOUR).map(([name, light]) => ({ name, light }));
