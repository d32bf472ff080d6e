// `npm run doctor`: what `npm start` checks before it starts, and nothing else.
import { loadEsbuild } from './load-esbuild.mjs'

import './require-node.mjs'

const { bundle, stack } = await import('./bundle.mjs')
const esbuild = await loadEsbuild()
bundle(esbuild, stack, 'doctor')
await esbuild.stop()
process.setSourceMapsEnabled(true)
await import('../dist/doctor.js')
