/** Width and height of a JPEG, PNG or WebP, read from its header; undefined when it is none. */
export function imageSize(bytes: Buffer): { width: number; height: number } | undefined {
  try {
    return { 'image/jpeg': jpegSize, 'image/png': pngSize, 'image/webp': webpSize, '': () => undefined }[
      imageType(bytes)
    ](bytes)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The media type that the first bytes tell of; empty when it is no image that Telegram takes. */
export function imageType(bytes: Buffer): 'image/jpeg' | 'image/png' | 'image/webp' | '' {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg'
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return 'image/png'
  const isWebp =
    bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP'
  return isWebp ? 'image/webp' : ''
}

const pngSize = (bytes: Buffer) => ({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) })

/** The frame header is the first marker from C0 to CF that is none of the tables C4, C8, CC. */
function jpegSize(bytes: Buffer) {
  for (let at = 2; ; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
  }
}

/** Lossy, lossless and extended files each keep their size elsewhere. */
function webpSize(bytes: Buffer) {
  const kind = bytes.subarray(12, 16).toString('latin1')
  if (kind === 'VP8X') return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) }
  if (kind === 'VP8 ')
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  const packed = bytes.readUInt32LE(21)
  return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >> 14) & 0x3fff) }
}
