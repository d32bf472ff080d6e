import type { FastifyReply } from 'fastify'

/** Answers as the gateway refuses. */
export const problem = (reply: FastifyReply, status: number, code: string, more: object = {}): FastifyReply =>
  reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title: code, status, detail: 'No.', code, ...more })
