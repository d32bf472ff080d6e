import type { FastifyRequest } from 'fastify'

import { arrivalMs } from '../edge/request.js'
import { notMultipart } from './errors.js'
import { checkLength, type FileLimit, readForm } from './upload-form.js'

/** The file is passed on while it arrives, so the call takes as long as that plus the work after it. */
export const uploadDeadlineMs = arrivalMs + 30_000
/** How long the rest of a refused upload may take. */
const maxRestMs = 2_000

/** Passes the file of a form on in chunks, with backpressure. */
export async function receiveFile<Answer>(
  request: FastifyRequest,
  limit: FileLimit,
  passOn: (chunks: AsyncIterable<Buffer>) => Promise<Answer>,
): Promise<Answer> {
  try {
    if (!request.isMultipart()) throw notMultipart()
    checkLength(request, limit)
    return await passOn(readForm(request, limit))
  } finally {
    takeRest(request)
  }
}

/** Reads on for a while after a refusal, so that the caller sees the answer instead of a broken connection. */
function takeRest({ raw }: FastifyRequest): void {
  if (raw.readableEnded || raw.destroyed) return
  const timer = setTimeout(() => raw.destroy(), maxRestMs)
  raw.once('close', () => clearTimeout(timer))
  raw.unpipe()
  raw.resume()
}
