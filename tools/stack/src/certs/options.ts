import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { appNames } from '../names.js'
import { StartFailure } from '../start-failure.js'

/** What `npm run certs` is told. */
export interface CertsOptions {
  readonly folder: string
  /** The apps that get certificates, and the DNS names that were given for them. */
  readonly apps: ReadonlyMap<string, readonly string[] | undefined>
  readonly days: number
  /** Makes certificates anew that are good still. */
  readonly renew: boolean
  readonly authority: 'keep' | 'add' | 'drop former'
}

export const usage = `Usage: npm run certs -- FOLDER [APP[=NAME,NAME] …] [flags]

  npm run certs -- tls                   an authority in tls/authority, and tls/APP/{ca.crt,tls.crt,tls.key} for every app;
                                         later: certificates anew whose last third has begun, the others stay
  npm run certs -- tls chat=chat,chat.internal   that app alone, under names of your own; the first must be the app's
  npm run certs -- tls --renew           all of them anew

  --days N             for how many days new certificates are good (90)
  --new-authority      another authority; apps believe both from then on. Then --renew, then --drop-former
  --drop-former        the apps believe the new authority alone

For trials: who reads tls/authority/ca.key can be any app. Apps take new files within ten seconds, without a restart.
`

const dnsName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/

/** Reads the arguments; undefined when they name no folder. What is not understood is refused in one sentence. */
export function readCertsOptions(args: readonly string[]): CertsOptions | undefined {
  const { values, positionals } = parse(args)
  const [folder, ...named] = positionals
  if (folder === undefined) return undefined
  const days = Number(values.days ?? '90')
  if (!Number.isInteger(days) || days < 1 || days > 825)
    throw new StartFailure('--days takes a whole number from 1 to 825.')
  const authority = authorityOf(values)
  if (authority !== 'keep' && named.length > 0)
    throw new StartFailure('A change of authorities is for all apps: name none.')
  const apps = named.length > 0 ? named.map(readApp) : appNames.map((app) => [app, undefined] as const)
  return {
    folder: resolve(folder),
    apps: new Map(apps),
    days,
    renew: values.renew ?? false,
    authority,
  }
}

function authorityOf(flags: {
  readonly 'new-authority'?: boolean
  readonly 'drop-former'?: boolean
}): CertsOptions['authority'] {
  const [adds, drops] = [flags['new-authority'] === true, flags['drop-former'] === true]
  if (adds && drops)
    throw new StartFailure('First --new-authority, then --renew, then --drop-former: one command each.')
  return adds ? 'add' : drops ? 'drop former' : 'keep'
}

function readApp(text: string): readonly [string, readonly string[] | undefined] {
  const [app = '', names] = text.split('=')
  const given = names?.split(',')
  if (![app, ...(given ?? [])].every((name) => dnsName.test(name)) || app === 'authority')
    throw new StartFailure(`"${text}" is no app with DNS names, such as chat or chat=chat,chat.internal.`)
  if (given !== undefined && !given.includes(app))
    throw new StartFailure(`The names of ${app} must hold ${app}: by it others know it.`)
  return [app, given]
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean' } as const
  const options = {
    days: { type: 'string' },
    renew: flag,
    'new-authority': flag,
    'drop-former': flag,
  } as const
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new StartFailure(`${(error as Error).message.split('\n')[0]}. See npm run certs -- --help.`)
  }
}
