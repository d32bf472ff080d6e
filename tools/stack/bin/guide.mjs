// `npm run guide -- <folder>`: writes the guide as a folder of pages, as `npm start` and the image of the web server have it.
import { join } from 'node:path'

import { bundleAll, checkout } from './bundle.mjs'
import { loadEsbuild } from './load-esbuild.mjs'

try {
  await bundleAll([{ folder: join(checkout, 'tools', 'guide') }], loadEsbuild)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
await import(new URL('../../guide/dist/main.js', import.meta.url))
