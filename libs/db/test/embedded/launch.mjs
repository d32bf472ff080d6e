// Started by embedded.test.ts as another process: starts a server, says where, and waits to be killed.
import { startEmbeddedPostgres } from '../../src/embedded/index.ts'

const [folder, guard] = process.argv.slice(2)
const postgres = await startEmbeddedPostgres({ folder, durable: true, guard: guard === 'guard' })
process.stdout.write(`${JSON.stringify({ pid: postgres.pid, url: postgres.url })}\n`)
setInterval(() => undefined, 1_000)
