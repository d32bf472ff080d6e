import sharp, { type Sharp } from 'sharp'

import { markOf, markSide, type PictureMark } from '../domain/picture-mark.js'
import { pictureSizes } from '../domain/picture-size.js'
import { fromPixels, type Pixels } from './pixels.js'

/** A decoded picture in the forms in which it is looked at. */
export interface Sample {
  /** `side` × `side` RGB pixels of the whole picture, three bytes each. */
  square(side: number): Promise<Buffer>
  /** For those who have decoders of their own. */
  jpeg(): Promise<Buffer>
}

export function sampleOf(pixels: Pixels): Sample {
  return sampleFrom(() => fromPixels(pixels))
}

/** Of a picture that was stored as one of our own files. */
export const sampleOfFile = (bytes: Buffer): Sample => sampleFrom(() => sharp(bytes))

const sampleFrom = (open: () => Sharp): Sample => ({
  square: (side) => rgb(open(), side),
  jpeg: () =>
    open()
      .resize({
        width: pictureSizes.card,
        height: pictureSizes.card,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .jpeg({ quality: 85 })
      .toBuffer(),
})

export const markOfSample = async (sample: Sample): Promise<PictureMark> =>
  markOf(await sample.square(markSide))

const rgb = (picture: Sharp, side: number): Promise<Buffer> =>
  picture
    .resize({ width: side, height: side, fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
