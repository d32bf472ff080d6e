import { ChatServiceService, type PeekedConversation } from '@kindred/contracts/chat'
import { createTokenVerifier } from '@kindred/identity'
import { AppError, newId, systemClock } from '@kindred/kernel'
import { createRpcServer, type Handlers, implement } from '@kindred/rpc'
import { type TestAuthority, testLog } from '@kindred/testkit'

export type FakeChat = Awaited<ReturnType<typeof startChat>>

/** So many chat gives at a time. */
const maxMessages = 50

/** Chat as far as notification asks it: conversations with what their people have not read. */
export async function startChat(authority: TestAuthority) {
  const unread = new Map<string, PeekedConversation>()
  let isAway = false
  const handlers = {
    peekMessages: async (
      _context: object,
      { peeks }: { peeks: { userId: string; conversationId: string; afterSeq: number }[] },
    ) => {
      if (isAway) throw new AppError({ kind: 'unavailable', code: 'CHAT_UNAVAILABLE', detail: 'It is away.' })
      return {
        conversations: peeks.flatMap((side) => {
          const found = unread.get(keyOf(side))
          const messages =
            found?.messages.filter(({ seq }) => seq > side.afterSeq).slice(0, maxMessages) ?? []
          return found === undefined ? [] : [{ ...found, messages }]
        }),
      }
    },
  } as unknown as Handlers<object, typeof ChatServiceService>
  const verifier = createTokenVerifier(authority.verifierOptions('chat'))
  const server = createRpcServer({
    name: 'chat',
    host: '127.0.0.1',
    port: 0,
    implementations: [implement(ChatServiceService, handlers, {})],
    authenticate: verifier.authenticate,
    log: testLog,
    clock: systemClock,
  })
  const port = await server.start()
  server.setServing(true)
  return {
    address: `127.0.0.1:${port}`,
    /** A message of a conversation that its reader has not read. */
    write(
      side: Side,
      message: { readonly seq: number; readonly text: string; readonly senderId: string },
    ): void {
      const found = unread.get(keyOf(side)) ?? { ...side, messages: [] }
      unread.set(keyOf(side), found)
      found.messages.push({
        ...message,
        id: newId(),
        conversationId: side.conversationId,
        clientMessageId: '',
        createdAt: new Date(),
        advice: [],
      })
    },
    /** The reader has read up to a seq. */
    read(side: Side, upToSeq: number): void {
      const found = unread.get(keyOf(side))
      if (found !== undefined) found.messages = found.messages.filter(({ seq }) => seq > upToSeq)
    },
    end: (side: Side) => void unread.delete(keyOf(side)),
    setAway: (away: boolean) => void (isAway = away),
    stop: () => server.stop(1_000),
  }
}

export interface Side {
  readonly userId: string
  readonly conversationId: string
}

const keyOf = ({ userId, conversationId }: Side): string => `${userId} ${conversationId}`
