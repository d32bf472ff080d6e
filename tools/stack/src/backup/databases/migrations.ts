import { migrations as auth } from '@kindred/auth'
import { migrations as chat } from '@kindred/chat'
import type { Migration } from '@kindred/db'
import { migrations as discovery } from '@kindred/discovery'
import { migrations as media } from '@kindred/media'
import { migrations as notification } from '@kindred/notification'
import { migrations as profile } from '@kindred/profile'
import { migrations as safety } from '@kindred/safety'
import { allMigrations } from '@kindred/service'

import { type ServiceName, serviceNames } from '../../names.js'
import { StartFailure } from '../../start-failure.js'
import type { Manifest } from '../manifest.js'

const own = { auth, chat, discovery, media, notification, profile, safety } satisfies Record<
  ServiceName,
  Record<string, Migration>
>

/** All migrations of a service that this version has. */
export const allMigrationsOf = (service: ServiceName): Record<string, Migration> =>
  allMigrations(own[service])

/** Those of a service's migrations that a set has had: restored tables are the ones that it was saved from. */
export function migrationsOf(service: ServiceName, names: readonly string[]): Record<string, Migration> {
  const all = allMigrationsOf(service)
  return Object.fromEntries(names.map((name) => [name, all[name]!]))
}

/** Their names. */
export const namesOfMigrations = (service: ServiceName): string[] => Object.keys(allMigrationsOf(service))

/** Refuses a set that knows of migrations that this version does not. */
export function refuseNewer({ databases, version }: Manifest): void {
  const unknown = serviceNames.flatMap((service) => {
    const known = new Set(namesOfMigrations(service))
    return databases[service].migrations
      .filter((name) => !known.has(name))
      .map((name) => `${service} ${name}`)
  })
  if (unknown.length > 0)
    throw new StartFailure(
      `A newer Kindred (${version}) made this set: this one lacks ${unknown[0]}. Restore it with that version.`,
    )
}
