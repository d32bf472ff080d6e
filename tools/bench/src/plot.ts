/** One line of a plot. */
export interface PlotLine {
  readonly name: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
  /** Drawn with dashes: the second measure of the same thing. */
  readonly dashed?: boolean
  /** Lines of one group share a colour. */
  readonly group: string
}

/** A plot with both axes logarithmic. */
export interface PlotOptions {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly lines: readonly PlotLine[]
  readonly xText: (x: number) => string
}

const frame = { width: 820, height: 460, left: 70, right: 190, top: 52, bottom: 56 }
const colours = 6

/** A plot as SVG that follows the reader's light or dark scheme. */
export function plotSvg(options: PlotOptions): string {
  const points = options.lines.flatMap((line) => line.points).filter(({ y }) => y > 0)
  const x = scale(
    points.map((point) => point.x),
    frame.left,
    frame.width - frame.right,
  )
  const y = scale(decades(points.map((point) => point.y)), frame.height - frame.bottom, frame.top)
  const groups = [...new Set(options.lines.map((line) => line.group))]
  const body = [
    `<text class="title" x="${frame.left}" y="28">${escape(options.title)}</text>`,
    ...horizontal(y),
    ...vertical(x, points, options),
    ...options.lines.map((line) => drawLine(line, x, y, groups.indexOf(line.group) % colours)),
    ...labels(options.lines, y, groups),
    `<text class="axis" x="${frame.left}" y="${frame.top - 10}">${escape(options.yLabel)}</text>`,
    `<text class="axis" text-anchor="middle" x="${(frame.left + frame.width - frame.right) / 2}" y="${frame.height - 12}">${escape(options.xLabel)}</text>`,
  ]
  const box = `viewBox="0 0 ${frame.width} ${frame.height}" width="${frame.width}" height="${frame.height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} role="img" aria-label="${escape(options.title)}">\n${style}\n<rect class="page" width="100%" height="100%" rx="8"/>\n${body.join('\n')}\n</svg>\n`
}

interface Scale {
  readonly low: number
  readonly high: number
  readonly at: (value: number) => number
}

function scale(values: readonly number[], from: number, to: number): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const span = Math.log10(high / low) || 1
  return { low, high, at: (value) => from + ((to - from) * Math.log10(value / low)) / span }
}

/** From one power of ten to another. */
function decades(values: readonly number[]): number[] {
  const low = 10 ** Math.floor(Math.log10(Math.min(...values)))
  return [low, Math.max(low * 10, 10 ** Math.ceil(Math.log10(Math.max(...values))))]
}

function horizontal(y: Scale): string[] {
  const ticks = Array.from(
    { length: Math.round(Math.log10(y.high / y.low)) + 1 },
    (_, power) => y.low * 10 ** power,
  )
  return ticks.map((tick) => {
    const at = round(y.at(tick))
    const text = `<text class="tick" text-anchor="end" x="${frame.left - 8}" y="${at + 4}">${Number(tick.toPrecision(2))}</text>`
    return `<line class="grid" x1="${frame.left}" x2="${frame.width - frame.right}" y1="${at}" y2="${at}"/>${text}`
  })
}

function vertical(x: Scale, points: readonly { x: number }[], { xText }: PlotOptions): string[] {
  return [...new Set(points.map((point) => point.x))].map((tick) => {
    const text = `<text class="tick" text-anchor="middle" x="${round(x.at(tick))}" y="${frame.height - frame.bottom + 20}">${escape(xText(tick))}</text>`
    return `<line class="grid" x1="${round(x.at(tick))}" x2="${round(x.at(tick))}" y1="${frame.top}" y2="${frame.height - frame.bottom}"/>${text}`
  })
}

function drawLine(line: PlotLine, x: Scale, y: Scale, colour: number): string {
  const points = line.points.filter((point) => point.y > 0)
  const path = points.map((point) => `${round(x.at(point.x))},${round(y.at(point.y))}`)
  const dots = path.map(
    (at) => `<circle class="dot c${colour}" cx="${at.split(',')[0]}" cy="${at.split(',')[1]}" r="3.5"/>`,
  )
  return `<polyline class="line c${colour}${line.dashed ? ' dashed' : ''}" points="${path.join(' ')}"/>${dots.join('')}`
}

/** Names at the right end of their lines, pushed apart where they would lie on each other. */
function labels(lines: readonly PlotLine[], y: Scale, groups: readonly string[]): string[] {
  const ends = lines
    .flatMap((line) => line.points.slice(-1).map((point) => ({ line, at: y.at(point.y) })))
    .sort((a, b) => a.at - b.at)
  let last = -Infinity
  return ends.map(({ line, at }) => {
    last = Math.max(at, last + 16)
    const colour = groups.indexOf(line.group) % colours
    return `<text class="label c${colour}" x="${frame.width - frame.right + 10}" y="${round(last + 4)}">${escape(line.name)}</text>`
  })
}

const round = (value: number): number => Math.round(value * 10) / 10

export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const palette = (page: string, text: string, faint: string, hues: readonly string[]): string =>
  `.page{fill:${page}}text{fill:${text}}.tick,.axis{fill:${faint}}.grid{stroke:${faint};stroke-opacity:.25}` +
  hues.map((hue, at) => `.line.c${at}{stroke:${hue}}.dot.c${at},.label.c${at}{fill:${hue}}`).join('')

/** How the plots of the docs look. */
export const style = `<style>
text{font:13px system-ui,-apple-system,'Segoe UI',sans-serif}.title{font-size:16px;font-weight:600}.tick{font-size:12px}.label{font-weight:600}
.line{fill:none;stroke-width:2}.dashed{stroke-dasharray:6 4}
${palette('#ffffff', '#1b1f24', '#57606a', ['#c2410c', '#1d4ed8', '#047857', '#7e22ce', '#a16207', '#be123c'])}
@media (prefers-color-scheme: dark){${palette('#0d1117', '#e6edf3', '#9198a1', ['#fb923c', '#79b8ff', '#4ade80', '#d2a8ff', '#e3b341', '#ff7b93'])}}
</style>`
