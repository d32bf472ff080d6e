import { type KindredClient, KindredError, type Match } from '@kindred/client'

/** What a card is answered with. */
export interface Swipe {
  readonly kind: 'LIKE' | 'PASS' | 'SUPERLIKE'
  readonly userId: string
  readonly message?: string | undefined
}

/** What became of an answer. */
export type Swiped =
  | { readonly result: 'taken'; readonly match: Match | undefined }
  /** Without a consequence: the person is gone, both match already, or another bot is telling Kindred the same press. */
  | { readonly result: 'gone' | 'matched' | 'under way' }
  /** The day's swipes or superlikes are used up; the next one comes in so many seconds. */
  | {
      readonly result: 'used up'
      readonly what: 'swipes' | 'superlikes'
      readonly seconds: number | undefined
    }

const results: Readonly<Record<string, Swiped>> = {
  TARGET_NOT_FOUND: { result: 'gone' },
  ALREADY_MATCHED: { result: 'matched' },
  IDEMPOTENCY_IN_PROGRESS: { result: 'under way' },
}

/** Tells Kindred an answer, once under one key; throws what is no answer to it. */
export async function swipe(
  client: KindredClient,
  { kind, userId, message }: Swipe,
  idempotencyKey: string,
): Promise<Swiped> {
  const target = { target_user_id: userId }
  const options = { idempotencyKey }
  try {
    if (kind === 'PASS') {
      await client.discovery.pass(target, options)
      return { result: 'taken', match: undefined }
    }
    const liked = { ...target, kind, ...(message ? { message } : {}) }
    const { match } = await client.discovery.like(liked, options)
    return { result: 'taken', match }
  } catch (error) {
    if (!(error instanceof KindredError)) throw error
    const { code, retryAfter: seconds } = error
    if (code === 'SWIPES_USED_UP') return { result: 'used up', what: 'swipes', seconds }
    if (code === 'SUPERLIKES_USED_UP') return { result: 'used up', what: 'superlikes', seconds }
    const known = results[code]
    if (known === undefined) throw error
    return known
  }
}
