import { type ServiceName, serviceNames } from '@kindred/runtime'

export { type ServiceName, serviceNames }

/** Everything that runs. */
export const appNames = ['gateway', ...serviceNames] as const
export type AppName = (typeof appNames)[number]

/** Who starts at the same time as whom: all others follow auth's list of ended sessions. */
export const startOrder: readonly (readonly AppName[])[] = [
  ['auth'],
  serviceNames.filter((name) => name !== 'auth'),
  ['gateway'],
]

/** What an instance is called among those of its app: `profile`, `profile-2`. */
export const instanceName = (app: AppName, index: number): string =>
  index === 0 ? app : `${app}-${index + 1}`

/** An object with one value for each name. */
export const forEachName = <Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name, index: number) => Value,
) => Object.fromEntries(names.map((name, index) => [name, make(name, index)])) as Record<Name, Value>
