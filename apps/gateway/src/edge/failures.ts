import { type FastifyInstance } from 'fastify'

import { type AppError, errorKinds } from '@kindred/kernel'

import { type GatewayContext } from '../context.js'
import { fromHttpError } from './http-error.js'
import { sendProblem } from './problem.js'

/** Answers every error as a problem document; those that are our own fault are logged with their cause. */
export function registerFailures(app: FastifyInstance, { log, config }: Pick<GatewayContext, 'log' | 'config'>): void {
  app.setErrorHandler((thrown, request, reply) => {
    const error = fromHttpError(thrown)
    const { code } = error
    if (isOurFault(error)) log.error({ err: thrown, code, requestId: request.kindredId }, 'a request failed')
    else if (isOutage(error)) log.warn({ code, requestId: request.kindredId }, 'a part of Kindred did not answer')
    return sendProblem(request, reply, error, config.publicUrl)
  })
}

// An outage fails every request for a while: a line each is enough, and the stack says nothing of it.
const isOutage = ({ kind }: AppError): boolean => kind === 'unavailable' || kind === 'deadline'

const isOurFault = (error: AppError): boolean => errorKinds[error.kind].http >= 500 && !isOutage(error)
