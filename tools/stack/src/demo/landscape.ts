import type { Random } from './random.js'

/** Hills, a sky and a sun, as SVG in a box of 400 × 500. */
export function landscape(random: Random): string {
  const hue = random.whole(180, 260)
  const ground = random.whole(80, 160)
  const sky = `<stop offset="0" stop-color="hsl(${hue} 60% 60%)"/><stop offset="1" stop-color="hsl(${(hue + 150) % 360} 75% 82%)"/>`
  const hills = [0, 1, 2, 3].map((depth) =>
    hill(random, 230 + depth * 65, `hsl(${ground} 32% ${58 - depth * 11}%)`),
  )
  const [x, y, r] = [random.whole(70, 330), random.whole(70, 190), random.whole(24, 46)]
  return [
    `<defs><linearGradient id="s" x2="0" y2="1">${sky}</linearGradient></defs>`,
    '<rect width="400" height="500" fill="url(#s)"/>',
    `<circle cx="${x}" cy="${y}" r="${r}" fill="#fff6d8"/>`,
    ...hills,
  ].join('')
}

function hill(random: Random, level: number, fill: string): string {
  const heights = Array.from({ length: 5 }, () => level + random.whole(-45, 45))
  const curve = heights.map((y, i) => `Q${i * 100 - 50} ${y - 25} ${i * 100} ${y}`).join(' ')
  return `<path d="M-100 ${level} ${curve} V500 H-100 Z" fill="${fill}"/>`
}
