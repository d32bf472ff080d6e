import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import sharp, { type Sharp } from 'sharp'
import { thumbHashToRGBA } from 'thumbhash'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { inspectPicture } from '../src/pictures/inspect.js'
import { renderPicture } from '../src/pictures/render.js'
import { setUpSharp } from '../src/pictures/sharp-setup.js'
import { createTestJpeg, pixelAt, redAndBlue } from './pictures.js'

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300"/></svg>'
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kindred-render-'))
  setUpSharp()
})
afterAll(() => rm(folder, { recursive: true }))

async function render(picture: Uint8Array, maxPixels = 40_000_000) {
  const path = join(folder, 'picture')
  await writeFile(path, picture)
  return renderPicture(await inspectPicture({ path, head: picture.subarray(0, 16) }, maxPixels))
}

const isRed = ([r = 0, , b = 0]: number[]) => r > 200 && b < 60
const isBlue = ([r = 0, , b = 0]: number[]) => b > 200 && r < 60

describe('rendering a picture', () => {
  it('turns a phone photo upright and leaves nothing of where it was taken', async () => {
    const photo = await createTestJpeg({ width: 1600, height: 1200, exifGps: true, orientation: 6 })
    expect((await sharp(photo).metadata()).exif?.toString('latin1')).toContain('Test camera')

    const { files, width, height } = await render(photo)
    expect([width, height]).toEqual([960, 1280])
    for (const file of Object.values(files)) {
      const seen = await sharp(file).metadata()
      expect(seen).toMatchObject({ format: 'webp' })
      expect([seen.exif, seen.icc, seen.xmp, seen.iptc, seen.orientation]).toEqual(Array(5).fill(undefined))
      expect(file.toString('latin1')).not.toMatch(/EXIF|ICCP|XMP |GPS|camera|Alice/i)
      expect(isRed(await pixelAt(file, seen.width - 1, 0))).toBe(true)
      expect(isBlue(await pixelAt(file, 0, seen.height - 1))).toBe(true)
    }
  })

  it.each([
    ['jpeg', 3000, 2000, [1280, 853]],
    ['png', 2000, 3000, [853, 1280]],
    ['webp', 300, 200, [300, 200]],
  ] as const)(
    'makes three sizes of a %s of %d × %d and enlarges none',
    async (format, width, height, full) => {
      const { files, ...rest } = await render(await redAndBlue(width, height).toFormat(format).toBuffer())
      expect([rest.width, rest.height]).toEqual(full)
      for (const [size, most] of Object.entries({ thumb: 160, card: 640, full: 1280 })) {
        const seen = await sharp(files[size as 'thumb']).metadata()
        expect(Math.max(seen.width, seen.height)).toBe(Math.min(most, Math.max(width, height)))
      }
    },
  )

  it('gives a placeholder with the colours of the picture', async () => {
    const { thumbhash } = await render(await createTestJpeg({ width: 600, height: 400 }))
    const { w, rgba } = thumbHashToRGBA(Buffer.from(thumbhash, 'base64'))
    expect(rgba[0]).toBeGreaterThan(rgba[2]!)
    expect(rgba[(w - 1) * 4 + 2]).toBeGreaterThan(rgba[(w - 1) * 4]!)
  })

  it('takes the first frame of a moving picture', async () => {
    const frames = [redAndBlue(300, 200).modulate({ hue: 0 }), redAndBlue(300, 200).negate()]
    const buffers = await Promise.all(frames.map((frame) => frame.png().toBuffer()))
    const moving = await sharp(buffers, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer()
    expect((await sharp(moving).metadata()).pages).toBe(2)
    const { files, height } = await render(moving)
    expect(height).toBe(200)
    expect((await sharp(files.full).metadata()).pages ?? 1).toBe(1)
    expect(isRed(await pixelAt(files.full, 10, 10))).toBe(true)
  })

  it('puts what is transparent on white', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 }
    const picture = await sharp({ create: { width: 300, height: 300, channels: 4, background: clear } })
      .png()
      .toBuffer()
    const { files } = await render(picture)
    expect(await pixelAt(files.full, 150, 150)).toEqual([255, 255, 255])
  })

  it.each([
    ['a PNG with a palette', (clear: Sharp) => clear.png({ palette: true })],
    ['a grey PNG', (clear: Sharp) => clear.toColourspace('b-w').png()],
    ['a PNG of 16 bits', (clear: Sharp) => clear.toColourspace('rgb16').png()],
    ['an interlaced PNG', (clear: Sharp) => clear.png({ progressive: true })],
    ['a WebP', (clear: Sharp) => clear.webp()],
    ['a lossless WebP', (clear: Sharp) => clear.webp({ lossless: true })],
  ])('puts %s on white, and half of it on half of white', async (_what, encode) => {
    const black = (alpha: number) => ({ r: 0, g: 0, b: 0, alpha })
    const right = { create: { width: 150, height: 300, channels: 4 as const, background: black(0.5) } }
    const picture = sharp({ create: { width: 300, height: 300, channels: 4, background: black(0) } })
    const { files } = await render(
      await encode(picture.composite([{ input: right, gravity: 'east' }])).toBuffer(),
    )
    expect(Math.min(...(await pixelAt(files.full, 20, 150)))).toBeGreaterThan(250)
    for (const part of await pixelAt(files.full, 280, 150)) expect(Math.abs(part - 127)).toBeLessThan(6)
  })

  it('takes a JPEG without its end marker, and none that was cut off before', async () => {
    const photo = await createTestJpeg({ width: 1600, height: 1200, orientation: 6 })
    const progressive = await redAndBlue(900, 700).jpeg({ progressive: true }).toBuffer()
    for (const whole of [photo, progressive]) {
      const { files } = await render(whole.subarray(0, -2))
      expect(files.full).toEqual((await render(whole)).files.full)
      await expect(render(whole.subarray(0, -1))).resolves.toBeDefined()
      for (const share of [0.3, 0.6, 0.9]) {
        await expect(render(whole.subarray(0, whole.length * share))).rejects.toThrow('MEDIA_UNREADABLE')
      }
    }
  })

  it('makes grey, 16-bit and CMYK pictures presentable', async () => {
    const base = () => redAndBlue(400, 300)
    const odd = [
      await base().greyscale().jpeg().toBuffer(),
      await base().toColourspace('rgb16').png().toBuffer(),
      await base().toColourspace('cmyk').jpeg().toBuffer(),
    ]
    for (const picture of odd) {
      const { files } = await render(picture)
      expect(await sharp(files.card).metadata()).toMatchObject({ format: 'webp', width: 400, space: 'srgb' })
    }
  })
})

describe('refusing a picture', () => {
  it.each(['gif', 'tiff', 'avif'] as const)('does not read %s', async (format) => {
    const picture = await redAndBlue(400, 300).toFormat(format).toBuffer()
    await expect(render(picture)).rejects.toThrow('MEDIA_UNSUPPORTED')
    await expect(sharp(picture).metadata()).rejects.toThrow()
  })

  it('does not read SVG or PDF', async () => {
    await expect(render(Buffer.from(svg))).rejects.toThrow('MEDIA_UNSUPPORTED')
    await expect(render(Buffer.from('%PDF-1.7 and so on'))).rejects.toThrow('MEDIA_UNSUPPORTED')
    await expect(sharp(Buffer.from(svg)).metadata()).rejects.toThrow()
  })

  it('finds what only begins like a picture unreadable', async () => {
    const head = Buffer.from('\xff\xd8\xff\xe0', 'latin1')
    await expect(render(Buffer.concat([head, Buffer.from(svg)]))).rejects.toThrow('MEDIA_UNREADABLE')
  })

  it.each(['jpeg', 'png', 'webp'] as const)('finds half a %s unreadable', async (format) => {
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
    const create = { width: 500, height: 500, channels: 3, background: '#808080', noise } as const
    const picture = await sharp({ create }).toFormat(format).toBuffer()
    await expect(render(picture.subarray(0, picture.length / 2))).rejects.toThrow('MEDIA_UNREADABLE')
  })

  it('counts pixels before it decodes them', async () => {
    const picture = await redAndBlue(600, 500).png().toBuffer()
    await expect(render(picture, 299_999)).rejects.toThrow('MEDIA_TOO_MANY_PIXELS')
    await expect(render(picture, 300_000)).resolves.toBeDefined()
  })

  it.each([
    ['a PNG of 16 bits', 2.5, () => redAndBlue(600, 500).toColourspace('rgb16').png()],
    ['an interlaced PNG', 2, () => redAndBlue(600, 500).png({ progressive: true })],
    ['a progressive JPEG', 1.5, () => redAndBlue(600, 500).jpeg({ progressive: true, optimizeScans: false })],
    ['a JPEG of four inks', 2, () => redAndBlue(600, 500).toColourspace('cmyk').jpeg()],
    ['a WebP', 2.5, () => redAndBlue(600, 500).webp()],
  ])('allows %s fewer pixels, as it costs %d times as much', async (_what, weight, encode) => {
    const picture = await encode().toBuffer()
    await expect(render(picture, 300_000 * weight - 1)).rejects.toThrow('MEDIA_TOO_MANY_PIXELS')
    await expect(render(picture, 300_000 * weight)).resolves.toBeDefined()
  })

  it('does not keep pictures too small to see someone', async () => {
    await expect(render(await createTestJpeg({ width: 400, height: 150 }))).rejects.toThrow('MEDIA_TOO_SMALL')
  })
})
