/** A line or an area of a panel: its points as [second, value]. */
export interface Curve {
  name: string;
  colour: string;
  points: [second: number, value: number][];
}

/** One of the diagrams that stand below each other and share the time. */
export interface Panel {
  title: string;
  unit: string;
  curves: Curve[];
}

const WIDTH = 860;
const HEIGHT = 170;
const LEFT = 70;
const RIGHT = 20;
const TOP = 50;
const GAP = 60;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A round number that is at least as much. */
const roundUp = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((each) => each >= value) ?? value;
};

const text = (x: number, y: number, content: string, more = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(content)}</text>`;

const panelAt = ({ title, unit, curves }: Panel, top: number, seconds: number): string => {
  const most = roundUp(Math.max(1, ...curves.flatMap(({ points }) => points.map(([, value]) => value))));
  const x = (second: number) => LEFT + (second / seconds) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => top + HEIGHT - (value / most) * HEIGHT;
  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const level = y(most * share);
    return `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${level}" y2="${level}" stroke="#dfe5e2"/>${text(LEFT - 8, level + 4, String(most * share), 'text-anchor="end" fill="#5c6b66"')}`;
  });
  const lines = curves.map(({ colour, points }) => {
    const path = points.map(([second, value]) => `${x(second).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"/>`;
  });
  const names = curves.map(
    ({ name, colour }, index) =>
      `<rect x="${LEFT + 320 + index * 150}" y="${top - 20}" width="12" height="12" rx="3" fill="${colour}"/>${text(LEFT + 337 + index * 150, top - 10, name, 'fill="#33413c"')}`,
  );
  return [
    text(LEFT, top - 10, `${title} (${unit})`, 'font-weight="600" fill="#1f2b27"'),
    ...grid,
    ...names,
    ...lines,
  ].join('\n');
};

/** Diagrams over the same seconds as one SVG, with dashed lines where something begins. */
export const picture = (
  title: string,
  panels: Panel[],
  seconds: number,
  marks: [second: number, name: string][],
): string => {
  const height = TOP + panels.length * (HEIGHT + GAP) + 20;
  const x = (second: number) => LEFT + (second / seconds) * (WIDTH - LEFT - RIGHT);
  const tops = panels.map((_, index) => TOP + 30 + index * (HEIGHT + GAP));
  const bottom = (tops.at(-1) ?? TOP) + HEIGHT;
  const step = roundUp(seconds / 12);
  const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) =>
    text(x(index * step), bottom + 18, `${index * step} s`, 'text-anchor="middle" fill="#5c6b66"'),
  );
  const begins = marks.map(
    ([second, name]) =>
      `<line x1="${x(second)}" x2="${x(second)}" y1="${TOP - 8}" y2="${bottom}" stroke="#b9c7c1" stroke-dasharray="4 4"/>${text(x(second) + 4, TOP - 2, name, 'fill="#5c6b66"')}`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" font-size="12" role="img">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fbfdfc"/>
${text(LEFT, 24, title, 'font-size="16" font-weight="600" fill="#1f2b27"')}
${begins.join('\n')}
${panels.map((panel, index) => panelAt(panel, tops[index]!, seconds)).join('\n')}
${ticks.join('\n')}
</svg>
`;
};
