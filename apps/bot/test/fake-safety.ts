import type { FastifyInstance, FastifyRequest } from 'fastify'

import { problem } from './problem.js'

/** What safety knows of one person. */
export interface SafetyPast {
  /** What the person reported. */
  reports: unknown[]
  /** The bytes of the video notes that came. */
  videoNotes: Buffer[]
  /** The last one waits for a moderator, or was not enough; or the person asked for too many gestures. */
  verification: 'waiting' | 'again' | 'too often' | 'used up' | undefined
}

/** What is refused. */
export interface SafetyFaults {
  /** The problem that the next reports meet. */
  reportProblem: { status: number; code: string } | undefined
  /** The problem that the next video notes meet. */
  videoProblem: { status: number; code: string } | undefined
}

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
