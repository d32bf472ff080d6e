import { readFileSync } from 'node:fs'

/** The files for TLS that a URL names, as RabbitMQ's do: `?cacertfile=/ca.crt&certfile=/tls.crt&keyfile=/tls.key`. */
export function filesOfUrl(url: string): {
  readonly ca?: Buffer
  readonly cert?: Buffer
  readonly key?: Buffer
} {
  const { searchParams } = new URL(url)
  const parts = Object.entries({ ca: 'cacertfile', cert: 'certfile', key: 'keyfile' }).flatMap(
    ([part, name]) => {
      const path = searchParams.get(name)
      return path === null ? [] : [[part, readFileSync(path)] as const]
    },
  )
  return Object.fromEntries(parts)
}
