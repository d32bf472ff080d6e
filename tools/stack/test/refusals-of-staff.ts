import { newId } from '@kindred/kernel'

import type { Answer } from './ask.js'
import { signInAdmin } from './moderator.js'
import type { Person } from './people.js'
import { as, bot, nobody, type RefusalWorld } from './refusal-world.js'

type Kind = 'unknown id' | "someone else's id" | 'wrong state' | 'not acceptable'

/** One thing that an operation refuses, and how it is brought about. */
export interface Refusal {
  readonly operation: string
  readonly kind: Kind
  readonly expected: readonly [status: number, code: string, ...pointers: string[]]
  readonly make: (world: RefusalWorld) => Promise<Answer>
}

/** Adds to the list of refusals. */
export type Refuse = (
  operation: string,
  kind: Kind,
  expected: Refusal['expected'],
  make: Refusal['make'],
) => void

const moderation = '/v1/moderation'
const read = <T>({ text }: Answer): T => JSON.parse(text) as T

/** The open case about the one whom the reporter has reported, given back by whoever had it. */
async function openCase(of: RefusalWorld, kind = 'REPORTS'): Promise<string> {
  if (kind === 'REPORTS')
    await as(of, of.reporter)('POST', '/v1/safety/reports', {
      target_user_id: of.reported.userId,
      reason: 'HATE',
      context: { kind: 'PROFILE' },
    })
  const list = await as(of, of.moderator)('GET', `${moderation}/cases?kind=${kind}`)
  return read<{ cases: { case_id: string }[] }>(list).cases[0]?.case_id ?? ''
}

const caseOf = (caseId: string, rest = ''): string => `${moderation}/cases/${caseId}${rest}`

async function claim(of: RefusalWorld, who: Person, caseId: string): Promise<string> {
  return read<{ lease_id: string }>(await as(of, who)('POST', caseOf(caseId, '/claim'), {})).lease_id
}

/** Claims the open case and decides it. */
async function decide(of: RefusalWorld, body: object): Promise<{ caseId: string; decisionId: string }> {
  const caseId = await openCase(of)
  const lease_id = await claim(of, of.moderator, caseId)
  const answer = await as(of, of.moderator)('POST', caseOf(caseId, '/decision'), { lease_id, ...body })
  return { caseId, decisionId: read<{ decision_id: string }>(answer).decision_id }
}

const warning = { measure: 'WARN', rule: 'HATE' }

/** What the routes of staff, and of those about whom staff decides, refuse. */
export function refuseForStaff(refuse: Refuse): void {
  refuseRoles(refuse)
  refuseClaims(refuse)
  refuseFromTheChat(refuse)
  refuseDecisions(refuse)
  refusePeople(refuse)
  refuseAppeals(refuse)
}

function refuseRoles(refuse: Refuse): void {
  const change = (verb: string, userId: string) => async (of: RefusalWorld) => {
    const path = `/v1/admin/roles/${userId}`
    const admin = as(of, await signInAdmin(of.stack))
    return verb === 'PUT' ? admin(verb, path, { role: 'MODERATOR' }) : admin(verb, `${path}?role=ADMIN`)
  }
  refuse('GrantRole', 'unknown id', [404, 'PERSON_NOT_FOUND'], change('PUT', nobody()))
  refuse('RevokeRole', 'unknown id', [404, 'PERSON_NOT_FOUND'], change('DELETE', nobody()))
  refuse('RevokeRole', 'wrong state', [409, 'ROLE_FROM_SETTINGS'], async (of) =>
    change('DELETE', (await signInAdmin(of.stack)).userId)(of),
  )
  refuse('GrantRole', "someone else's id", [403, 'FORBIDDEN'], (of) =>
    as(of, of.moderator)('PUT', `/v1/admin/roles/${of.alice.userId}`, { role: 'MODERATOR' }),
  )
  refuse('RevokeRole', "someone else's id", [403, 'FORBIDDEN'], (of) =>
    as(of, of.alice)('DELETE', `/v1/admin/roles/${of.moderator.userId}?role=MODERATOR`),
  )
  refuse('SignInWithConsoleLink', 'not acceptable', [401, 'CONSOLE_LINK_INVALID'], (of) =>
    as(of)('POST', '/v1/auth/console', { code: 'A'.repeat(43) }),
  )
}

function refuseClaims(refuse: Refuse): void {
  refuse('ClaimNextCase', 'wrong state', [404, 'CASE_QUEUE_EMPTY'], (of) =>
    as(of, of.moderator)('POST', `${moderation}/claims`, { kind: 'VERIFICATION' }),
  )
  const lease_id = newId()
  for (const [operation, verb, rest, body] of [
    ['ClaimCase', 'POST', '/claim', {}],
    ['RenewClaim', 'POST', '/renew', { lease_id }],
    ['ReleaseClaim', 'POST', '/release', { lease_id }],
    ['GetCase', 'GET', '', undefined],
    ['ReadVerificationVideo', 'GET', '/video', undefined],
    ['DecideCase', 'POST', '/decision', { lease_id, measure: 'DISMISS' }],
    ['UndoDecision', 'POST', '/undo', {}],
  ] as const)
    refuse(operation, 'unknown id', [404, 'CASE_NOT_FOUND'], (of) =>
      as(of, of.moderator)(verb, caseOf(nobody(), rest), body),
    )
  refuse('ClaimCase', "someone else's id", [409, 'CASE_CLAIMED'], async (of) => {
    const caseId = await openCase(of)
    await claim(of, of.moderator, caseId)
    return as(of, of.colleague)('POST', caseOf(caseId, '/claim'), {})
  })
  refuse('ClaimCase', 'not acceptable', [403, 'CASE_ABOUT_YOURSELF'], async (of) =>
    as(of, of.reporter)('POST', caseOf(await openCase(of), '/claim'), {}),
  )
  refuse('ClaimCase', 'wrong state', [409, 'CASE_CLOSED'], async (of) => {
    const { caseId } = await decide(of, { measure: 'DISMISS' })
    return as(of, of.colleague)('POST', caseOf(caseId, '/claim'), {})
  })
  refuse('GetCase', 'not acceptable', [403, 'CASE_ABOUT_YOURSELF'], async (of) =>
    as(of, of.reporter)('GET', caseOf(await openCase(of))),
  )
  for (const [operation, rest] of [
    ['GetCase', ''],
    ['ReadVerificationVideo', '/video'],
  ] as const)
    refuse(operation, "someone else's id", [403, 'CASE_NOT_CLAIMED'], async (of) => {
      const caseId = await openCase(of)
      await claim(of, of.moderator, caseId)
      return as(of, of.colleague)('GET', caseOf(caseId, rest))
    })
}

/** What the buttons of the operators' chat are refused; a session with the bot holds no role, and none is needed here. */
function refuseFromTheChat(refuse: Refuse): void {
  const take = (of: RefusalWorld, who: Person, caseId: string): Promise<Answer> =>
    as(of, who)('POST', `/v1/bot/cases/${caseId}/claim`, {})
  refuse('TakeCase', 'unknown id', [404, 'CASE_NOT_FOUND'], (of) => take(of, of.moderator, nobody()))
  refuse('TakeCase', 'not acceptable', [403, 'NOT_STAFF'], async (of) =>
    take(of, of.alice, await openCase(of)),
  )
  refuse('TakeCase', "someone else's id", [409, 'CASE_CLAIMED'], async (of) => {
    const caseId = await openCase(of)
    await take(of, of.moderator, caseId)
    return take(of, of.colleague, caseId)
  })
  refuse('TakeCase', 'not acceptable', [403, 'CASE_ABOUT_YOURSELF'], async (of) =>
    take(of, of.reporter, await openCase(of)),
  )
  refuse('TakeCase', 'wrong state', [409, 'CASE_CLOSED'], async (of) =>
    take(of, of.colleague, (await decide(of, { measure: 'DISMISS' })).caseId),
  )
  refuse('FinishCasePost', 'unknown id', [404, 'CASE_NOT_FOUND'], (of) =>
    as(of, bot(of))('POST', `/v1/bot/cases/${nobody()}/result`, { version: 1, outcome: 'SENT' }),
  )
}

function refuseDecisions(refuse: Refuse): void {
  for (const [operation, rest, body] of [
    ['RenewClaim', '/renew', {}],
    ['ReleaseClaim', '/release', {}],
    ['DecideCase', '/decision', { measure: 'DISMISS' }],
  ] as const)
    refuse(operation, "someone else's id", [409, 'CLAIM_LOST'], async (of) => {
      const caseId = await openCase(of)
      const lease_id = await claim(of, of.moderator, caseId)
      return as(of, of.colleague)('POST', caseOf(caseId, rest), { ...body, lease_id })
    })
  refuse('DecideCase', 'not acceptable', [400, 'MEASURE_NOT_POSSIBLE', '/rule'], async (of) => {
    const caseId = await openCase(of)
    const lease_id = await claim(of, of.moderator, caseId)
    return as(of, of.moderator)('POST', caseOf(caseId, '/decision'), { lease_id, measure: 'WARN' })
  })
  refuse('DecideCase', 'wrong state', [409, 'CASE_CHANGED'], async (of) => {
    const caseId = await openCase(of)
    const lease_id = await claim(of, of.moderator, caseId)
    const { version } = read<{ version: number }>(await as(of, of.moderator)('GET', caseOf(caseId)))
    const body = { lease_id, measure: 'DISMISS', seen_version: version }
    await openCase(of)
    return as(of, of.moderator)('POST', caseOf(caseId, '/decision'), body)
  })
  refuse('UndoDecision', "someone else's id", [409, 'NOTHING_TO_TAKE_BACK'], async (of) => {
    const { caseId } = await decide(of, { measure: 'DISMISS' })
    return as(of, of.colleague)('POST', caseOf(caseId, '/undo'), {})
  })
}

function refusePeople(refuse: Refuse): void {
  refuse('GetPersonCard', 'unknown id', [404, 'PERSON_NOT_FOUND'], (of) =>
    as(of, of.moderator)('GET', `${moderation}/people/${nobody()}`),
  )
  refuse('GetPersonCard', 'not acceptable', [403, 'CASE_ABOUT_YOURSELF'], (of) =>
    as(of, of.moderator)('GET', `${moderation}/people/${of.moderator.userId}`),
  )
  refuse('GetPersonCard', "someone else's id", [403, 'FORBIDDEN'], (of) =>
    as(of, of.alice)('GET', `${moderation}/people/${of.bob.userId}`),
  )
  const lift = (of: RefusalWorld, who: Person, userId: string): Promise<Answer> =>
    as(of, who)('POST', `${moderation}/people/${userId}/lift`, { note: 'Enough.' })
  refuse('LiftSanction', 'not acceptable', [403, 'CASE_ABOUT_YOURSELF'], (of) =>
    lift(of, of.moderator, of.moderator.userId),
  )
  refuse('LiftSanction', 'unknown id', [409, 'NOTHING_TO_LIFT'], (of) => lift(of, of.moderator, nobody()))
  refuse('LiftSanction', "someone else's id", [403, 'FORBIDDEN'], (of) => lift(of, of.alice, of.bob.userId))
}

function refuseAppeals(refuse: Refuse): void {
  const answerTo = (of: RefusalWorld, who: Person, id: string, what: 'acknowledgement' | 'appeal') =>
    as(of, who)(
      'POST',
      `/v1/safety/decisions/${id}/${what}`,
      what === 'appeal' ? { text: 'It was not me.' } : {},
    )
  for (const [operation, what] of [
    ['AcknowledgeDecision', 'acknowledgement'],
    ['AppealDecision', 'appeal'],
  ] as const) {
    refuse(operation, 'unknown id', [404, 'DECISION_NOT_FOUND'], (of) =>
      answerTo(of, of.reported, nobody(), what),
    )
    refuse(operation, "someone else's id", [404, 'DECISION_NOT_FOUND'], async (of) =>
      answerTo(of, of.alice, (await decide(of, warning)).decisionId, what),
    )
  }
  refuse('AppealDecision', 'wrong state', [409, 'APPEAL_ALREADY_MADE'], async (of) => {
    const { decisionId } = await decide(of, warning)
    await answerTo(of, of.reported, decisionId, 'appeal')
    return answerTo(of, of.reported, decisionId, 'appeal')
  })
  refuse('ClaimCase', 'not acceptable', [403, 'CASE_OWN_DECISION'], async (of) => {
    await answerTo(of, of.reported, (await decide(of, warning)).decisionId, 'appeal')
    return as(of, of.moderator)('POST', caseOf(await openCase(of, 'APPEAL'), '/claim'), {})
  })
  refuse('TakeCase', 'not acceptable', [403, 'CASE_OWN_DECISION'], async (of) => {
    await answerTo(of, of.reported, (await decide(of, warning)).decisionId, 'appeal')
    return as(of, of.moderator)('POST', `/v1/bot/cases/${await openCase(of, 'APPEAL')}/claim`, {})
  })
  refuse('AppealFromOutside', 'not acceptable', [401, 'APPEAL_TOKEN_INVALID'], (of) =>
    as(of)('POST', '/v1/safety/appeals', { appeal_token: of.alice.token(), text: 'It was not me.' }),
  )
}
