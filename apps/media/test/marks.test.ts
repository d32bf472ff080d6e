import sharp, { type Sharp } from 'sharp'
import { expect, it } from 'vitest'

import { isSamePicture, mirrored, type PictureMark } from '../src/domain/picture-mark.js'
import { markOfSample, sampleOfFile } from '../src/pictures/sample.js'
import { ordinaryPhotos } from './ordinary-photos.js'

const markOfPicture = (picture: Buffer): Promise<PictureMark> => markOfSample(sampleOfFile(picture))

const isCaught = (mark: PictureMark, removed: PictureMark): boolean =>
  isSamePicture(mark, removed) || isSamePicture(mirrored(mark), removed)

const half = (picture: Sharp) => picture.resize({ width: 200 })
/** What people do to get a removed photo past us. */
const variants: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  'a JPEG of low quality': (picture) => picture.jpeg({ quality: 40 }),
  'a JPEG of middling quality': (picture) => picture.jpeg({ quality: 65 }),
  'a WebP': (picture) => picture.webp({ quality: 60 }),
  'an AVIF-like blur': (picture) => picture.blur(1.2),
  'half its size': half,
  'a quarter of its size': (picture) => picture.resize({ width: 110 }),
  'other proportions': (picture) => picture.resize({ width: 400, height: 300, fit: 'fill' }),
  'its mirror': (picture) => picture.flop(),
  'its mirror, halved': (picture) => half(picture.flop()),
  'its mirror, brighter': (picture) => picture.flop().modulate({ brightness: 1.15 }),
  brighter: (picture) => picture.modulate({ brightness: 1.2 }),
  'much brighter': (picture) => picture.modulate({ brightness: 1.35 }),
  darker: (picture) => picture.modulate({ brightness: 0.8 }),
  'much darker': (picture) => picture.modulate({ brightness: 0.6 }),
  lifted: (picture) => picture.linear(1, 30),
  'of more contrast': (picture) => picture.linear(1.2, -20),
  'of another gamma': (picture) => picture.gamma(1.6),
  sharper: (picture) => picture.sharpen(),
  'halved, brighter and encoded badly': (picture) =>
    half(picture).modulate({ brightness: 1.15 }).jpeg({ quality: 45 }),
  'mirrored, halved, darker and encoded badly': (picture) =>
    half(picture.flop()).modulate({ brightness: 0.85 }).jpeg({ quality: 45 }),
}

it('knows at least 95 % of 200 disguised copies of removed photos', async () => {
  const missed: string[] = []
  let tried = 0
  for (const [name, photo] of ordinaryPhotos) {
    const removed = await markOfPicture(photo)
    for (const [disguise, apply] of Object.entries(variants)) {
      tried += 1
      const copy = await apply(sharp(photo)).toBuffer()
      if (!isCaught(await markOfPicture(copy), removed)) missed.push(`${name} as ${disguise}`)
    }
  }
  expect(tried).toBe(200)
  expect(missed.length, missed.join('; ')).toBeLessThanOrEqual(10)
})

it('takes none of 1,000 pairs of different pictures for the same', async () => {
  // Portraits of one style beside crops of real photos: pairs within each kind and across.
  const pictures = [...(await portraits(30)), ...(await crops())]
  const marks = await Promise.all(
    pictures.map(async ([name, picture]) => [name, await markOfPicture(picture)] as const),
  )
  const caught: string[] = []
  let pairs = 0
  for (const [at, [name, mark]] of marks.entries()) {
    for (const [other, removed] of marks.slice(at + 1)) {
      pairs += 1
      if (isCaught(mark, removed)) caught.push(`${name} for ${other}`)
    }
  }
  expect(pairs).toBeGreaterThanOrEqual(1_000)
  expect(caught).toEqual([])
})

it('finds a mark that was mirrored twice unchanged', async () => {
  const mark = await markOfPicture(ordinaryPhotos[0]![1])
  expect(mirrored(mirrored(mark))).toEqual(mark)
  expect(mirrored(mark)).not.toEqual(mark)
})

/** Heads and shoulders before a wall, each in colours and places of its own. */
async function portraits(count: number): Promise<[string, Buffer][]> {
  const made: [string, Buffer][] = []
  let seed = 7
  const random = (from: number, to: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.round(from + ((to - from) * seed) / 2_147_483_648)
  }
  const colour = () => ({ r: random(20, 235), g: random(20, 235), b: random(20, 235) })
  const block = (width: number, height: number) => ({
    create: { width, height, channels: 3 as const, background: colour() },
  })
  for (let at = 0; at < count; at++) {
    const [wall, shoulders, head, hair] = [
      block(300, 375),
      block(random(140, 260), 120),
      block(random(70, 110), random(90, 140)),
      block(random(80, 130), random(30, 70)),
    ]
    const picture = sharp(wall).composite([
      { input: shoulders, left: random(10, 40), top: 255 },
      { input: head, left: random(80, 130), top: random(110, 150) },
      { input: hair, left: random(70, 120), top: random(60, 110) },
    ])
    made.push([`portrait ${at}`, await picture.blur(6).jpeg().toBuffer()])
  }
  return made
}

/** A corner and the middle of each real photo. */
async function crops(): Promise<[string, Buffer][]> {
  const made: [string, Buffer][] = []
  for (const [name, photo] of ordinaryPhotos) {
    const { width, height } = await sharp(photo).metadata()
    const size = { width: Math.floor(width / 2), height: Math.floor(height / 2) }
    const middle = { left: Math.floor(width / 4), top: Math.floor(height / 4) }
    made.push([
      `${name}, a corner`,
      await sharp(photo)
        .extract({ left: 0, top: 0, ...size })
        .toBuffer(),
    ])
    made.push([
      `${name}, the middle`,
      await sharp(photo)
        .extract({ ...middle, ...size })
        .toBuffer(),
    ])
  }
  return made
}
