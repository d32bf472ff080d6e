import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { CasePost, FinishCasePostRequest, MyReport, StandingDecision } from '@kindred/client'

import { problem } from './problem.js'

/** What the operators' chat is told, and what came back. */
interface FakeCases {
  /** Given out once each. */
  readonly posts: CasePost[]
  /** The chats whose messages were told. */
  readonly chatKeys: Set<string>
  readonly results: (Omit<FinishCasePostRequest, 'case_id'> & { id: string })[]
}

/** What safety knows of one person. */
export interface SafetyPast {
  readonly userId: string
  isStaff: boolean
  /** What the person reported before, and what was decided about the person. */
  readonly pastReports: MyReport[]
  decisions: StandingDecision[]
  /** Cases that the person claimed from the operators' chat. */
  readonly taken: string[]
  /** What the person reported. */
  reports: unknown[]
  /** The bytes of the video notes that came. */
  videoNotes: Buffer[]
  /** The last one waits for a moderator, or was not enough; or the person asked for too many gestures. */
  verification: 'waiting' | 'again' | 'too often' | 'used up' | undefined
}

/** What is refused. */
export interface SafetyFaults {
  readonly cases: FakeCases
  /** The problem that the next claim of a case meets. */
  takeProblem: { status: number; code: string } | undefined
  /** The problem that the next reports meet. */
  reportProblem: { status: number; code: string } | undefined
  /** The problem that the next video notes meet. */
  videoProblem: { status: number; code: string } | undefined
}

/** Nothing was reported or decided. */
export const noPast = (): Pick<SafetyPast, 'reports' | 'pastReports' | 'decisions' | 'taken'> => ({
  reports: [],
  pastReports: [],
  decisions: [],
  taken: [],
})

const reportId = '01890000-0000-7000-8000-00000000ea01'
const verificationId = '01890000-0000-7000-8000-00000000ea02'

/** Reports and verifications, in memory. */
export function serveSafety(
  app: FastifyInstance,
  faults: SafetyFaults,
  caller: (request: FastifyRequest) => SafetyPast,
): void {
  app.post('/v1/safety/reports', (request, reply) => {
    const { reportProblem: refused } = faults
    if (refused !== undefined) return problem(reply, refused.status, refused.code)
    caller(request).reports.push(request.body)
    return reply.code(202).send({ report_id: reportId })
  })
  app.get('/v1/safety/reports', (request) => ({ reports: caller(request).pastReports, next_page_token: '' }))
  app.get('/v1/safety/standing', (request) => ({ decisions: caller(request).decisions }))
  app.post<{ Params: { id: string }; Body: { text: string } }>(
    '/v1/safety/decisions/:id/appeal',
    (request, reply) => {
      const person = caller(request)
      const decision = person.decisions.find(({ decision_id: id }) => id === request.params.id)
      if (decision === undefined) return problem(reply, 404, 'DECISION_NOT_FOUND')
      if (decision.appeal !== 'POSSIBLE') return problem(reply, 409, 'APPEAL_ALREADY_MADE')
      decision.appeal = 'PENDING'
      person.reports.push(request.body.text)
      return reply.code(204).send()
    },
  )
  app.post('/v1/bot/cases:claim', () => ({ posts: faults.cases.posts.splice(0) }))
  app.post<{ Params: { id: string }; Body: Omit<FinishCasePostRequest, 'case_id'> }>(
    '/v1/bot/cases/:id/result',
    ({ params, body }, reply) => {
      const { chat_key: chatKey = '', ...result } = body
      faults.cases.results.push({ ...result, id: params.id })
      faults.cases.chatKeys.add(chatKey)
      return reply.code(204).send()
    },
  )
  app.post<{ Params: { id: string } }>('/v1/bot/cases/:id/claim', (request, reply) => {
    const person = caller(request)
    if (!person.isStaff) return problem(reply, 403, 'NOT_STAFF')
    const { takeProblem: refused } = faults
    if (refused !== undefined) return problem(reply, refused.status, refused.code)
    person.taken.push(request.params.id)
    return { lease_ends_at: '2026-01-01T12:15:00Z' }
  })
  app.post('/v1/safety/verifications', (request, reply) => {
    const { verification } = caller(request)
    if (verification === 'waiting') return problem(reply, 409, 'VERIFICATION_PENDING')
    if (verification === 'too often') return problem(reply, 429, 'RATE_LIMITED')
    if (verification === 'used up') return problem(reply, 429, 'VERIFICATIONS_USED_UP')
    const again = verification === 'again'
    const started = { verification_id: verificationId, gesture: 'LEFT_EAR', expires_at: '', again }
    return reply.code(201).send(started)
  })
  app.post<{ Body: Buffer }>(`/v1/safety/verifications/${verificationId}/video`, (request, reply) => {
    const { videoProblem: refused } = faults
    if (refused !== undefined) return problem(reply, refused.status, refused.code)
    const person = caller(request)
    person.videoNotes.push(request.body)
    person.verification = 'waiting'
    return reply.code(204).send()
  })
}
