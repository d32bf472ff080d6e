import { readCertsOptions, usage } from './certs/options.js'
import { runCerts } from './certs/run.js'
import { print, runCommand } from './command.js'

await runCommand({ usage, run: main })

function main(args: readonly string[]): Promise<number | undefined> {
  const options = readCertsOptions(args)
  if (options === undefined) return Promise.resolve(undefined)
  print(`${runCerts(options)}\n`)
  return Promise.resolve(0)
}
