// `npm run doctor`: what `npm start` checks before it starts, and nothing else.
import { runBundled } from './run-bundled.mjs'

import './require-node.mjs'

await runBundled('doctor')
