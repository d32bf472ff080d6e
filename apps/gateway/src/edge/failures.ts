import type { FastifyInstance } from 'fastify'

import { type AppError, errorKinds } from '@kindred/kernel'

import type { EdgeContext } from './context.js'
import { fromHttpError } from './http-error.js'
import { idsOf, type LogIds } from './log-ids.js'
import { sendProblem } from './problem.js'
import { countRefusal } from './rate-limits.js'

type Logs = Pick<EdgeContext, 'log' | 'outages'>

/** Answers every error as a problem document. */
export function registerFailures(
  app: FastifyInstance,
  context: Logs & Pick<EdgeContext, 'config' | 'limits'>,
): void {
  app.setErrorHandler(async (thrown, request, reply) => {
    const error = await countRefusal(context.limits, request, reply, fromHttpError(thrown))
    tellFailure(context, error, { ids: idsOf(request), of: 'a request' })
    return sendProblem(request, reply, error, context.config.publicUrl)
  })
}

/** Logs a server error with its cause. An outage fails many requests and is logged once a second. */
export function tellFailure(
  { log, outages }: Logs,
  error: AppError,
  { ids, of }: { readonly ids: LogIds; readonly of: 'a request' | 'a frame' },
): void {
  const { kind, code } = error
  if (kind === 'unavailable' || kind === 'deadline') outages.note({ code, ...ids })
  else if (errorKinds[kind].http >= 500)
    log.error({ err: error.cause ?? error, code, ...ids }, `${of} failed`)
}
