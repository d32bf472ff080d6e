// `npm run backup -- <folder or bucket>`: all databases, photos and secrets of a Kindred, while it runs.
import { runBundled } from './run-bundled.mjs'

import './require-node.mjs'

await runBundled('backup')
