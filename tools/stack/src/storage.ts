import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { directConfig } from './backup/config.js'
import { openTarget } from './backup/target.js'
import { checkout, print, runCommand } from './command.js'
import { readStartConfig } from './read-config.js'
import { StartFailure } from './start-failure.js'
import { measureFolder, measureLog, measureTables } from './storage/measure.js'
import { type Sizes, storageReport } from './storage/report.js'

const usage = `Usage: npm run storage [-- --all] [-- --backups FOLDER]

How large the tables, photos, the write-ahead log and backups of a Kindred are, what ends the rows of each table, and what the rules
are about to remove. The settings are those of npm start.

  --all              every table instead of the largest
  --backups FOLDER   where npm run backup puts them
`

await runCommand({ usage, run: main })

async function main(args: readonly string[]): Promise<number> {
  const { all, backups } = parse(args)
  const config = directConfig(readStartConfig(process.env, [], checkout))
  const target = await openTarget(config)
  try {
    const { inherited, dataDir } = config
    const photos = inherited['MEDIA_S3_URL']
      ? undefined
      : (inherited['MEDIA_FOLDER'] ?? join(dataDir, 'media'))
    const sizes: Sizes = {
      tables: await measureTables(target),
      log: await measureLog(target.adminUrl ?? target.urls.auth),
      photos: photos === undefined ? undefined : await measureFolder(photos),
      backups: backups === undefined ? undefined : await measureFolder(backups),
    }
    print(storageReport(sizes, { all: all === true }))
    return 0
  } finally {
    await target.close()
  }
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({ args: [...args], options: { all: flag, backups: { type: 'string' } } }).values
  } catch (error) {
    throw new StartFailure(`${(error as Error).message.split('\n')[0]}. See npm run storage -- --help.`)
  }
}
