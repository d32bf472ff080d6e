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

/**
 * The statement that a session begins with. It is no startup parameter, which a connection pooler would refuse. What the
 * URL's own `options` set stays.
 */
export function sessionStatement({
  genericPlans,
  options,
}: {
  genericPlans: boolean
  options: string
}): string {
  const settings = { ...expected, ...(genericPlans && plannedOnce) }
  const ours = Object.entries(settings).filter(([name]) => !new RegExp(`\\b${name}\\s*=`, 'i').test(options))
  return `select ${ours.map(([name, value]) => `set_config('${name}', '${value}', false)`).join(', ')}`
}
