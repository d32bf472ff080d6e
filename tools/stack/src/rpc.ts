import { AppError } from '@kindred/kernel'
import { openSecurity } from '@kindred/rpc'
import { createLog } from '@kindred/runtime'

import { checkout, print, runCommand } from './command.js'
import { tlsFolderOf } from './environment.js'
import { readStartConfig } from './read-config.js'
import { failurePrinted } from './report.js'
import { appOf, callerOf, metadataOf } from './rpc/caller.js'
import { describeMethod, describeService, listServices, loadProtos } from './rpc/catalogue.js'
import { invoke } from './rpc/invoke.js'
import { readOptions, usage } from './rpc/options.js'

const failed = (error: unknown): number =>
  error instanceof AppError ? refused(error) : failurePrinted(error)

await runCommand({ usage, run: main, failed })

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  const protos = loadProtos(checkout)
  if (options.service === undefined) return said(listServices(protos))
  if (options.method === undefined) return said(describeService(protos, options.service))
  if (options.describe) return said(describeMethod(protos, options.service, options.method))
  const config = readStartConfig(process.env, [], checkout)
  const caller = await callerOf(options, config)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const address = options.address ?? `127.0.0.1:${config.ports.rpc[options.service]}`
  const log = createLog({ name: 'rpc', level: 'error', pretty: true })
  const security = openSecurity(tlsFolderOf(appOf(options), config.inherited), log)
  const call = {
    ...options,
    service: options.service,
    method: options.method,
    address,
    metadata: metadataOf(caller),
    security,
  }
  try {
    for await (const answer of invoke(protos, call, stop.signal)) said(JSON.stringify(answer, null, 2))
  } finally {
    security?.close()
    await caller.end()
  }
  return 0
}

function said(text: string): number {
  print(`${text}\n`)
  return 0
}

/** An answer of the service that is a refusal, as people and scripts read it. */
function refused({ code, detail, fields }: AppError): number {
  const lines = [
    `${code}: ${detail}`,
    ...fields.map((field) => `  ${field.pointer} ${field.code}: ${field.detail}`),
  ]
  process.stderr.write(`${lines.join('\n')}\n`)
  return 1
}
