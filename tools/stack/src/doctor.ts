import { parseArgs } from 'node:util'

import { checkAddress } from './address/index.js'
import { checkout, print, runCommand } from './command.js'
import { checkDatabase } from './preflight/database.js'
import { type Finding, preflight } from './preflight/index.js'
import { readStartConfig } from './read-config.js'
import { StartFailure } from './start-failure.js'

const usage = `Usage: npm run doctor [-- --url ADDRESS]

  npm run doctor                                    what a start here would check; starts nothing
  npm run doctor -- --url https://kindred.example   what people's devices, Telegram and proxies find at a Kindred that runs

Each line says what is well (✓) or what to do (✗); ends with 1 when something is to be done. The settings are those of npm start.
`

await runCommand({ usage, run: main })

async function main(args: readonly string[]): Promise<number> {
  const findings = args[0] === '--url' ? await ofAddress(args[1] ?? '') : await ofThisMachine(args)
  for (const found of findings) {
    print(
      found.ok
        ? `  ✓ ${found.name.padEnd(12)} ${found.detail}\n`
        : `  ✗ ${found.name.padEnd(12)} ${found.advice}\n`,
    )
  }
  return findings.every((found) => found.ok) ? 0 : 1
}

async function ofThisMachine(args: readonly string[]): Promise<Finding[]> {
  refuseUnknown(args)
  const config = readStartConfig(process.env, args, checkout)
  return [...(await preflight(config)), await checkDatabase(config)]
}

/** The flags of a start say what it would check. */
function refuseUnknown(args: readonly string[]): void {
  const options = { instances: { type: 'string' }, processes: { type: 'boolean' } } as const
  try {
    parseArgs({ args: [...args], options })
  } catch (error) {
    throw new StartFailure(`${(error as Error).message.split('\n')[0]}. See npm run doctor -- --help.`)
  }
}

async function ofAddress(address: string): Promise<Finding[]> {
  if (!/^https?:/.test(address) || !URL.canParse(address))
    throw new StartFailure('Say which address: npm run doctor -- --url https://kindred.example')
  const { BOT_TOKEN: botToken, TELEGRAM_API_ROOT: telegramRoot = 'https://api.telegram.org' } = process.env
  return checkAddress({ url: new URL(address), botToken, telegramRoot, nowMs: Date.now() })
}
