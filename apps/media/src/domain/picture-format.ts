/** The formats that are decoded. */
export type PictureFormat = 'jpeg' | 'png' | 'webp'

/** How many bytes findFormat looks at. */
export const signatureBytes = 16

/** The format by the file's first bytes; names and stated types are not believed. */
export function findFormat(head: Uint8Array): PictureFormat | undefined {
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  const text = String.fromCharCode(...head.subarray(0, signatureBytes))
  return text.startsWith('RIFF') && text.slice(8, 15) === 'WEBPVP8' ? 'webp' : undefined
}

const startsWith = (head: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, i) => head[i] === byte)
