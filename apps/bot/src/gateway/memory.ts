import { KindredError } from '@kindred/client'

import type { Gateway, Sender } from './gateway.js'

/** A value with the version under which it was read. */
export interface Kept<Value> {
  readonly value: Value | undefined
  readonly version: number
}

/**
 * What the bot remembers of each person under one key. Kindred keeps it beside the person's other data, so that a restart loses nothing
 * and a second bot knows the same.
 */
export interface Memory<Value> {
  read(sender: Sender): Promise<Kept<Value>>
  /** Writes in the place of what was read, or forgets; undefined when somebody else wrote meanwhile. */
  write(sender: Sender, value: Value | undefined, version: number): Promise<Kept<Value> | undefined>
}

/** A memory at the gateway. `readValue` makes sense of what was written, by an older bot too; undefined when it cannot. */
export const createMemory = <Value>(
  gateway: Gateway,
  key: string,
  readValue: (json: unknown) => Value | undefined,
): Memory<Value> => ({
  async read(sender) {
    const { value, version } = await gateway.as(sender, (client) => client.notification.getBotState({ key }))
    return { value: value === '' ? undefined : readValue(JSON.parse(value)), version }
  },
  async write(sender, value, version) {
    const json = value === undefined ? '' : JSON.stringify(value)
    try {
      const after = await gateway.as(sender, (client) =>
        client.notification.putBotState({ key, value: json, version }),
      )
      return { value, version: after.version }
    } catch (error) {
      if (error instanceof KindredError && error.code === 'STATE_CHANGED') return undefined
      throw error
    }
  },
})

/** Changes what is remembered; what another bot writes meanwhile is read again. Answers what was there before. */
export async function change<Value>(
  memory: Memory<Value>,
  sender: Sender,
  next: (now: Value | undefined) => Value | undefined,
): Promise<Value | undefined> {
  for (;;) {
    const { value, version } = await memory.read(sender)
    const after = next(value)
    if (after === value || (await memory.write(sender, after, version)) !== undefined) return value
  }
}
