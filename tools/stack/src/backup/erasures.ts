import type { Session } from '@kindred/db'

import type { Repository } from './repository.js'
import { digestOf } from './seal.js'

/** Who is erased, by digests of their ids: whoever is in an older set is erased again after it is restored. */
export interface Erasures {
  /** SHA-256 of the ids of erased accounts, hexadecimal. */
  readonly erased: readonly string[]
  /** Accounts whose deletion was asked for, and when it is due. */
  readonly leaving: Readonly<Record<string, string>>
}

const name = 'erasures'

/** What the databases know of erasures: profile is the first that erases an account, and remembers it for 360 days. */
export async function readErasures({
  auth,
  profile,
}: {
  readonly auth: Session
  readonly profile: Session
}): Promise<Erasures> {
  const erased = await profile.query<{ digest: string }>(
    `select encode(digest, 'hex') as digest from departure order by 1`,
  )
  const leaving = await auth.query<{ user_id: string; erase_at: Date }>(
    'select user_id, erase_at from deletion where user_id is not null',
  )
  return {
    erased: erased.map(({ digest }) => digest),
    leaving: Object.fromEntries(
      leaving.map((row) => [digestOf(Buffer.from(row.user_id)), row.erase_at.toISOString()]),
    ),
  }
}

/** The list beside the sets; it is in none of them, and grows with each run. */
export async function findErasures(repository: Repository): Promise<Erasures> {
  const known = await repository.find(name)
  return known === undefined ? { erased: [], leaving: {} } : (JSON.parse(known.toString()) as Erasures)
}

/** Adds what is known now to the list beside the sets; answers the whole. */
export async function addErasures(repository: Repository, fresh: Erasures): Promise<Erasures> {
  const known = await findErasures(repository)
  const erased = [...new Set([...known.erased, ...fresh.erased])].sort()
  const all = { erased, leaving: fresh.leaving }
  await repository.put(name, Buffer.from(JSON.stringify(all)))
  return all
}

/** When an account is to go; undefined for one that stays. */
export function dueIn({ erased, leaving }: Erasures): (userId: string) => Date | undefined {
  const gone = new Set(erased)
  return (userId) => {
    const digest = digestOf(Buffer.from(userId))
    if (gone.has(digest)) return new Date(0)
    const due = leaving[digest]
    return due === undefined ? undefined : new Date(due)
  }
}
