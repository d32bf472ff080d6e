import {
  type ChatServiceService as Chat,
  ChatServiceService,
  SnapshotConversationResponse,
} from '@kindred/contracts/chat'
import { DiscoveryServiceService, type LikeWords } from '@kindred/contracts/discovery'
import { InboxServiceService } from '@kindred/contracts/events'
import { HoldPhotosResponse, MediaServiceService } from '@kindred/contracts/media'
import { ProfileServiceService, PublicProfile } from '@kindred/contracts/profile'
import { createTokenVerifier } from '@kindred/identity'
import { AppError, newId } from '@kindred/kernel'
import { type Call, createRpcServer, type Handlers, implement, type Implementation } from '@kindred/rpc'
import { type TestAuthority, testLog } from '@kindred/testkit'

type Conversation = Omit<SnapshotConversationResponse, 'otherId'> & { userIds: readonly [string, string] }

/** Stands where the owners of the evidence stand. */
export async function startOwners(authority: TestAuthority) {
  const known = new Map<string, LikeWords[]>()
  const conversations: Conversation[] = []
  const profiles = new Map<string, string>()
  const away = new Set<string>()
  const holds = new Set<string>()
  const calls: string[] = []

  /** Only another service may ask, and it asks in nobody's name. */
  const answer = <T>(service: string, call: Call, read: () => T): Promise<T> => {
    calls.push(call.method.name)
    if (call.principal.kind !== 'service' || call.principal.userId !== undefined)
      throw refusal('forbidden', 'NO_SERVICE')
    if (away.has(service)) throw refusal('unavailable', 'AWAY')
    return Promise.resolve(read())
  }
  const knowsPerson: Handlers<object, DiscoveryServiceService>['knowsPerson'] = (_context, asked, call) =>
    answer('discovery', call, () => {
      const words = known.get(`${asked.userId} ${asked.otherId}`)
      return { known: words !== undefined, words: words ?? [] }
    })
  const snapshotConversation: Handlers<object, typeof Chat>['snapshotConversation'] = (
    _context,
    asked,
    call,
  ) =>
    answer('chat', call, () => {
      const ours = conversations.filter(({ userIds }) => userIds.includes(asked.userId))
      const found =
        ours.find(({ conversationId }) => conversationId === asked.conversationId) ??
        ours.find(({ userIds }) => asked.otherId !== undefined && userIds.includes(asked.otherId))
      if (found === undefined) throw refusal('notFound', 'CONVERSATION_NOT_FOUND')
      return { ...found, otherId: found.userIds.find((userId) => userId !== asked.userId)! }
    })
  const snapshotProfile: Handlers<object, ProfileServiceService>['snapshotProfile'] = (
    _context,
    asked,
    call,
  ) =>
    answer('profile', call, () => {
      const name = profiles.get(asked.userId)
      if (name === undefined) throw refusal('notFound', 'PROFILE_NOT_FOUND')
      const profile = PublicProfile.fromPartial({ userId: asked.userId, name })
      return { profile, birthDate: '1995-06-15', createdAt: new Date() }
    })

  const holdPhotos: Handlers<object, MediaServiceService>['holdPhotos'] = (_context, asked, call) =>
    answer('media', call, () => {
      holds.add(asked.holdId)
      const owned = profiles.has(asked.ownerId)
        ? [{ mediaId: photoOf(asked.ownerId), ownerId: asked.ownerId }]
        : []
      return HoldPhotosResponse.fromPartial({ photos: owned })
    })

  const servers = {
    discovery: serve('discovery', authority, only(DiscoveryServiceService, { knowsPerson })),
    chat: serve('chat', authority, only(ChatServiceService, { snapshotConversation })),
    media: serve('media', authority, only(MediaServiceService, { holdPhotos })),
    profile: serve('profile', authority, only(ProfileServiceService, { snapshotProfile })),
  }
  const peers: Record<string, string> = { auth: '127.0.0.1:9', media: '127.0.0.1:9' }
  for (const [name, server] of Object.entries(servers)) peers[name] = `127.0.0.1:${await server.start()}`

  return {
    peers,
    /** The names of the RPCs that were asked. */
    calls,
    /** Cases for which photos are held. */
    holds,
    /** Services that do not answer. */
    away,
    /** Lets one person have met another, who has a profile. */
    introduce(userId: string, otherId: string, ...words: LikeWords[]): void {
      known.set(`${userId} ${otherId}`, words)
      profiles.set(otherId, 'Bob')
    },
    /** Lets one person greet another, who answers; the id of the conversation. */
    talk(one: string, other: string, ...texts: string[]): string {
      const conversationId = newId()
      const said = [{ senderId: one, text: 'Hello!' }, ...texts.map((text) => ({ senderId: other, text }))]
      const messages = said.map((message, at) => ({ id: newId(), conversationId, seq: at + 1, ...message }))
      const snapshot = SnapshotConversationResponse.fromPartial({
        conversationId,
        messages,
        createdAt: new Date(),
      })
      conversations.push({ ...snapshot, userIds: [one, other] })
      return conversationId
    },
    removeProfile: (userId: string) => void profiles.delete(userId),
    rename: (userId: string, name: string) => void profiles.set(userId, name),
    async stop(): Promise<void> {
      await Promise.all(Object.values(servers).map((server) => server.stop(0)))
    },
  }
}

/** The only photo of somebody. */
export const photoOf = (userId: string): string => userId.replace(/.{4}$/, 'f070')

const refusal = (kind: AppError['kind'], code: string) =>
  new AppError({ kind, code, detail: 'As the test asked for.' })

/** A service of which only some RPCs are there. */
function only<Definition extends object>(definition: Definition, handlers: object): Implementation {
  const missing = Object.keys(definition).map((name) => [
    name,
    () => Promise.reject(refusal('unimplemented', 'NO')),
  ])
  return implement(definition, { ...Object.fromEntries(missing), ...handlers } as never, {})
}

function serve(name: string, authority: TestAuthority, implementation: Implementation) {
  const { authenticate } = createTokenVerifier(authority.verifierOptions(name))
  const inbox = implement(InboxServiceService, { deliver: () => Promise.resolve({ failures: [] }) }, {})
  const implementations = [implementation, inbox]
  return createRpcServer({ name, host: '127.0.0.1', port: 0, implementations, authenticate, log: testLog })
}
