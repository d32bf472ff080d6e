// `npm run guide -- <folder>`: writes the guide as a folder of pages, as `npm start` and the image of the web server have it.
import { runBundled } from './run-bundled.mjs'

import './require-node.mjs'

await runBundled('main', {
  folder: 'tools/guide',
  usage: `Usage: npm run guide -- FOLDER

Writes the guide, the pages of docs/ with a search, as a folder for any web server.
`,
})
