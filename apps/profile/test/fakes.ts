import { AuthServiceService } from '@kindred/contracts/auth'
import { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { type Event, InboxServiceService } from '@kindred/contracts/events'
import { MediaServiceService, type OwnPhoto } from '@kindred/contracts/media'
import { ProfileChanged, ProfileDeleted } from '@kindred/contracts/profile'
import { createTokenVerifier } from '@kindred/identity'
import { AppError, newId, userOf } from '@kindred/kernel'
import {
  type Call,
  createRpcServer,
  type Handlers,
  implement,
  type Implementation,
  type RpcServer,
} from '@kindred/rpc'
import { type TestAuthority, testLog } from '@kindred/testkit'

/** Stands where the media service stands. */
export interface FakeMedia {
  readonly address: string
  /** Gives a person a photo. */
  add(ownerId: string, status?: OwnPhoto['status']): OwnPhoto
  /** Takes it away again, without telling anybody. */
  remove(mediaId: string): void
  /** Runs after the photos were looked up and before they are answered. */
  beforeAnswer: () => Promise<void>
  stop(): Promise<void>
}

const notOffered = () => {
  throw new AppError({
    kind: 'unimplemented',
    code: 'UNIMPLEMENTED',
    detail: 'The fake does not offer this.',
  })
}

export async function startFakeMedia(authority: TestAuthority): Promise<FakeMedia> {
  const owned = new Map<string, { ownerId: string; photo: OwnPhoto }>()
  const fake = { beforeAnswer: async () => undefined as void }
  const batchGetMyMedia = async (_context: object, request: { mediaIds: string[] }, call: Call) => {
    const { userId } = userOf(call.principal)
    const found = request.mediaIds.flatMap((id) => owned.get(id) ?? [])
    const media = found.filter(({ ownerId }) => ownerId === userId).map(({ photo }) => photo)
    await fake.beforeAnswer()
    return { media }
  }
  const handlers = {
    uploadPhoto: notOffered,
    listMyMedia: notOffered,
    deleteMedia: notOffered,
    readPhoto: notOffered,
    appealPhoto: notOffered,
    holdPhotos: notOffered,
    batchGetMyMedia,
  }
  const server = serve('media', authority, implement(MediaServiceService, handlers, {}))
  return Object.assign(fake, {
    address: `127.0.0.1:${await server.start()}`,
    add(ownerId: string, status: OwnPhoto['status'] = 'APPROVED') {
      const photo = {
        mediaId: newId(),
        status,
        width: 1024,
        height: 1280,
        thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI',
      }
      owned.set(photo.mediaId, { ownerId, photo })
      return photo
    },
    remove: (mediaId: string) => void owned.delete(mediaId),
    stop: () => server.stop(0),
  })
}

/** Stands where auth stands: accounts go at once. */
export async function startFakeAuth(
  authority: TestAuthority,
): Promise<{ address: string; stop(): Promise<void> }> {
  const now = new Date()
  const deletion = { receiptId: 'a receipt', state: 'ERASING', requestedAt: now, eraseAt: now, parts: [] }
  const deleteAccount = () => Promise.resolve({ deletion })
  const missing = Object.fromEntries(Object.keys(AuthServiceService).map((name) => [name, notOffered]))
  const handlers = { ...missing, deleteAccount } as unknown as Handlers<object, AuthServiceService>
  const server = serve('auth', authority, implement(AuthServiceService, handlers, {}))
  return { address: `127.0.0.1:${await server.start()}`, stop: () => server.stop(0) }
}

/** Stands where discovery stands: it says who has a reason to see whom, and listens to profile's events. */
export interface FakeDiscovery extends FakeSubscriber {
  /** Gives one person a reason to see another. */
  show(viewerId: string, userId: string): void
  /** How often it was asked. */
  readonly questions: number
  /** What it throws in place of an answer. */
  refuse: AppError | undefined
}

export async function startFakeDiscovery(authority: TestAuthority): Promise<FakeDiscovery> {
  const reasons = new Set<string>()
  const state = { questions: 0, refuse: undefined as AppError | undefined }
  const getVisibility = (_context: object, request: { userId: string }, call: Call) => {
    state.questions += 1
    if (state.refuse !== undefined) return Promise.reject(state.refuse)
    return Promise.resolve({ visible: reasons.has(`${userOf(call.principal).userId} ${request.userId}`) })
  }
  const missing = Object.fromEntries(Object.keys(DiscoveryServiceService).map((name) => [name, notOffered]))
  const handlers = { ...missing, getVisibility } as unknown as Handlers<object, DiscoveryServiceService>
  const subscriber = await startFakeSubscriber(
    'discovery',
    authority,
    implement(DiscoveryServiceService, handlers, {}),
  )
  return Object.assign(state, {
    ...subscriber,
    show: (viewerId: string, userId: string) => void reasons.add(`${viewerId} ${userId}`),
  })
}

/** Stands where a service stands that listens to profile's events. */
export interface FakeSubscriber {
  readonly address: string
  /** Everything that arrived, in order, each event once. */
  readonly events: readonly Event[]
  changesOf(userId: string): ProfileChanged[]
  deletionsOf(userId: string): ProfileDeleted[]
  stop(): Promise<void>
}

export async function startFakeSubscriber(
  name: string,
  authority: TestAuthority,
  ...more: Implementation[]
): Promise<FakeSubscriber> {
  const events: Event[] = []
  const deliver = async (_context: object, request: { events: Event[] }) => {
    // As a real inbox: what comes again after an answer was lost is known by its id.
    for (const event of request.events) if (!events.some(({ id }) => id === event.id)) events.push(event)
    return { failures: [] }
  }
  const server = serve(name, authority, implement(InboxServiceService, { deliver }, {}), ...more)
  const about = (userId: string, type: string) =>
    events
      .filter((event) => event.aggregateId === userId && event.type === type)
      .map((event) => event.payload)
  return {
    address: `127.0.0.1:${await server.start()}`,
    events,
    changesOf: (userId) => {
      const changes = about(userId, ProfileChanged.$type).map((payload) => ProfileChanged.decode(payload))
      // By versions: the replay for a new subscriber may tell of one that an event told of, too.
      return [...new Map(changes.map((change) => [change.version, change])).values()]
    },
    deletionsOf: (userId) =>
      about(userId, ProfileDeleted.$type).map((payload) => ProfileDeleted.decode(payload)),
    stop: () => server.stop(0),
  }
}

function serve(name: string, authority: TestAuthority, ...implementations: Implementation[]): RpcServer {
  const verifier = createTokenVerifier(authority.verifierOptions(name))
  const { authenticate } = verifier
  return createRpcServer({
    name,
    host: '127.0.0.1',
    port: 0,
    implementations,
    authenticate,
    log: testLog,
  })
}
