import { V7Generator } from 'uuidv7'

const ids = /* @__PURE__ */ new V7Generator()

/** A new UUIDv7 (RFC 9562 §6.2, method 1): an id made later in this process sorts later, within a millisecond too. */
export const newId = (now: number = Date.now()): string => ids.generateOrResetWithTs(now).toString()

/** True for the text form of any UUID, lower case. */
export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
