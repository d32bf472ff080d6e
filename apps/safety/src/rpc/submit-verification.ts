import type { SafetyServiceService, SubmitVerificationRequest } from '@kindred/contracts/safety'
import { transact } from '@kindred/db'
import { isId, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { checkVideoSize } from '../domain/verification.js'
import { verificationNotFound } from '../domain/verification-errors.js'
import { submitVerification as submit } from '../writing/verify-person.js'

export const submitVerification: Handler<SafetyContext, SafetyServiceService['submitVerification']> = async (
  { db, clock },
  requests,
  { principal },
) => {
  const { userId } = userOf(principal)
  const { id, video } = await receive(requests)
  if (!isId(id)) throw verificationNotFound()
  await transact(db, (trx) => submit(trx, { id, userId, video }, clock.now()))
  return {}
}

async function receive(
  requests: AsyncIterable<SubmitVerificationRequest>,
): Promise<{ id: string; video: Buffer }> {
  const chunks: Buffer[] = []
  let id = ''
  let bytes = 0
  for await (const { verificationId, chunk } of requests) {
    if (id === '') id = verificationId
    bytes += chunk.length
    checkVideoSize(bytes)
    chunks.push(chunk)
  }
  return { id, video: Buffer.concat(chunks) }
}
