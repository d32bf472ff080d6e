import { fileURLToPath } from 'node:url'

import { checkAddress } from './address/index.js'
import { checkDatabase } from './preflight/database.js'
import { type Finding, preflight } from './preflight/index.js'
import { readStartConfig } from './read-config.js'
import { failurePrinted } from './report.js'
import { StartFailure } from './start-failure.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const args = process.argv.slice(2)

try {
  const findings = args[0] === '--url' ? await ofAddress(args[1] ?? '') : await ofThisMachine()
  for (const found of findings) {
    process.stdout.write(
      found.ok
        ? `  ✓ ${found.name.padEnd(12)} ${found.detail}\n`
        : `  ✗ ${found.name.padEnd(12)} ${found.advice}\n`,
    )
  }
  process.exitCode = findings.every((found) => found.ok) ? 0 : 1
} catch (error) {
  process.exitCode = failurePrinted(error)
}

async function ofThisMachine(): Promise<Finding[]> {
  const config = readStartConfig(process.env, args, checkout)
  return [...(await preflight(config)), await checkDatabase(config)]
}

async function ofAddress(address: string): Promise<Finding[]> {
  if (!/^https?:/.test(address) || !URL.canParse(address))
    throw new StartFailure('Say which address: npm run doctor -- --url https://kindred.example')
  const { BOT_TOKEN: botToken, TELEGRAM_API_ROOT: telegramRoot = 'https://api.telegram.org' } = process.env
  return checkAddress({ url: new URL(address), botToken, telegramRoot, nowMs: Date.now() })
}
