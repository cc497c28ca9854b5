import type { EChartsCoreOption } from 'echarts/core';
import { tidySvg, type PictureFrame } from './tidy-svg.js';

/** Draws one picture. ECharts is loaded with the first one: most processes never draw. */
export async function draw(frame: PictureFrame, option: EChartsCoreOption): Promise<string> {
  const { init } = await import('./echarts.js');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: frame.width, height: frame.height });
  try {
    chart.setOption({ animation: false, ...option });
    return tidySvg(chart.renderToSVGString(), frame);
  } finally {
    chart.dispose();
  }
}
