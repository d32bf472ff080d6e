import { type FastifyInstance } from 'fastify'

import { errorKinds } from '@kindred/kernel'

import { type GatewayContext } from '../context.js'
import { fromHttpError } from './http-error.js'
import { sendProblem } from './problem.js'

/** Answers every error as a problem document; those that are our own fault are logged with their cause. */
export function registerFailures(app: FastifyInstance, { log, config }: Pick<GatewayContext, 'log' | 'config'>): void {
  app.setErrorHandler((thrown, request, reply) => {
    const error = fromHttpError(thrown)
    if (errorKinds[error.kind].http >= 500) {
      log.error({ err: thrown, code: error.code, request_id: request.kindredId }, 'a request failed')
    }
    return sendProblem(request, reply, error, config.publicUrl)
  })
}
