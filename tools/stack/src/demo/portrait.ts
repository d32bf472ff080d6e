import sharp from 'sharp'

import type { Gender } from '@kindred/client'

import { landscape } from './landscape.js'
import { beard, eyes, glasses, hairBack, hairFront, mouth } from './portrait-parts.js'
import { createRandom, type Random } from './random.js'

const width = 600
const height = 750

/** A drawn picture of a demo person as JPEG: the first is a portrait, the others are of where they have been. */
export function drawPhoto(index: number, gender: Gender, photo: number): Promise<Buffer> {
  const random = createRandom(1_000_003 * (photo + 1) + index)
  const drawing = photo === 0 ? portrait(random, gender) : landscape(random)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" width="${width}" height="${height}">${drawing}</svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer()
}

const fairHairs = ['#2b1d16', '#4a2f21', '#7a4a2b', '#a9713d', '#d6ab62', '#b4532a'] as const
const darkHairs = ['#17100d', '#2b1d16', '#3b261a'] as const
const complexions = [
  { skin: '#f6d7c3', hairs: fairHairs },
  { skin: '#eec1a2', hairs: fairHairs },
  { skin: '#dfa981', hairs: fairHairs },
  { skin: '#c68a60', hairs: darkHairs },
  { skin: '#9c6644', hairs: darkHairs },
  { skin: '#6f452d', hairs: darkHairs },
] as const

function portrait(random: Random, gender: Gender): string {
  const { skin, hairs } = random.pick(complexions)
  const look = {
    skin,
    hair: random.pick<string>(hairs),
    style: random.pick(gender === 'MAN' ? [0, 0, 1, 2, 5] : [1, 3, 4, 5, 6]),
    cloth: `hsl(${random.whole(0, 359)} ${random.whole(25, 60)}% ${random.whole(30, 60)}%)`,
    tilt: random.whole(-4, 4),
  }
  const bearded = gender === 'MAN' && random.chance(0.4)
  const spectacled = random.chance(0.25)
  return [
    backdrop(random),
    `<g transform="rotate(${look.tilt} 200 420)">`,
    hairBack(look),
    `<rect x="168" y="290" width="64" height="90" rx="28" fill="${look.skin}"/>`,
    `<path d="M60 520 Q70 385 168 368 Q200 398 232 368 Q330 385 340 520 Z" fill="${look.cloth}"/>`,
    `<ellipse cx="200" cy="225" rx="84" ry="104" fill="${look.skin}"/>`,
    `<ellipse cx="116" cy="232" rx="13" ry="20" fill="${look.skin}"/><ellipse cx="284" cy="232" rx="13" ry="20" fill="${look.skin}"/>`,
    bearded ? beard(look.hair) : '',
    eyes(random, look.hair),
    `<path d="M200 228 q-12 34 2 36" fill="none" stroke="#0003" stroke-width="5" stroke-linecap="round"/>`,
    mouth(random),
    hairFront(look),
    spectacled ? glasses() : '',
    '</g>',
  ].join('')
}

function backdrop(random: Random): string {
  const hue = random.whole(0, 359)
  const [near, far] = [`hsl(${hue} 45% 78%)`, `hsl(${(hue + random.whole(20, 70)) % 360} 50% 58%)`]
  const circles = Array.from({ length: 6 }, () => {
    const [x, y, r] = [random.whole(0, 400), random.whole(0, 500), random.whole(20, 90)]
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="#ffffff" opacity="0.${random.whole(5, 14).toString().padStart(2, '0')}"/>`
  })
  const stops = `<stop offset="0" stop-color="${near}"/><stop offset="1" stop-color="${far}"/>`
  return `<defs><linearGradient id="b" x2="0.6" y2="1">${stops}</linearGradient></defs><rect width="400" height="500" fill="url(#b)"/>${circles.join('')}`
}
