// Started by jobs.test.ts as another process: takes a job's lock, says so, and holds it.
import { openDatabase } from '@kindred/db'

import { createJobs } from '../src/jobs.ts'

const [url] = process.argv.slice(2)
const silent = () => undefined
const log = { debug: silent, info: silent, warn: silent, error: silent }
const { db } = openDatabase({ url, name: 'holder', log })
const job = {
  name: 'held',
  alone: true,
  everyMs: 1,
  run: () => new Promise(() => process.stdout.write('holding\n')),
}
createJobs({ db, jobs: [job], context: undefined, log, leaseMs: 1_000 }).start()
