// `npm run upgrade-check`: which migrations a start of this version would run on the databases, and what each means for old instances and the disk.
import { runBundled } from './run-bundled.mjs'

import './require-node.mjs'

await runBundled('upgrade-check')
