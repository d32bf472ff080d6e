// `npm run restore -- <folder or bucket>`: brings a backup back.
import { runBundled } from './run-bundled.mjs'

import './require-node.mjs'

await runBundled('restore')
