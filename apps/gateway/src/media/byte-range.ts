/** Bytes of a file, first and last included. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/**
 * The one range that a Range header (RFC 9110 §14.2) asks for. `whole` for none, several, another unit or a malformed
 * one, which are to be ignored; `outside` when no byte of the file is in it.
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'whole' | 'outside' {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? '') ?? []
  if (from === '' && to === '') return 'whole'
  if (from === '') return suffix(Number(to), size)
  const [first, last] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)]
  if (to !== '' && Number(to) < first) return 'whole'
  return first < size ? { first, last } : 'outside'
}

function suffix(length: number, size: number): ByteRange | 'outside' {
  return length > 0 && size > 0 ? { first: Math.max(0, size - length), last: size - 1 } : 'outside'
}
