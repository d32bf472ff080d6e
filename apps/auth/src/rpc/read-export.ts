import { timingSafeEqual } from 'node:crypto'

import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { exportNotFound } from '../domain/errors.js'
import { findChunk, findExport } from '../store/exports.js'

export const readExport: Handler<AuthContext, AuthServiceService['readExport']> = async function* (
  { db, clock, secrets },
  { exportId, key },
) {
  if (!isEqual(key, secrets.exportKeyOf(exportId))) throw exportNotFound()
  const found = await findExport(db, exportId)
  if (found?.state !== 'ready' || found.expires_at === null || found.expires_at <= clock.now())
    throw exportNotFound()
  yield { sizeBytes: found.size_bytes, data: Buffer.alloc(0) }
  for (let place = 0; ; place++) {
    const data = await findChunk(db, exportId, place)
    if (data === undefined) return
    yield { sizeBytes: 0, data }
  }
}

const isEqual = (given: string, right: string): boolean =>
  given.length === right.length && timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(right, 'latin1'))
