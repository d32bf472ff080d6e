/** The time limit of every query, milliseconds. */
export const statementTimeoutMs = 10_000

/** Settings that every query relies on and that a cluster, a role or a database may have changed. */
const expected: Readonly<Record<string, string>> = {
  client_encoding: 'UTF8',
  datestyle: 'ISO, MDY',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  bytea_output: 'hex',
  standard_conforming_strings: 'on',
  extra_float_digits: '1',
  search_path: '"$user", public',
  default_transaction_isolation: 'read committed',
  statement_timeout: String(statementTimeoutMs),
  idle_in_transaction_session_timeout: '30000',
  // A server that does not hear from us any more lets go of what we held.
  tcp_user_timeout: '10000',
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '3',
  tcp_keepalives_count: '3',
}

const plannedOnce = { plan_cache_mode: 'force_generic_plan', jit: 'off' }

/** A pooler that shares sessions gives each of its clients these back with every session (PgBouncer 1.20 and later). */
const carriedByPooler = new Set([
  'client_encoding',
  'datestyle',
  'intervalstyle',
  'timezone',
  'standard_conforming_strings',
])

/** Which settings a session is to have. */
export interface SessionNeeds {
  /** See ConnectionOptions. */
  readonly genericPlans: boolean
  /** The URL's own `options`; what they set stays. */
  readonly options: string
}

/** The statement that a session begins with. It is no startup parameter, which a connection pooler would refuse. */
export const sessionStatement = (needs: SessionNeeds): string => setAll(settingsOf(needs))

/** The same for a session that a pooler shares: what the pooler does not carry stands with the role. */
export const sharedSessionStatement = (needs: SessionNeeds): string =>
  setAll(settingsOf(needs).filter(([name]) => carriedByPooler.has(name)))

/** The names of the settings that stand with the role where sessions are shared; those of a connection's ends are the pooler's. */
export const roleSettings = (needs: SessionNeeds): string[] =>
  settingsOf(needs).flatMap(([name]) => (name === 'client_encoding' || name.startsWith('tcp_') ? [] : [name]))

const settingsOf = ({ genericPlans, options }: SessionNeeds): [string, string][] =>
  Object.entries({ ...expected, ...(genericPlans && plannedOnce) }).filter(
    ([name]) => !new RegExp(`\\b${name}\\s*=`, 'i').test(options),
  )

const setAll = (settings: readonly [string, string][]): string =>
  `select ${settings.map(([name, value]) => `set_config('${name}', '${value}', false)`).join(', ')}`
