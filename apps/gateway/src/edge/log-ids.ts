import type { FastifyRequest } from 'fastify'

import { traceFields } from '@kindred/tracing'

/** What the log lines of one request have in common; the ids of a trace where one is recorded. */
export interface LogIds {
  readonly request_id: string
  readonly trace_id?: string
  readonly span_id?: string
}

export const idsOf = ({ kindredId, span }: FastifyRequest): LogIds => ({
  request_id: kindredId,
  ...traceFields(span),
})
