// `npm run certs -- <folder>`: an authority for trials and a folder with its certificate for each app.
import { runBundled } from './run-bundled.mjs'

import './require-node.mjs'

await runBundled('certs')
