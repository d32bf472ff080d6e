import { statfsSync } from 'node:fs'

import { checkout, print, runCommand } from './command.js'
import { serviceNames } from './names.js'
import { listAllPending } from './pending.js'
import { readStartConfig } from './read-config.js'
import { openServiceUrls } from './service-urls.js'

const usage = `Usage: npm run upgrade-check

Which migrations this version would run on the databases that are there, and whether instances of the version before can run on beside it;
ends with 1 when some cannot. Changes nothing. The settings are those of npm start.
`

await runCommand({ usage, run: main })

/** 0: old instances may run on beside the new ones; 1: some of these migrations break them. */
async function main(): Promise<number> {
  const config = readStartConfig(process.env, [], checkout)
  const { urlOf, close } = await openServiceUrls(config, serviceNames)
  try {
    const pending = await listAllPending(urlOf, config.dataDir)
    const breaking = pending.filter((line) => line.includes(' breaks: '))
    const megabytes = sum(pending.map((line) => Number(/\((\d+) MB\)/.exec(line)?.[1] ?? 0)))
    for (const line of pending) print(`${line}\n`)
    print(
      `${pending.length} migrations would run. Tables that are written anew are locked meanwhile and need ${megabytes} MB more on the database's disk${builtIn(config)}.\n`,
    )
    print(
      breaking.length === 0
        ? 'Instances of the version before can run on beside it.\n'
        : `${breaking.length} of them break instances of the version before: stop those services first, and make a backup, since there is no way back.\n`,
    )
    return breaking.length === 0 ? 0 : 1
  } finally {
    await close()
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

/** How much room there is, where the database is on this machine. */
function builtIn({ adminUrl, databaseUrls, dataDir }: ReturnType<typeof readStartConfig>): string {
  if (adminUrl !== undefined || Object.keys(databaseUrls).length > 0) return ''
  const { bavail, bsize } = statfsSync(dataDir)
  return `, which has ${Math.floor((bavail * bsize) / 1_000_000)} MB left`
}
