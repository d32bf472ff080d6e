// `node tools/stack/bin/bundle-app.mjs apps/chat`: makes dist/main.js of one app, as `npm start -- --processes` does for all, and what else of it has a main.
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { bundleAll, checkout } from './bundle.mjs'
import { loadEsbuild } from './load-esbuild.mjs'

const folder = resolve(checkout, process.argv[2])
const rooms = readdirSync(join(folder, 'src')).filter((room) =>
  existsSync(join(folder, 'src', room, 'main.ts')),
)
const names = ['main', ...rooms.map((room) => `${room}/main`)]
await bundleAll(
  names.map((name) => ({ folder, name })),
  loadEsbuild,
)
