import { openEnv } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

/** What profile needs beside what every service needs. */
export interface ProfileConfig extends ServiceConfig {
  /** The countries whose towns may be chosen, ISO 3166-1 alpha-2; empty for all. */
  readonly townCountries: readonly string[]
}

/** Throws a ConfigError that lists every fault. */
export function readConfig(env: NodeJS.ProcessEnv): ProfileConfig {
  const reader = openEnv(env)
  const townCountries = reader.list('TOWN_COUNTRIES', { example: 'LV,LT,EE', default: [] })
  const wrong = townCountries.filter((code) => !/^[A-Z]{2}$/.test(code))
  if (wrong.length > 0)
    reader.fault({
      name: 'TOWN_COUNTRIES',
      problem: `has no country codes of two letters: ${wrong.join()}`,
      example: 'LV,LT,EE',
    })
  const config = { ...readServiceConfig(reader, 'profile'), townCountries }
  reader.done()
  return config
}
