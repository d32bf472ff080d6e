import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { ProfileServiceService } from '@kindred/contracts/profile'
import { type Client, createClient, createGrpcTransport, openSecurity } from '@kindred/rpc'
import { createTestCertificates } from '@kindred/testkit/certificates'

import { type ServiceAnswer, silentLog, startService } from '../carrier/service.js'
import { cpuSeconds, interleave, obey, spreadText, startChild, textTable } from '../src/index.js'

const script = fileURLToPath(import.meta.url)
const lanes = 16
const connections = 20
const alice = { token: 'alice', deadlineMs: 30_000 }

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
  },
})

if (values.role === 'service') obey(startService)
else await main()

type Security = ReturnType<NonNullable<ReturnType<typeof openSecurity>>['towards']> | undefined

/** What small calls cost with TLS and without, on both ends together. */
async function main(): Promise<void> {
  const certificates = createTestCertificates()
  const gateway = openSecurity(certificates.folderOf('gateway'), silentLog)!
  const [plain, secure] = await Promise.all([
    startSide(undefined, undefined),
    startSide(certificates.folderOf('profile'), gateway.towards('profile')),
  ])
  try {
    const sides = Object.entries({ 'in plaintext': plain, 'over TLS': secure })
    const found = await interleave(
      sides.flatMap(([how, side]) => [
        { name: `a call by a carrier ${how}, µs of CPU`, run: () => costOf(side, side.carried) },
        { name: `a call by a stream of its own ${how}, µs of CPU`, run: () => costOf(side, side.alone) },
        { name: `a new connection and its first call ${how}, ms`, run: () => timeToConnect(side) },
      ]),
      Number(values.rounds),
    )
    const rows = [...found].map(([name, { spread }]) => [name, spreadText(spread)] as const)
    rows.sort(([one], [other]) => one.localeCompare(other))
    process.stdout.write(`${textTable(['what', 'median (range)'], rows)}\n`)
  } finally {
    await Promise.all([plain.stop(), secure.stop()])
    gateway.close()
    certificates.remove()
  }
}

type Profile = Client<typeof ProfileServiceService>
type Side = Awaited<ReturnType<typeof startSide>>

/** A service, and both ways to it. */
async function startSide(tlsFolder: string | undefined, security: Security) {
  const service = startChild(script, 'service')
  const { port } = await service.ask<ServiceAnswer>({ tlsFolder })
  const address = `127.0.0.1:${port}`
  const transports = [
    createGrpcTransport({ address, token: () => Promise.resolve('service'), security }),
    createGrpcTransport({ address, security }),
  ] as const
  const [carried, alone] = transports.map((transport) => createClient(ProfileServiceService, transport)) as [
    Profile,
    Profile,
  ]
  await carried.getMyProfile({}, alice)
  while (transports[0].carrying === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  return {
    address,
    security,
    pid: service.pid,
    carried,
    alone,
    async stop() {
      for (const transport of transports) transport.close()
      await service.kill()
    },
  }
}

/** Microseconds of CPU for each of many small calls. */
async function costOf({ pid }: Side, profile: Profile): Promise<number> {
  const until = performance.now() + Number(values.seconds) * 1_000
  const before = cpuSeconds([pid, process.pid])
  let calls = 0
  const lane = async (): Promise<void> => {
    for (; performance.now() < until; calls += 1) await profile.getMyProfile({}, alice)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return ((cpuSeconds([pid, process.pid]) - before) / calls) * 1e6
}

async function timeToConnect({ address, security }: Side): Promise<number> {
  const started = performance.now()
  for (let at = 0; at < connections; at += 1) {
    const transport = createGrpcTransport({ address, security })
    await createClient(ProfileServiceService, transport).getMyProfile({}, alice)
    transport.close()
  }
  return (performance.now() - started) / connections
}
