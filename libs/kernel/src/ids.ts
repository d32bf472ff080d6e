import { V7Generator } from 'uuidv7'

const drawn = /* @__PURE__ */ new Uint32Array(1_024)
let next = 1_024

/** The library alone draws 32 bytes of randomness at a time, which costs more than the rest of an id. */
function nextUint32(): number {
  if (next === drawn.length) {
    crypto.getRandomValues(drawn)
    next = 0
  }
  return drawn[next++]!
}

const ids = /* @__PURE__ */ new V7Generator({ nextUint32 })

/** A new UUIDv7 (RFC 9562 §6.2, method 1): an id made later in this process sorts later, within a millisecond too. */
export const newId = (now: number = Date.now()): string => ids.generateOrResetWithTs(now).toString()

/** True for the text form of any UUID, lower case. */
export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
