import type { ExportPersonResponse } from '@kindred/contracts/account'
import { type ExportedFile, jsonFile } from '@kindred/service'

import type { AuthContext } from '../context.js'
import { personData } from '../store/person-data.js'

/** What every service holds of a person, file by file. Fails when a service does: half an export is none. */
export async function* gather(
  context: AuthContext,
  userId: string,
  signal: AbortSignal,
): AsyncGenerator<ExportedFile> {
  const services = ['auth', ...context.neighbours.keys()]
  yield jsonFile('export.json', { made_at: context.clock.now(), format: 1, services })
  yield* personData.export(context, userId)
  for (const [service, client] of context.neighbours) {
    const token = await context.serviceTokens.issue(service)
    const pieces = client.exportPerson({ userId }, { token, signal, deadlineMs })
    yield* filesOf(service, pieces)
  }
}

const deadlineMs = 120_000

/** The files of a stream of pieces. Each is to be read before the next. */
async function* filesOf(
  service: string,
  pieces: AsyncIterable<ExportPersonResponse>,
): AsyncGenerator<ExportedFile> {
  const stream = pieces[Symbol.asyncIterator]()
  let next = await stream.next()
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (next = await stream.next(); next.done !== true && next.value.name === ''; next = await stream.next())
      yield next.value.data
  }
  try {
    while (next.done !== true) {
      // A path of its own for each service: none can write over the files of another.
      if (!next.value.name.startsWith(`${service}/`))
        throw new Error(`${service} exported ${next.value.name}`)
      yield { name: next.value.name, data: bytes() }
    }
  } finally {
    await stream.return?.()
  }
}
