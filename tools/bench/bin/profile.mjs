// Loaded into each process of a measured Kindred: writes into BENCH_PROFILE_FOLDER what its CPU did, for a browser's developer tools.
// NODE_OPTIONS takes an import, but not --cpu-prof.
import { mkdirSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { basename, dirname, join } from 'node:path'

const folder = process.env.BENCH_PROFILE_FOLDER
const session = new Session()
session.connect()
session.post('Profiler.enable')
session.post('Profiler.start')
process.on('exit', () => {
  session.post('Profiler.stop', (error, stopped) => {
    if (error !== null) return
    const name = basename(dirname(dirname(process.argv[1] ?? 'node/dist/main.js')))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${name}-${process.pid}.cpuprofile`), JSON.stringify(stopped.profile))
  })
})
