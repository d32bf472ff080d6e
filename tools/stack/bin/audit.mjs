// `npm run audit -- verify`: whether the audit record is whole; `npm run audit -- protect`: puts it out of the service's own reach.
import { runBundled } from './run-bundled.mjs'

import './require-node.mjs'

await runBundled('audit')
