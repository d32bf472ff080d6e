import { ChatServiceService, type SnapshotConversationResponse } from '@kindred/contracts/chat'
import { DiscoveryServiceService, type KnowsPersonResponse } from '@kindred/contracts/discovery'
import { type HoldPhotosResponse, MediaServiceService } from '@kindred/contracts/media'
import { ProfileServiceService, type SnapshotProfileResponse } from '@kindred/contracts/profile'
import { AppError } from '@kindred/kernel'
import type { Platform } from '@kindred/service'

/** Whose conversation, and what in it matters. */
interface ConversationQuestion {
  readonly userId: string
  readonly otherId?: string | undefined
  readonly conversationId?: string | undefined
  readonly messageIds: readonly string[]
}

/** The services that own what is reported. Each question fails while its service does not answer; undefined means that there is nothing. */
export interface Witnesses {
  acquaintance(userId: string, otherId: string): Promise<KnowsPersonResponse>
  conversation(question: ConversationQuestion): Promise<SnapshotConversationResponse | undefined>
  profile(userId: string): Promise<SnapshotProfileResponse | undefined>
  /** Puts all photos of a person under hold for a case. */
  photos(ownerId: string, caseId: string): Promise<HoldPhotosResponse>
}

/** Leaves time for an answer within the gateway's two seconds. */
const deadlineMs = 1_200

/** Asks as this service, never in the name of whoever reports. */
export function createWitnesses({
  peer,
  serviceTokens,
}: Pick<Platform<unknown>, 'peer' | 'serviceTokens'>): Witnesses {
  const discovery = peer('discovery', DiscoveryServiceService)
  const chat = peer('chat', ChatServiceService)
  const profile = peer('profile', ProfileServiceService)
  const media = peer('media', MediaServiceService)
  const as = async (service: string) => ({ token: await serviceTokens.issue(service), deadlineMs })
  return {
    acquaintance: async (userId, otherId) =>
      discovery.knowsPerson({ userId, otherId }, await as('discovery')),
    conversation: async ({ messageIds, ...question }) =>
      unlessNotFound(
        chat.snapshotConversation({ ...question, messageIds: [...messageIds] }, await as('chat')),
      ),
    photos: async (ownerId, holdId) => media.holdPhotos({ ownerId, holdId, mediaIds: [] }, await as('media')),
    profile: async (userId) => unlessNotFound(profile.snapshotProfile({ userId }, await as('profile'))),
  }
}

async function unlessNotFound<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof AppError && error.kind === 'notFound') return undefined
    throw error
  }
}
