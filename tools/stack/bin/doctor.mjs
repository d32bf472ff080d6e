// `npm run doctor`: what `npm start` checks before it starts, and nothing else.
import './require-node.mjs'
import { loadEsbuild } from './load-esbuild.mjs'

const { bundleOptions, stack } = await import('./bundle.mjs')
const esbuild = await loadEsbuild()
esbuild.buildSync(bundleOptions(stack, 'doctor'))
process.setSourceMapsEnabled(true)
await import('../dist/doctor.js')
