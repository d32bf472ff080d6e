// `npm run storage`: how large everything is that a Kindred keeps, and what its rules will remove.
import { runBundled } from './run-bundled.mjs'

import './require-node.mjs'

await runBundled('storage')
