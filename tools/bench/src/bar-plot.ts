import { escape, style } from './plot.js'
import { short, type Spread } from './spread.js'

/** One measure of all who were measured. */
export interface BarPanel {
  readonly label: string
  readonly rows: readonly { readonly name: string; readonly measured: Spread; readonly isOurs: boolean }[]
}

const frame = { width: 820, left: 310, right: 120, top: 52, row: 26, panel: 44 }

/** Bars under each other, a panel for each measure, with how far the rounds lie apart; follows the reader's light or dark scheme. */
export function barsSvg(title: string, panels: readonly BarPanel[]): string {
  const parts: string[] = []
  let y = frame.top
  for (const panel of panels) {
    parts.push(`<text class="axis" x="${frame.left}" y="${y + 16}">${escape(panel.label)}</text>`)
    parts.push(...rowsOf(panel, y + 30))
    y += frame.panel + panel.rows.length * frame.row
  }
  const box = `viewBox="0 0 ${frame.width} ${y + 16}" width="${frame.width}" height="${y + 16}"`
  const head = `<text class="title" x="20" y="28">${escape(title)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} role="img" aria-label="${escape(title)}">\n${style}\n<rect class="page" width="100%" height="100%" rx="8"/>\n${[head, ...parts].join('\n')}\n</svg>\n`
}

function rowsOf({ rows }: BarPanel, top: number): string[] {
  const most = Math.max(...rows.map(({ measured }) => measured.max))
  const width = (value: number): number =>
    Math.round(((frame.width - frame.left - frame.right) * value * 10) / most) / 10
  return rows.map(({ name, measured, isOurs }, at) => {
    const y = top + at * frame.row
    const [low, middle, high] = [measured.min, measured.median, measured.max].map(width) as [
      number,
      number,
      number,
    ]
    return [
      `<text text-anchor="end" x="${frame.left - 10}" y="${y + 13}">${escape(name)}</text>`,
      `<rect class="dot c${isOurs ? 0 : 1}" x="${frame.left}" y="${y}" width="${middle}" height="17" rx="2"/>`,
      `<path class="line c${isOurs ? 1 : 0}" d="M${frame.left + low} ${y + 8.5}H${frame.left + high}"/>`,
      `<text class="tick" x="${frame.left + high + 8}" y="${y + 13}">${escape(short(measured.median))}</text>`,
    ].join('')
  })
}
