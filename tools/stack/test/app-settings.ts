import { readConfig as readBotConfig } from '@kindred/bot'

import { settingsOf } from '../src/settings.js'

/** A setting as a manifest gives it; from a Secret without its value. */
interface Given {
  readonly name: string
  readonly value?: string
}

interface Ports {
  readonly rpcPort?: number
  readonly port?: number
  readonly opsPort: number
  readonly delivery?: { readonly port?: number }
}

/** What stands in the place of what only a Secret holds. */
const samples: readonly (readonly [RegExp, string])[] = [
  [/_SECRET$/, 'a'.repeat(64)],
  [/^BOT_TOKEN$/, `123456789:${'a'.repeat(35)}`],
  [/_(DATABASE|LISTEN)_URL$/, 'postgres://kindred:password@postgres:5432/kindred'],
  [/^REDIS_URL$/, 'rediss://:password@redis:6379/0'],
  [/^RABBITMQ_URL$/, 'amqps://kindred:password@rabbitmq:5671/kindred'],
  [/^MEDIA_(S3_URL|MOVE_FROM)$/, 'https://key:secret@s3.example/photos'],
]

/**
 * Starts to read the environment as the app itself does in production, which throws what is wrong or missing; answers the names that it never
 * looks at, and where it will listen. `instead` has values that are right on this machine, for folders that only a pod has.
 */
export function readAppSettings(
  app: string,
  given: readonly Given[],
  instead: Readonly<Record<string, string>> = {},
) {
  const asked = new Set<string>()
  const environment: NodeJS.ProcessEnv = { NODE_ENV: 'production' }
  for (const { name, value } of given) environment[name] = instead[name] ?? value ?? sampleOf(name)
  const watched = new Proxy(environment, {
    get(target, name: string) {
      asked.add(name)
      return target[name]
    },
  })
  const config = readerOf(app)(watched) as Ports
  return {
    unknown: given.map(({ name }) => name).filter((name) => !asked.has(name)),
    ports: portsOf(config),
  }
}

const readerOf = (app: string): ((environment: NodeJS.ProcessEnv) => unknown) =>
  app === 'bot' ? readBotConfig : settingsOf[app as keyof typeof settingsOf]

function portsOf({ rpcPort, port, opsPort, delivery }: Ports): [string, number][] {
  const http = port ?? delivery?.port
  return [
    ...(rpcPort === undefined ? [] : ([['grpc', rpcPort]] as [string, number][])),
    ...(http === undefined ? [] : ([['http', http]] as [string, number][])),
    ['ops', opsPort],
  ]
}

function sampleOf(name: string): string {
  const sample = samples.find(([pattern]) => pattern.test(name))?.[1]
  if (sample === undefined) throw new Error(`${name} comes from a Secret, and nothing stands in for it here.`)
  return sample
}
