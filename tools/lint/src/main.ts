// `npm run lint` runs this beside ESLint: no circle of imports, types included, between the rooms of an app, a lib or a tool.
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { importsWithin } from './imports.js'
import { findRoomCycles, type RoomCycle } from './room-cycles.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const sources = ['apps', 'libs', 'tools']
  .flatMap((kind) => readdirSync(root + kind).map((name) => `${kind}/${name}/src`))
  .filter((folder) => existsSync(root + folder))
const found = sources.flatMap((source) =>
  findRoomCycles(importsWithin(root + source)).map((cycle) => ({
    ...cycle,
    folder: cycle.folder === '' ? source : `${source}/${cycle.folder}`,
  })),
)

for (const cycle of found) process.stderr.write(describe(cycle))
if (found.length > 0) process.exitCode = 1
else process.stdout.write(`rooms: no circle in ${sources.length} projects\n`)

function describe({ folder, rooms, imports }: RoomCycle): string {
  const lines = imports.map(({ from, to }) => `  ${from} imports ${to}\n`)
  return `${folder}: ${rooms.join(', ')} import each other in a circle\n${lines.join('')}`
}
