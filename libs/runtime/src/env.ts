import { ConfigError, type ConfigFault } from './config-error.js'
import { databaseAddress } from './database-address.js'

/** What every setting says of itself. */
interface Setting<Value> {
  /** A value that would be right; shown when the setting is missing or wrong. */
  readonly example: string
  /** Without a default the setting must be given. */
  readonly default?: Value
}

/** A text setting. A `secret` has no default, so that nothing runs on one which everybody can read here. */
interface TextSetting extends Setting<string> {
  readonly secret?: boolean
  /** What stands for a secret in documents and tests; good for nothing that others can reach. */
  readonly sample?: string
  readonly pattern?: RegExp
}

/** A number setting and its bounds. */
interface NumberSetting extends Setting<number> {
  readonly min?: number
  readonly max?: number
}

/** Reads settings and collects every fault; `done` throws them together, before anything starts. */
export interface EnvReader {
  /** True when NODE_ENV is `production`. */
  readonly production: boolean
  text(name: string, setting: TextSetting): string
  /** A setting that may be absent. */
  optional(name: string, setting: { readonly example: string }): string | undefined
  /** An absolute address. */
  url(name: string, setting: Setting<string> & { readonly protocols?: readonly string[] }): string
  /** The address of a PostgreSQL and a database on it; one on a socket as well. */
  databaseUrl(name: string, setting: Setting<string>): string
  /** 0 to 65535; 0 takes any free port. */
  port(name: string, setting: Setting<number>): number
  /** A whole number. */
  number(name: string, setting: NumberSetting): number
  /** `on`/`off`, `true`/`false`, `1`/`0`. */
  flag(name: string, setting: Setting<boolean>): boolean
  /** Parts between commas. */
  list(name: string, setting: Setting<readonly string[]>): readonly string[]
  oneOf<Value extends string>(name: string, values: readonly Value[], setting: Setting<Value>): Value
  /** Adds a fault that only the caller can see, for example two settings that clash. */
  fault(fault: ConfigFault): void
  /** Throws a ConfigError that lists all faults, if there are any. */
  done(): void
}

const shortestSecret = 32

/** Opens a reader over an environment. */
export function openEnv(env: NodeJS.ProcessEnv): EnvReader {
  const production = env['NODE_ENV'] === 'production'
  const exposed = production || isExposed(env)
  const faults: ConfigFault[] = []
  const read = settingReader(env, faults)

  return {
    production,
    text(name, setting) {
      const value = given(env, name)
      if (setting.secret === true && value !== undefined && exposed && isSample(value, setting)) {
        const problem = 'is the sample secret, which nothing that others can reach may have'
        faults.push({ name, problem, example: setting.example })
        return value
      }
      if (setting.secret === true && production && (value?.length ?? Infinity) < shortestSecret) {
        faults.push({
          name,
          problem: `is shorter than ${shortestSecret} characters`,
          example: setting.example,
        })
        return ''
      }
      return read(name, setting, '', (text) => matching(text, setting.pattern))
    },
    optional: (name) => given(env, name),
    url: (name, setting) => read(name, setting, '', (text) => address(text, setting.protocols)),
    databaseUrl: (name, setting) => read(name, setting, '', databaseAddress),
    port: (name, setting) => read(name, setting, 0, (text) => whole(text, 0, 65_535)),
    number: (name, setting) => read(name, setting, 0, (text) => whole(text, setting.min, setting.max)),
    flag: (name, setting) => read(name, setting, false, flagOf),
    list: (name, setting) => read(name, setting, [], partsOf),
    oneOf: (name, values, setting) => read(name, setting, values[0]!, (text) => oneOf(text, values)),
    fault: (fault) => void faults.push(fault),
    done() {
      if (faults.length > 0) throw new ConfigError(faults)
    },
  }
}

/** Reads one setting. On a fault the stand-in keeps the reading going, so that the other faults are found as well. */
const settingReader =
  (env: NodeJS.ProcessEnv, faults: ConfigFault[]) =>
  <Value>(name: string, setting: Setting<Value>, standIn: Value, parse: (text: string) => Value): Value => {
    const text = given(env, name)
    if (text === undefined) {
      if (setting.default !== undefined) return setting.default
      faults.push({ name, problem: 'is not set', example: setting.example })
      return standIn
    }
    try {
      return parse(text)
    } catch (error) {
      faults.push({ name, problem: (error as Error).message, example: setting.example })
      return standIn
    }
  }

/** The value without the blanks around it; undefined when nothing is left. */
const given = (env: NodeJS.ProcessEnv, name: string): string | undefined => env[name]?.trim() || undefined

/** True when others than this machine can reach what is started, by one of its own addresses or by the one that people use. */
function isExposed(env: NodeJS.ProcessEnv): boolean {
  const hosts = [env['BIND_HOST'], env['GATEWAY_HOST']]
  const url = env['PUBLIC_URL'] ?? ''
  if (URL.canParse(url)) hosts.push(new URL(url).hostname)
  return hosts.some((host) => host !== undefined && host.trim() !== '' && !isLoopback(host.trim()))
}

/** True for a name or an address by which a machine reaches only itself. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

const isSample = (value: string, { sample, example }: TextSetting): boolean =>
  value === sample || value === example

function matching(text: string, pattern: RegExp | undefined): string {
  if (pattern !== undefined && !pattern.test(text)) throw new Error('has the wrong form')
  return text
}

function address(text: string, protocols: readonly string[] = ['http:', 'https:']): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) throw new Error('is not an address')
  if (!protocols.includes(url.protocol)) throw new Error(`must start with ${protocols.join(' or ')}//`)
  return text
}

function whole(text: string, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text)
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) throw new Error('is not a whole number')
  if (value < min || value > max) throw new Error(`must be from ${min} to ${max}`)
  return value
}

function flagOf(text: string): boolean {
  if (['on', 'true', '1', 'yes'].includes(text.toLowerCase())) return true
  if (['off', 'false', '0', 'no'].includes(text.toLowerCase())) return false
  throw new Error('must be on or off')
}

const partsOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function oneOf<Value extends string>(text: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`must be ${values.join(' or ')}`)
  return found
}
