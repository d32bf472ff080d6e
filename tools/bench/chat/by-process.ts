import { cpuSeconds, familyOf } from '../src/index.js'

/** CPU seconds of a running Kindred by what used them: each app, and in PostgreSQL each database. */
export function cpuByProcess(root: number): Map<string, number> {
  const found = new Map<string, number>()
  for (const { pid, command } of familyOf(root)) {
    const name = nameOf(command)
    found.set(name, (found.get(name) ?? 0) + cpuSeconds([pid]))
  }
  return found
}

/** A backend of PostgreSQL calls itself `postgres: <user> <database> <address> <state>`, its other processes by what they do. */
function nameOf(command: readonly string[]): string {
  const words = command.join(' ')
  const app = /apps\/(\w+)\/dist\/main\.js/.exec(words)?.[1]
  if (app !== undefined) return app
  const database = /^postgres: \S+ (\S+) [\d.:]+\(/.exec(words)?.[1]
  if (database !== undefined) return `PostgreSQL, ${database}`
  return words.includes('postgres') ? 'PostgreSQL itself' : 'the rest'
}

/** Microseconds a message of each that used any, the costliest first. */
export function costsOf(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  messages: number,
): [name: string, micros: number][] {
  return [...after]
    .map(([name, seconds]): [string, number] => [
      name,
      ((seconds - (before.get(name) ?? 0)) / messages) * 1e6,
    ])
    .filter(([, micros]) => micros >= 0.5)
    .sort(([, one], [, other]) => other - one)
}
