import type {
  ExportPersonRequest,
  ExportPersonResponse,
  GetErasureRequest,
  GetErasureResponse,
} from '@kindred/contracts/account'
import { PersonDataServiceService } from '@kindred/contracts/account'
import type { Handle } from '@kindred/events'
import { findDeparture } from '@kindred/events/departures'
import { implement, type Implementation } from '@kindred/rpc'

import { keptOf, type PersonData } from './person-data.js'

/** What PersonDataService needs of a service. */
interface PersonDataContext<Context> {
  readonly db: Handle
  readonly context: Context
  /** Undefined for a service that holds nothing of people. */
  readonly data: PersonData<Context> | undefined
}

/** PersonDataService, for every service. */
export const implementPersonData = <Context>(served: PersonDataContext<Context>): Implementation =>
  implement(PersonDataServiceService, { exportPerson, getErasure }, served as PersonDataContext<never>)

/** Well below gRPC's 4 MB. */
const maxPiece = 256 * 1024

async function* exportPerson(
  { context, data }: PersonDataContext<never>,
  { userId }: ExportPersonRequest,
): AsyncGenerator<ExportPersonResponse> {
  if (data === undefined) return
  for await (const file of data.export(context, userId)) {
    yield { name: file.name, data: Buffer.alloc(0) }
    for await (const bytes of file.data)
      for (let at = 0; at < bytes.length; at += maxPiece)
        yield { name: '', data: Buffer.from(bytes.subarray(at, at + maxPiece)) }
  }
}

async function getErasure(
  { db, context, data }: PersonDataContext<never>,
  { userId }: GetErasureRequest,
): Promise<GetErasureResponse> {
  const leftAt = await findDeparture(db, userId)
  const erased = [...(data?.erases ?? [])]
  const isErased = leftAt !== undefined && ((await data?.isErased?.(context, leftAt)) ?? true)
  if (!isErased) return { erasedAt: undefined, erased: [], kept: [] }
  return { erasedAt: leftAt, erased, kept: keptOf(data, leftAt) }
}
