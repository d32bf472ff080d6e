import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { Profile } from '@kindred/client'

const readyExport = {
  export_id: 'the-export',
  state: 'READY',
  requested_at: '2026-01-01T00:00:00Z',
  expires_at: '2026-01-02T00:00:00Z',
  size_bytes: 1000,
  download_path: '/v1/account/exports/the-export/the-key',
}

/** What becomes of one person's account. */
export interface Departure {
  profile: Profile | undefined
  deletions: number
  /** For how many days a deletion can be taken back. */
  graceDays: number
  /** The account waits for its deletion. */
  leaving: boolean
}

/** Without a grace unless the person has one; a copy of the data is ready at once. */
export function serveDeletion(app: FastifyInstance, caller: (request: FastifyRequest) => Departure): void {
  const answer = ({ graceDays }: Departure): object => ({
    receipt_id: 'the-receipt',
    state: graceDays > 0 ? 'WAITING' : 'ERASING',
    requested_at: '2026-01-01T00:00:00Z',
    erase_at: '2026-01-31T00:00:00Z',
    parts: [],
  })
  app.post('/v1/account/export', (_request, reply) => reply.code(202).send(readyExport))
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
