import { KindredError } from '@kindred/client'
import type { Translator } from '@kindred/locales'

const told = {
  CASE_NOT_FOUND: 'console-problem-case-not-found',
  CASE_CLAIMED: 'console-problem-case-claimed',
  CASE_CLOSED: 'console-problem-case-closed',
  CASE_OWN_DECISION: 'console-problem-own-decision',
  CASE_ABOUT_YOURSELF: 'console-problem-about-yourself',
  CASE_QUEUE_EMPTY: 'console-problem-queue-empty',
  CASE_CHANGED: 'console-problem-case-changed',
  CLAIM_LOST: 'console-problem-claim-lost',
  MEASURE_NOT_POSSIBLE: 'console-problem-measure',
  NOTHING_TO_TAKE_BACK: 'console-problem-nothing-to-take-back',
  NOTHING_TO_LIFT: 'console-problem-nothing-to-lift',
  PERSON_NOT_FOUND: 'console-problem-person-not-found',
  BROADCAST_NOT_READY: 'console-problem-news-not-ready',
  LAST_ADMIN: 'console-problem-last-admin',
  ROLE_FROM_SETTINGS: 'console-problem-role-from-settings',
} as const

/** The code of a problem that the gateway answered; '' for any other failure. */
export const codeOf = (error: unknown): string => (error instanceof KindredError ? error.code : '')

/** One sentence for a failure. */
export function problemText(t: Translator['t'], error: unknown): string {
  const code = codeOf(error)
  if (code in told) return t(told[code as keyof typeof told])
  if (!(error instanceof KindredError)) return t('console-failure-server')
  if (error.status === 0) return t('console-failure-offline')
  return t(error.status === 429 ? 'console-failure-often' : 'console-failure-server')
}

/** A name of the contract as the texts' keys spell it. */
type Slug<Name extends string> = Name extends `${infer First}_${infer Rest}`
  ? `${Lowercase<First>}-${Slug<Rest>}`
  : Lowercase<Name>

/** `SPAM_OR_SCAM` → `spam-or-scam` */
export const slug = <Name extends string>(name: Name): Slug<Name> =>
  name.toLowerCase().replaceAll('_', '-') as Slug<Name>

/** A choice of the contract: one that is not stated is left out of an answer, which its type does not tell. */
export const stated = <Value extends string>(value: Value): Value | undefined => value
