import { deflateSync } from 'node:zlib'

import sharp from 'sharp'

/** A picture to send, by what it is. */
export interface Sample {
  readonly name: string
  readonly bytes: Buffer
}

/** What a phone sends: 12 megapixels of soft shapes and some grain. */
export async function phonePhoto(): Promise<Sample> {
  const bytes = await noise(4000, 3000).blur(4).jpeg({ quality: 88 }).toBuffer()
  return { name: 'a photo of 12 megapixels', bytes }
}

/** The costliest that each kind may be: as many pixels as its limit allows, of one colour where the time is in the pixels, noise where it is in the bytes. */
export async function worstPictures(): Promise<Sample[]> {
  return [
    { name: 'PNG, 16 bit, 16 MP of one colour', bytes: png({ side: 3_999, deep: true, interlaced: false }) },
    {
      name: 'PNG, interlaced, 20 MP of one colour',
      bytes: png({ side: 4_471, deep: false, interlaced: true }),
    },
    { name: 'PNG, 16 bit, interlaced, 8 MP', bytes: png({ side: 2_827, deep: true, interlaced: true }) },
    {
      name: 'JPEG, progressive, 24 MP',
      bytes: await noise(4_900, 4_900).jpeg({ progressive: true, quality: 35 }).toBuffer(),
    },
    { name: 'JPEG, 40 MP', bytes: await noise(6_300, 6_300).blur(2).jpeg({ quality: 60 }).toBuffer() },
    { name: 'JPEG, four inks, 20 MP', bytes: await flat(4_471).toColourspace('cmyk').jpeg().toBuffer() },
    {
      name: 'WebP, 16 MP of noise',
      bytes: await noise(3_990, 3_990).webp({ quality: 50, effort: 0 }).toBuffer(),
    },
  ]
}

const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })

const flat = (side: number) =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#888888' } })

/** RGBA of one colour, which compresses to next to nothing. */
function png({ side, deep, interlaced }: { side: number; deep: boolean; interlaced: boolean }): Buffer {
  const pixel = deep ? 8 : 4
  const passes = interlaced ? adam7 : [[0, 0, 1, 1] as const]
  const rows = passes.map(
    ([x, y, dx, dy]) => Math.ceil((side - y) / dy) * (Math.ceil((side - x) / dx) * pixel + 1),
  )
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([deep ? 16 : 8, 6, 0, 0, interlaced ? 1 : 0], 8)
  const data = deflateSync(Buffer.alloc(rows.reduce((sum, bytes) => sum + bytes, 0)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** First column and row of each pass, and its steps (PNG specification, 8.2). */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
