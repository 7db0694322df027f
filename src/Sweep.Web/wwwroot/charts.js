// Draws the options that the server has put beside each picture, in the colours of the page. The library is fetched when the first picture comes into view.
const drawn = new Map();
let library;

function colors() {
  const style = getComputedStyle(document.documentElement);
  const of = name => style.getPropertyValue(`--${name}`).trim();
  return { ink: of('ink'), soft: of('soft'), line: of('line'), card: of('card'), strong: of('strong'), ramp: [0, 1, 2, 3, 4].map(k => of(`ramp-${k}`)), failed: of('failed') };
}

function number(value) {
  if (typeof value !== 'number') return String(value ?? '–');
  if (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e7)) return value.toExponential(3);
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(4)));
}

// An area between the low and the high ends of all points, in steps or straight, drawn with the first of them.
function band(isStep) {
  return (params, api) => {
    if (params.dataIndex !== 0) return null;
    const low = [];
    const high = [];
    const add = (points, x, y) => {
      if (isStep && points.length) points.push([api.coord([x, y])[0], points[points.length - 1][1]]);
      points.push(api.coord([x, y]));
    };
    for (let k = 0; k < params.dataInsideLength; k++) {
      const x = api.value(0, k);
      if (!Number.isFinite(api.value(1, k)) || !Number.isFinite(api.value(2, k))) continue;
      add(low, x, api.value(1, k));
      add(high, x, api.value(2, k));
    }
    return { type: 'polygon', shape: { points: high.concat(low.reverse()) }, style: { fill: api.visual('color'), opacity: 0.14 } };
  };
}

function bar(params, api) {
  const [from, to] = [api.coord([api.value(1), api.value(0)]), api.coord([api.value(2), api.value(0)])];
  const height = Math.max(3, Math.min(18, api.size([0, 1])[1] * 0.7));
  const frame = params.coordSys;
  const left = Math.max(from[0], frame.x);
  const right = Math.min(Math.max(to[0], from[0] + 1), frame.x + frame.width);
  if (right <= left) return null;
  const fill = api.value(5) ? colors().failed : api.visual('color');
  return { type: 'rect', shape: { x: left, y: from[1] - height / 2, width: right - left, height }, style: { fill, opacity: 0.85 } };
}

const items = { band: band(false), stepBand: band(true), bar };

function readOut(option) {
  const x = option.xAxis?.name ?? '';
  const y = option.yAxis?.name ?? '';
  return params => {
    if (Array.isArray(params)) {
      const lines = params.filter(one => one.seriesType !== 'custom').sort((one, other) => other.value[1] - one.value[1]).slice(0, 12);
      if (!lines.length) return '';
      return [`${x} ${number(lines[0].value[0])}`, ...lines.map(one => `${one.marker}${one.seriesName}  ${number(one.value[1])}`)].join('\n');
    }
    if (params.seriesType === 'custom') {
      const names = ['', 'from', 'to', 'trials', 'first trial', 'failed'];
      return names.slice(1, 5).map((name, k) => `${name} ${number(params.value[k + 1])}${k < 2 ? ' s' : ''}`).join('\n');
    }
    return `${params.seriesName}\n${x} ${number(params.value[0])}\n${y} ${number(params.value[1])}`;
  };
}

function dress(option) {
  const color = colors();
  const text = { color: color.soft, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  option.textStyle = text;
  option.backgroundColor = 'transparent';
  if (option.legend) Object.assign(option.legend, { textStyle: { color: color.ink }, pageTextStyle: text, pageIconColor: color.ink, pageIconInactiveColor: color.line });
  if (option.toolbox) Object.assign(option.toolbox, { iconStyle: { borderColor: color.soft } });
  if (option.tooltip) {
    Object.assign(option.tooltip, { backgroundColor: color.card, borderColor: color.strong, textStyle: { color: color.ink, fontSize: 12 }, formatter: readOut(option) });
    if (option.tooltip.trigger === 'axis') option.tooltip.axisPointer = { type: 'line', lineStyle: { color: color.strong } };
  }
  const axes = [option.xAxis, option.yAxis, ...(option.parallelAxis ?? [])].filter(Boolean);
  for (const axis of axes) {
    axis.axisLine = { show: true, lineStyle: { color: color.strong } };
    axis.axisLabel = { ...axis.axisLabel, color: color.soft, hideOverlap: true };
    axis.nameTextStyle = { ...axis.nameTextStyle, color: color.soft };
    axis.splitLine = { lineStyle: { color: color.line } };
    if (axis.type !== 'category') axis.axisLabel.formatter = number;
  }
  for (const axis of option.parallelAxis ?? []) {
    Object.assign(axis.axisLabel, { textBorderColor: color.card, textBorderWidth: 3, color: color.ink });
    axis.z = 10;
    axis.areaSelectStyle = { borderColor: color.ink, color: color.strong, opacity: 0.4, width: 16 };
  }
  if (option.visualMap) option.visualMap.inRange = { color: option.visualMap.ramp === 'down' ? [...color.ramp].reverse() : color.ramp };
  for (const one of option.series ?? [])
    if (typeof one.renderItem === 'string') one.renderItem = items[one.renderItem];
  return option;
}

const dataOf = figure => figure.querySelector('script[type="application/json"]').textContent;

// As a script and not as a module: parts of the bundle look for what modules do not have.
function load() {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('./echarts.js', import.meta.url);
    script.onload = () => resolve(globalThis.echarts);
    script.onerror = () => reject(new Error('The charting library cannot be loaded; the numbers are in the tables.'));
    document.head.append(script);
  });
}

async function paint(figure) {
  library ??= load();
  const echarts = await library;
  const canvas = figure.querySelector('.canvas');
  const text = dataOf(figure);
  const began = performance.now();
  const chart = echarts.init(canvas, null, { renderer: 'canvas' });
  chart.setOption(dress(JSON.parse(text)));
  drawn.set(figure, { chart, text });
  figure.dataset.drawn = String(Math.round(performance.now() - began));
  new ResizeObserver(() => chart.resize()).observe(canvas);
}

const inView = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    inView.unobserve(entry.target);
    paint(entry.target);
  }
}, { rootMargin: '300px' });

/** Draws what is not drawn yet, and again what has new data; zoom and switched lines stay. */
export function draw() {
  for (const [figure, one] of drawn) {
    if (!figure.isConnected) {
      one.chart.dispose();
      drawn.delete(figure);
      continue;
    }
    const text = dataOf(figure);
    if (text === one.text) continue;
    one.text = text;
    const option = dress(JSON.parse(text));
    delete option.dataZoom;
    one.chart.setOption(option, { replaceMerge: ['series'] });
  }
  for (const figure of document.querySelectorAll('[data-chart]'))
    if (!drawn.has(figure)) inView.observe(figure);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  for (const one of drawn.values()) one.chart.setOption(dress(JSON.parse(one.text)));
});
