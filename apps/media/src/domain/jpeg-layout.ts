/** How a JPEG is built, as far as it says what decoding costs. */
export interface JpegLayout {
  /** Passes over the whole picture: one for an ordinary JPEG, about ten for a progressive one. */
  readonly scans: number
  /** False when the end marker (EOI) is missing: many programs leave it out, and every browser shows such a picture. */
  readonly ended: boolean
}

const [SOI, EOI, SOS, TEM] = [0xd8, 0xd9, 0xda, 0x01]
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7

/** Walks from marker to marker (ITU-T T.81, B.1.1) without decoding; thumbnails inside segments are passed over. */
export function readJpegLayout(bytes: Uint8Array): JpegLayout {
  let [at, scans] = [2, 0]
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at === -1 || at + 1 >= bytes.length) return { scans, ended: false }
    const marker = bytes[at + 1]!
    if (marker === EOI) return { scans, ended: true }
    if (marker === SOS) scans++
    at += sizeAt(bytes, at, marker)
  }
}

/** How far it is to the next place worth a look: past fill bytes, stuffed zeros and bare markers by hand, past segments by their length. */
function sizeAt(bytes: Uint8Array, at: number, marker: number): number {
  if (marker === 0xff) return 1
  if (marker === 0 || marker === TEM || marker === SOI || isRestart(marker)) return 2
  return 2 + Math.max(2, ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
}
