import { timeLimit } from '@kindred/kernel'

import { gather } from '../archive/gather.js'
import { zip } from '../archive/zip.js'
import type { AuthContext } from '../context.js'
import { exportLeaseMs, exportLifeMs, exportRetryMs, maxExportAttempts } from '../domain/account-rules.js'
import { claimExport, removeChunks, saveChunk, saveFailedAttempt, saveReady } from '../store/exports.js'
import type { DataExportRow } from '../store/schema.js'

/** Makes the exports that were asked for, one after the other. */
export async function makeExports(context: AuthContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const now = context.clock.now()
    const claimed = await claimExport(context.db, now, new Date(now.getTime() + exportLeaseMs))
    if (claimed === undefined) return
    const limit = timeLimit(exportLeaseMs, signal)
    await makeExport(context, claimed, limit.signal).finally(limit.done)
  }
}

async function makeExport(context: AuthContext, claimed: DataExportRow, signal: AbortSignal): Promise<void> {
  const { db, clock, log } = context
  try {
    const size_bytes = await write(context, claimed, signal)
    const expires_at = new Date(clock.now().getTime() + exportLifeMs)
    await saveReady(db, claimed, { size_bytes, expires_at })
  } catch (error) {
    const { attempts } = claimed
    log.warn({ err: error, exportId: claimed.id, attempts }, 'an export could not be made')
    const due_at = new Date(clock.now().getTime() + exportRetryMs(attempts))
    const state = attempts < maxExportAttempts ? 'making' : 'failed'
    await saveFailedAttempt(db, claimed, { state, due_at })
    if (state === 'failed') await removeChunks(db, claimed.id)
  }
}

/** Bytes that are stored together. */
const chunkBytes = 512 * 1024

/** Stores the file in pieces; answers its size. */
async function write(context: AuthContext, claimed: DataExportRow, signal: AbortSignal): Promise<number> {
  const { db, clock } = context
  await removeChunks(db, claimed.id)
  let [size, place] = [0, 0]
  let waiting: Uint8Array[] = []
  const store = async (): Promise<void> => {
    const bytes = Buffer.concat(waiting)
    waiting = []
    size += bytes.length
    if (!(await saveChunk(db, claimed, place++, bytes)))
      throw new Error('the export is no longer ours to make')
  }
  for await (const piece of zip(gather(context, claimed.user_id, signal), clock.now())) {
    signal.throwIfAborted()
    waiting.push(piece)
    if (waiting.reduce((sum, { length }) => sum + length, 0) >= chunkBytes) await store()
  }
  await store()
  return size
}
