import { createHash } from 'node:crypto'

/** What may lie under a tombstone. */
export type Buried = { readonly kind: 'person' | 'match'; readonly id: string }

/** The only thing that is kept of what is gone: it recognises the id and does not give it away. */
export const digestOf = ({ kind, id }: Buried): Buffer =>
  createHash('sha256').update(`${kind} ${id}`).digest()
