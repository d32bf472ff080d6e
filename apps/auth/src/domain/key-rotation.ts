/** `next` is published and signs nothing yet, `active` signs, `retired` is published until its tokens are dead. */
export type KeyStatus = 'next' | 'active' | 'retired'

/** What rotation looks at. */
export interface KeyState {
  readonly kid: string
  readonly status: KeyStatus
  /** When it took its present status. */
  readonly since: Date
}

/** What to do now; at most one step of each kind. */
export interface RotationPlan {
  readonly create: readonly KeyStatus[]
  readonly activate: string | undefined
  readonly retire: string | undefined
  readonly remove: readonly string[]
}

/** Services fetch the key set anew every 10 min: a key is known everywhere before it signs. */
export const publishBeforeUseMs = 15 * 60_000

/** The 5 min of a token, and some for instances that learn of the rotation late. */
export const retiredMs = 15 * 60_000

/** The steps that the age of the keys asks for. */
export function planRotation(keys: readonly KeyState[], now: Date, rotateAfterMs: number): RotationPlan {
  const ageOf = (key: KeyState): number => now.getTime() - key.since.getTime()
  const active = keys.find((key) => key.status === 'active')
  const next = keys.find((key) => key.status === 'next')
  const remove = keys
    .filter((key) => key.status === 'retired' && ageOf(key) > retiredMs)
    .map((key) => key.kid)
  if (active === undefined) {
    if (next === undefined)
      return { create: ['active', 'next'], activate: undefined, retire: undefined, remove }
    return { create: ['next'], activate: next.kid, retire: undefined, remove }
  }
  if (next === undefined) return { create: ['next'], activate: undefined, retire: undefined, remove }
  const isDue = ageOf(active) >= rotateAfterMs && ageOf(next) >= publishBeforeUseMs
  if (!isDue) return { create: [], activate: undefined, retire: undefined, remove }
  return { create: ['next'], activate: next.kid, retire: active.kid, remove }
}
