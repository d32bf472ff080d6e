import { atDatabase, openSession, type Session } from '@kindred/db'
import { provisionDatabase } from '@kindred/db/embedded'
import type { Log } from '@kindred/kernel'
import { protectAudit } from '@kindred/safety'

import type { ServiceName } from '../names.js'
import type { Secrets } from '../secrets.js'
import { StartFailure } from '../start-failure.js'

/** The databases of some services on a server where we may make and rename them. */
export interface MadeDatabases {
  readonly adminUrl: string
  readonly serverIsOurs: boolean
  readonly services: readonly ServiceName[]
}

const live = (service: string): string => `kindred_${service}`
/** Filled beside the live one, and renamed when all of them are whole. */
const fresh = (service: string): string => `kindred_${service}_restoring`
/** What was live before, until the restore has come to its end. */
const former = (service: string): string => `kindred_${service}_replaced`
const note = (set: string): string => `kindred restore of ${set}`

async function administer<Result>(url: string, work: (admin: Session) => Promise<Result>): Promise<Result> {
  const admin = await openSession({ url, name: 'kindred restore' })
  try {
    return await work(admin)
  } finally {
    await admin.close()
  }
}

async function listDatabases(admin: Session): Promise<Set<string>> {
  const rows = await admin.query<{ datname: string }>('select datname from pg_database')
  return new Set(rows.map(({ datname }) => datname))
}

/** The services that have a database there. */
export const listLive = ({ adminUrl, services }: MadeDatabases): Promise<ServiceName[]> =>
  administer(adminUrl, async (admin) => {
    const known = await listDatabases(admin)
    return services.filter((service) => known.has(live(service)))
  })

/** Refuses while anybody is connected to the databases that are to be replaced. */
export const refuseInUse = ({ adminUrl, services }: MadeDatabases): Promise<void> =>
  administer(adminUrl, async (admin) => {
    const [found] = await admin.query<{ count: number }>(
      `select count(*) as count from pg_stat_activity where datname = any($1) and pid <> pg_backend_pid() and application_name <> 'kindred restore'`,
      [services.map(live)],
    )
    if (found!.count > 0)
      throw new StartFailure(
        `Kindred still uses these databases (${found!.count} connections): stop all of its apps, then restore.`,
      )
  })

/** Makes an empty database beside that of a service; answers its address by the service's role. */
export async function makeFresh(
  { adminUrl, serverIsOurs }: MadeDatabases,
  service: ServiceName,
  { set, secrets, log }: { readonly set: string; readonly secrets: Secrets; readonly log: Log },
): Promise<string> {
  const database = fresh(service)
  await administer(adminUrl, (admin) => admin.query(`drop database if exists ${database} with (force)`))
  const password = secrets.databasePasswords[service]
  const url = await provisionDatabase(adminUrl, service, password, { serverIsOurs, database })
  await administer(adminUrl, (admin) => admin.query(`comment on database ${database} is '${note(set)}'`))
  if (service === 'safety')
    await protectAudit({ adminUrl: atDatabase(adminUrl, database), role: live(service), log })
  return url
}

/** Whether the databases of this set are live already: a restore was cut off after it. */
export const areLive = ({ adminUrl, services }: MadeDatabases, set: string): Promise<boolean> =>
  administer(adminUrl, async (admin) => {
    const rows = await admin.query(
      `select datname from pg_database where datname = any($1) and shobj_description(oid, 'pg_database') = $2`,
      [services.map(live), note(set)],
    )
    return rows.length === services.length
  })

/** Makes the fresh databases the live ones, all of them in one transaction. */
export const swap = ({ adminUrl, services }: MadeDatabases): Promise<void> =>
  administer(adminUrl, async (admin) => {
    const known = await listDatabases(admin)
    await admin.query('begin')
    for (const service of services) {
      if (known.has(live(service)))
        await admin.query(`alter database ${live(service)} rename to ${former(service)}`)
      await admin.query(`alter database ${fresh(service)} rename to ${live(service)}`)
    }
    await admin.query('commit')
  })

/** Removes what was live before. */
export const removeFormer = ({ adminUrl, services }: MadeDatabases): Promise<void> =>
  administer(adminUrl, async (admin) => {
    for (const service of services) {
      await admin.query(`drop database if exists ${former(service)} with (force)`)
      await admin.query(`comment on database ${live(service)} is null`)
    }
  })
