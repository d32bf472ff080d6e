import { type BenchStack, familyOf, type MemorySample, residentMegabytes } from '../src/index.js'

const everyMs = 10_000

/** The memory of every process of Kindred's own, looked at every ten seconds. */
export interface MemoryWatch {
  readonly samples: ReadonlyMap<string, readonly MemorySample[]>
  stop(): void
}

export function watchMemory(stack: BenchStack): MemoryWatch {
  const apps = appsOf(stack)
  const samples = new Map<string, MemorySample[]>(apps.map(({ name }) => [name, []]))
  const from = performance.now()
  const look = (): void => {
    const minute = (performance.now() - from) / 60_000
    for (const { name, pid } of apps) samples.get(name)?.push({ minute, megabytes: residentMegabytes(pid) })
  }
  look()
  const timer = setInterval(look, everyMs)
  return { samples, stop: () => clearInterval(timer) }
}

/** The gateway, the bot and the services; what starts them and PostgreSQL are left out. */
const appsOf = ({ pid }: BenchStack): { name: string; pid: number }[] =>
  familyOf(pid).flatMap((one) => {
    const name = /apps\/([\w-]+)\/dist\/main\.js$/.exec(one.command.at(-1) ?? '')?.[1]
    return name === undefined ? [] : [{ name, pid: one.pid }]
  })
