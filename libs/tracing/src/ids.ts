import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(4_096)
let used = pool.length

/** So many random bytes as hex; taken from a pool, since asking for few at a time costs more than the span that they name. */
function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  const hex = pool.toString('hex', used - bytes, used)
  return /[^0]/.test(hex) ? hex : randomHex(bytes)
}

export const newTraceId = (): string => randomHex(16)

export const newSpanId = (): string => randomHex(8)
