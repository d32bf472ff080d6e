import type { Random } from './random.js'

/** What hair needs to know. */
export interface Hair {
  readonly hair: string
  /** 0 short, 1 side parting, 2 shaved, 3 long, 4 bob, 5 curls, 6 bun. */
  readonly style: number
}

/** Hair behind the head. */
export function hairBack({ hair, style }: Hair): string {
  if (style === 3)
    return `<path d="M98 230 Q90 95 200 100 Q310 95 302 230 L312 420 Q200 450 88 420 Z" fill="${hair}"/>`
  if (style === 4)
    return `<path d="M96 240 Q90 95 200 100 Q310 95 304 240 L300 318 Q200 340 100 318 Z" fill="${hair}"/>`
  if (style === 5) return curls(hair)
  if (style === 6) return `<circle cx="200" cy="92" r="44" fill="${hair}"/>`
  return ''
}

/** Hair over the forehead. */
export function hairFront({ hair, style }: Hair): string {
  if (style === 2)
    return `<path d="M118 205 Q120 122 200 120 Q280 122 282 205 Q240 150 200 150 Q160 150 118 205 Z" fill="${hair}" opacity="0.45"/>`
  if (style === 1)
    return `<path d="M112 225 Q100 105 215 108 Q300 112 288 225 Q275 165 225 158 Q150 190 112 225 Z" fill="${hair}"/>`
  if (style === 0)
    return `<path d="M112 215 Q108 108 200 106 Q292 108 288 215 Q280 160 200 158 Q122 160 112 215 Z" fill="${hair}"/>`
  return `<path d="M112 235 Q104 112 200 110 Q296 112 288 235 Q278 170 205 160 Q130 168 112 235 Z" fill="${hair}"/>`
}

function curls(hair: string): string {
  const around = Array.from({ length: 15 }, (_, i) => Math.PI * (0.9 + (i / 14) * 1.2))
  return around
    .map((angle) => {
      const [x, y] = [200 + Math.cos(angle) * 98, 215 + Math.sin(angle) * 108]
      return `<circle cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" r="32" fill="${hair}"/>`
    })
    .join('')
}

/** Both eyes and brows. */
export function eyes(random: Random, hair: string): string {
  const iris = random.pick(['#4b6b8a', '#5b4632', '#4f6b45', '#2e2a28'])
  const lift = random.whole(-3, 4)
  const eye = (x: number): string =>
    `<ellipse cx="${x}" cy="222" rx="14" ry="9" fill="#fff"/><circle cx="${x}" cy="222" r="7.5" fill="${iris}"/><circle cx="${x + 2}" cy="220" r="2.4" fill="#fff"/>` +
    `<path d="M${x - 19} ${203 - lift} q19 -11 38 0" fill="none" stroke="${hair}" stroke-width="6" stroke-linecap="round"/>`
  return eye(166) + eye(234)
}

/** A smile, more or less. */
export function mouth(random: Random): string {
  const depth = random.whole(8, 24)
  if (random.chance(0.4))
    return `<path d="M168 284 Q200 ${288 + depth * 1.6} 232 284 Z" fill="#fff" stroke="#9d4b4b" stroke-width="4" stroke-linejoin="round"/>`
  return `<path d="M170 286 Q200 ${286 + depth} 230 286" fill="none" stroke="#9d4b4b" stroke-width="6" stroke-linecap="round"/>`
}

/** A short beard. */
export const beard = (hair: string): string =>
  `<path d="M118 245 Q124 336 200 338 Q276 336 282 245 Q268 268 236 268 Q200 258 164 268 Q132 268 118 245 Z" fill="${hair}" opacity="0.85"/>`

/** Round glasses. */
export const glasses = (): string =>
  '<g fill="#ffffff22" stroke="#222" stroke-width="5"><circle cx="166" cy="224" r="27"/><circle cx="234" cy="224" r="27"/><path d="M193 222 q7 -6 14 0" fill="none"/></g>'
