import { vi } from 'vitest'

import type { DecideCaseRequest } from '@kindred/client'

import type { Stack } from '../src/index.js'
import { ask } from './ask.js'
import { settleCouple } from './couples.js'
import { asModerator, asStaff } from './moderator.js'
import { type Person, signIn } from './people.js'

/** What is decided about somebody who was reported. */
export type Decision = Pick<DecideCaseRequest, 'measure' | 'rule' | 'days'>

/** Has somebody reported by one who knows them, and the case decided by a moderator. */
export async function reportAndDecide(
  { moderator, reporter, target }: Readonly<Record<'moderator' | 'reporter' | 'target', Person>>,
  decision: Decision,
): Promise<void> {
  await reporter.client.safety.reportPerson({
    target_user_id: target.userId,
    reason: 'HARASSMENT',
    context: { kind: 'PROFILE' },
  })
  const { cases } = await moderator.client.safety.listCases({ kind: 'REPORTS', page_size: 100 })
  const { case_id } = cases.find(({ subject_id }) => subject_id === target.userId)!
  const { lease_id } = await moderator.client.safety.claimCase({ case_id })
  await moderator.client.safety.decideCase({ case_id, lease_id, note: 'As reported.', ...decision })
}

const measures = {
  suspended: { measure: 'SUSPEND', rule: 'HARASSMENT', days: 7 },
  banned: { measure: 'BAN', rule: 'HARASSMENT' },
} as const satisfies Readonly<Record<string, Decision>>

interface ShutOut {
  readonly how: keyof typeof measures
  /** What the person was besides before. */
  readonly role?: 'MODERATOR' | 'ADMIN'
  /** What the person does before. */
  readonly before?: (person: Person) => Promise<void>
}

let latitude = -50

/** Somebody who was signed in, with a session that was good, and has been shut out since; resolves when the gateway knows. */
export async function shutOut(stack: Stack, { how, role, before }: ShutOut): Promise<Person> {
  const { one, other } = await settleCouple(stack, { latitude: (latitude += 3), longitude: 70 })
  const target = role === undefined ? one : await asStaff(stack, one, role)
  await before?.(target)
  const moderator = await asModerator(stack, await signIn(stack, 'Mia'))
  await reportAndDecide({ moderator, reporter: other, target }, measures[how])
  const question = { verb: 'GET', path: '/v1/discovery/matches', token: target.token() }
  await vi.waitFor(
    async () => {
      const { code } = await ask(stack.url, question)
      if (code !== 'SESSION_REVOKED') throw new Error(`still ${code}`)
    },
    { timeout: 60_000, interval: 50 },
  )
  return target
}
