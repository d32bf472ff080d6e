import type { Gateway } from '../gateway/gateway.js'
import { createMemory, type Memory } from '../gateway/memory.js'

/** Where the people of the cards come from. */
export type Source = 'deck' | 'likes'

/** Somebody on a card. */
export interface Carded {
  readonly id: string
  readonly name: string
}

/** What a person is looking at in the chat. */
export interface Browsing {
  readonly from: Source
  /** Whose card waits for an answer. */
  readonly card?: Carded
}

/** The browsing of each person, kept at Kindred. */
export const browsingMemory = (gateway: Gateway): Memory<Browsing> =>
  createMemory(gateway, 'browse', readBrowsing)

function readBrowsing(json: unknown): Browsing | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const { from, card } = json as Partial<Record<keyof Browsing, unknown>>
  const isWhole = (from === 'deck' || from === 'likes') && isCardedOrNone(card)
  return isWhole ? (json as Browsing) : undefined
}

const isCardedOrNone = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && 'id' in value && 'name' in value)
