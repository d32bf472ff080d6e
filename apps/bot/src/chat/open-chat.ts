import type { Gateway, Sender } from '../gateway/gateway.js'
import { change, createMemory } from '../gateway/memory.js'

/** The conversation to which goes what a person types. */
export interface OpenChat {
  readonly conversationId: string
  readonly name: string
  /** When it was opened or last written to, in milliseconds. */
  readonly usedAt: number
}

/** Which conversation each person has open. */
export interface OpenChats {
  of(sender: Sender): Promise<OpenChat | undefined>
  /** In the place of another that is open. */
  open(sender: Sender, chat: OpenChat): Promise<void>
  /** Closes it, only that one when it is named; answers what was open. */
  close(sender: Sender, conversationId?: string): Promise<OpenChat | undefined>
}

/** They are remembered at the gateway: a restart and a second bot know the same. */
export function createOpenChats(gateway: Gateway): OpenChats {
  const memory = createMemory(gateway, 'open_chat', readOpenChat)
  return {
    of: async (sender) => (await memory.read(sender)).value,
    async open(sender, chat) {
      await change(memory, sender, () => chat)
    },
    close: (sender, conversationId) =>
      change(memory, sender, (open) =>
        conversationId === undefined || open?.conversationId === conversationId ? undefined : open,
      ),
  }
}

function readOpenChat(json: unknown): OpenChat | undefined {
  const { conversationId, name, usedAt } = json as Partial<OpenChat>
  if (conversationId === undefined || name === undefined) return undefined
  return { conversationId, name, usedAt: usedAt ?? 0 }
}
