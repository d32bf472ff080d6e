import { type EmbeddedPostgres, isAlive, startEmbeddedPostgres } from '@kindred/db/embedded'
import type { Log } from '@kindred/kernel'

/** The built-in PostgreSQL, brought back whenever it dies. */
export interface KeptPostgres {
  readonly url: string
  readonly port: number
  readonly folder: string
  /** The present process. */
  pid(): number
  /** Kills the server as a power cut would; the result starts it again. */
  outage(): Promise<() => Promise<void>>
  stop(): Promise<void>
}

const checkEveryMs = 250

/** Starts a PostgreSQL on `folder` and starts it again, on the same port, when it ends without being asked to. */
export async function keepPostgres(options: {
  folder: string
  durable: boolean
  log: Log
}): Promise<KeptPostgres> {
  const { folder, durable, log } = options
  let server = await startEmbeddedPostgres({ folder, durable, guard: true })
  const { url, port } = server
  let work: Promise<unknown> | undefined
  let watching = true

  async function bringBack(): Promise<void> {
    log.warn({ port }, 'PostgreSQL ended and is started again')
    try {
      server = await again(server, { folder, durable, port })
    } catch (error) {
      log.error({ err: error }, 'PostgreSQL could not be started again')
    }
  }

  const timer = setInterval(() => {
    if (!watching || work !== undefined || isAlive(server.pid)) return
    work = bringBack().finally(() => (work = undefined))
  }, checkEveryMs)

  return {
    url,
    port,
    folder: server.folder,
    pid: () => server.pid,
    async outage() {
      watching = false
      await work
      process.kill(server.pid, 'SIGKILL')
      return async () => {
        server = await again(server, { folder, durable, port })
        watching = true
      }
    },
    async stop() {
      watching = false
      clearInterval(timer)
      await work
      await server.stop()
    },
  }
}

async function again(
  dead: EmbeddedPostgres,
  options: { folder: string; durable: boolean; port: number },
): Promise<EmbeddedPostgres> {
  await dead.stop()
  return startEmbeddedPostgres({ ...options, guard: true })
}
