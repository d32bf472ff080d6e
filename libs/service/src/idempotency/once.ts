import { createHash } from 'node:crypto'

import { type Kysely, transact, type Transaction } from '@kindred/db'
import type { MessageType } from '@kindred/events'
import { AppError, type Principal } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import { findAnswer, type FirstAnswer, type RequestName, saveAnswer, tryLockRequest } from './answers.js'

/** A request that must take effect once. */
export interface OnceRequest<Res> {
  readonly call: Pick<Call, 'idempotencyKey' | 'method' | 'principal'>
  /** Compared with an earlier request under the same key. */
  readonly request: object
  /** The generated message of the answer, which encodes it for storage. */
  readonly response: MessageType<Res>
}

/**
 * Runs `work` in one transaction. With an Idempotency-Key the answer is kept in it for 24 h: the same request gets it again,
 * another one under the same key is refused (IDEMPOTENCY_KEY_REUSED), one that still runs as well (IDEMPOTENCY_IN_PROGRESS).
 */
export async function once<Tables, Res>(
  db: Kysely<Tables>,
  { call, request, response }: OnceRequest<Res>,
  work: (trx: Transaction<Tables>) => Promise<NoInfer<Res>>,
): Promise<Res> {
  const name = nameOf(call)
  if (name === undefined) return transact(db, work)
  const hash = hashOf(request)
  return transact(db, async (trx) => {
    if (!(await tryLockRequest(trx, name))) throw inProgress()
    const first = readFirst(await findAnswer(trx, name), { hash, response })
    if (first !== undefined) return first
    const answer = await work(trx)
    const bytes = Buffer.from(response.encode(answer).finish())
    await saveAnswer(trx, name, { request_hash: hash, response: bytes })
    return answer
  })
}

/**
 * The answer that `once` has stored for the request, or undefined: for work that is done before the transaction and should not be
 * repeated. Refuses another request under the same key, as `once` does.
 */
export async function recall<Tables, Res>(
  db: Kysely<Tables>,
  { call, request, response }: OnceRequest<Res>,
): Promise<Res | undefined> {
  const name = nameOf(call)
  if (name === undefined) return undefined
  return readFirst(await findAnswer(db, name), { hash: hashOf(request), response })
}

const hashOf = (request: object): Buffer => createHash('sha256').update(JSON.stringify(request)).digest()

function readFirst<Res>(
  first: FirstAnswer | undefined,
  { hash, response }: { hash: Buffer; response: MessageType<Res> },
): Res | undefined {
  if (first !== undefined && !first.request_hash.equals(hash)) throw keyReused()
  return first && response.decode(first.response)
}

function nameOf({
  idempotencyKey: key,
  method,
  principal,
}: OnceRequest<unknown>['call']): RequestName | undefined {
  const userId = personOf(principal)
  if (key === undefined || userId === undefined) return undefined
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw keyInvalid()
  return { userId, method: method.path, key }
}

const personOf = (principal: Principal): string | undefined =>
  principal.kind === 'user' || principal.kind === 'service' ? principal.userId : undefined

const inProgress = (): AppError =>
  new AppError({
    kind: 'inProgress',
    code: 'IDEMPOTENCY_IN_PROGRESS',
    detail: 'A request with this Idempotency-Key is still running.',
    retryAfter: 1,
  })

const keyReused = (): AppError =>
  new AppError({
    kind: 'unprocessable',
    code: 'IDEMPOTENCY_KEY_REUSED',
    detail: 'This Idempotency-Key was used for another request. Take a new key for each request.',
  })

const keyInvalid = (): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'IDEMPOTENCY_KEY_INVALID',
    detail: 'An Idempotency-Key has 1 to 255 visible ASCII characters.',
  })
