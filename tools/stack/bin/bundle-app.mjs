// `node tools/stack/bin/bundle-app.mjs apps/chat`: makes dist/main.js of one app, as `npm start -- --processes` does for all.
import { resolve } from 'node:path'

import { bundleAll, checkout } from './bundle.mjs'
import { loadEsbuild } from './load-esbuild.mjs'

await bundleAll([{ folder: resolve(checkout, process.argv[2]) }], loadEsbuild)
