import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { Profile } from '@kindred/client'

/** What becomes of one person's account. */
export interface Departure {
  profile: Profile | undefined
  deletions: number
  /** For how many days a deletion can be taken back. */
  graceDays: number
  /** The account waits for its deletion. */
  leaving: boolean
}

/** Without a grace unless the person has one. */
export function serveDeletion(app: FastifyInstance, caller: (request: FastifyRequest) => Departure): void {
  const answer = ({ graceDays }: Departure): object => ({
    receipt_id: 'the-receipt',
    state: graceDays > 0 ? 'WAITING' : 'ERASING',
    requested_at: '2026-01-01T00:00:00Z',
    erase_at: '2026-01-31T00:00:00Z',
    parts: [],
  })
  app.get('/v1/account/deletion/terms', (request) => ({ grace_days: caller(request).graceDays }))
  app.post('/v1/account/deletion', (request) => {
    const person = caller(request)
    person.deletions += 1
    if (person.graceDays > 0) person.leaving = true
    else person.profile = undefined
    return answer(person)
  })
  app.get('/v1/account/deletion', (request) => answer(caller(request)))
  app.delete('/v1/account/deletion', (request, reply) => {
    caller(request).leaving = false
    return reply.code(204).send()
  })
}
