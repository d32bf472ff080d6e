// `npm run rpc -- profile.GetMyProfile '{}' --as alice`: calls an RPC of a running Kindred; alone it lists what there is.
import { runBundled } from './run-bundled.mjs'

import './require-node.mjs'

await runBundled('rpc')
