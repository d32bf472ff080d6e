import type { FastifyInstance } from 'fastify'

import { problem } from './problem.js'

/** Who may become new. */
export interface FakeInvitations {
  /** The one start parameter by which new people come in; without it everybody does. */
  invitation: string | undefined
}

/** Refuses the exchange of whoever is new and was not invited, and hands invitations out. */
export function serveInvitations(app: FastifyInstance, gateway: FakeInvitations): void {
  const joined = new Set<number>()
  app.addHook('preHandler', async (request, reply) => {
    if (request.url !== '/v1/auth/bot') return
    const { telegram_user_id: telegramId, start_param: startParam } = request.body as {
      telegram_user_id: number
      start_param?: string
    }
    const isInvited = gateway.invitation === undefined || gateway.invitation === startParam
    if (!isInvited && !joined.has(telegramId)) return problem(reply, 403, 'INVITATION_REQUIRED')
    joined.add(telegramId)
  })
  app.get('/v1/auth/invitation', () => ({
    code: '4k7wq2m9xt3c',
    sign_ups: 2,
    required: gateway.invitation !== undefined,
  }))
}
