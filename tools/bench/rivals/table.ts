import { Kysely, PostgresDialect, type Selectable } from 'kysely'
import pg from 'pg'

/** The columns of the product's own table that a profile is written from. */
interface ProfileTable {
  user_id: string
  name: string
  birth_date: Date
  bio: string | null
  city: string | null
  interests: string[]
  languages: string[]
  height_cm: number | null
  /** What is chosen from a list, the gender among it. */
  facts: Record<string, string>
  photos: object[]
  cell: string | null
  paused: boolean
  verified: boolean
  created_at: Date
  updated_at: Date
}

export interface Tables {
  profile: ProfileTable
}

export type ProfileRow = Selectable<ProfileTable>

/** As many connections as the product's service has. */
export const poolSize = 10

export const openPool = (connectionString: string): pg.Pool =>
  new pg.Pool({ connectionString, max: poolSize })

export const openKysely = (pool: pg.Pool): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
