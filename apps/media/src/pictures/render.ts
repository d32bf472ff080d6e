import sharp from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'

import { unreadable } from '../domain/errors.js'
import type { PictureMark } from '../domain/picture-mark.js'
import { type PictureSize, pictureSizes } from '../domain/picture-size.js'
import type { Picture } from './inspect.js'
import { fromPixels, type Pixels } from './pixels.js'
import { markOfSample, type Sample, sampleOf } from './sample.js'

/** What is stored of a picture. */
export interface RenderedPicture {
  readonly files: Record<PictureSize, Buffer>
  /** Of the full size, in pixels. */
  readonly width: number
  readonly height: number
  /** Base64. */
  readonly thumbhash: string
  readonly mark: PictureMark
}

/** No picture within the limits takes as long; one that finds a way to is given up. */
const maxSeconds = 20

/**
 * Decodes a picture once (the first frame of a moving one), upright and in sRGB, and encodes it anew in each size.
 * Between the two stand bare pixels, so that no metadata can pass. `onDecoded` may look at the picture while it is encoded.
 */
export async function renderPicture(
  picture: Picture,
  onDecoded: (sample: Sample) => void = () => undefined,
): Promise<RenderedPicture> {
  const pixels = await decode(picture)
  const sample = sampleOf(pixels)
  onDecoded(sample)
  return {
    files: {
      thumb: await encode(pixels, 'thumb'),
      card: await encode(pixels, 'card'),
      full: await encode(pixels, 'full'),
    },
    width: pixels.info.width,
    height: pixels.info.height,
    thumbhash: await thumbhashOf(pixels),
    mark: await markOfSample(sample),
  }
}

async function decode({ path, maxPixels, strict }: Picture): Promise<Pixels> {
  const { data, info } = await readable(
    sharp(path, { limitInputPixels: maxPixels, failOn: strict ? 'warning' : 'error', autoOrient: true })
      .timeout({ seconds: maxSeconds })
      .resize({ ...box('full'), fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  return {
    data,
    info: { width: info.width, height: info.height, channels: info.channels },
  }
}

async function readable<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    throw unreadable(error)
  }
}

const encode = (pixels: Pixels, size: PictureSize): Promise<Buffer> =>
  fromPixels(pixels)
    .resize({ ...box(size), fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 3 })
    .toBuffer()

async function thumbhashOf(pixels: Pixels): Promise<string> {
  const { data, info } = await fromPixels(pixels)
    .resize({ width: 100, height: 100, fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}

const box = (size: PictureSize) => ({ width: pictureSizes[size], height: pictureSizes[size] })
