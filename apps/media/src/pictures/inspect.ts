import { appendFile, readFile } from 'node:fs/promises'

import sharp from 'sharp'

import { unreadable, unsupported } from '../domain/errors.js'
import { readJpegLayout } from '../domain/jpeg-layout.js'
import { costOf, type PictureHeader, pixelLimit } from '../domain/picture-cost.js'
import { findFormat, type PictureFormat, signatureBytes } from '../domain/picture-format.js'
import { checkSize } from '../domain/picture-size.js'

/** A received file: where it is and how it begins. */
export interface PictureFile {
  readonly path: string
  readonly head: Uint8Array
}

/** A picture that may be decoded. */
export interface Picture {
  readonly path: string
  /** What the work on it costs, in pixels of an ordinary JPEG. */
  readonly cost: number
  readonly maxPixels: number
  /** Also a warning of the decoder refuses it. */
  readonly strict: boolean
}

/** Looks at a file without decoding it; throws for what is no picture, is too small, or would cost too much. */
export async function inspectPicture(file: PictureFile, maxPixels: number): Promise<Picture> {
  const format = findFormat(file.head.subarray(0, signatureBytes))
  if (format === undefined) throw unsupported()
  const header = await readHeader(file.path, format)
  checkSize(header, pixelLimit(header, maxPixels))
  return { path: file.path, cost: costOf(header), maxPixels, strict: !header.ended }
}

async function readHeader(path: string, format: PictureFormat): Promise<PictureHeader & { ended: boolean }> {
  const seen = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw unreadable(error)
    })
  const { scans, ended } = format === 'jpeg' ? await completeJpeg(path) : { scans: 1, ended: true }
  return {
    format,
    width: seen.width,
    height: seen.height,
    scans,
    ended,
    deep: seen.depth !== 'uchar',
    inPasses: seen.isProgressive,
    cmyk: seen.space === 'cmyk',
  }
}

/**
 * Adds the end marker to a JPEG that lacks it, for the decoder takes the file for cut off otherwise. One that really was cut off
 * then makes the decoder warn, so it is decoded strictly.
 */
async function completeJpeg(path: string): Promise<ReturnType<typeof readJpegLayout>> {
  const layout = readJpegLayout(await readFile(path))
  if (!layout.ended) await appendFile(path, Uint8Array.of(0xff, 0xd9))
  return layout
}
