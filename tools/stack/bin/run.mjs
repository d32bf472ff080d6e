// What `npm run dev` runs again after each change: the bundles that are there.
import { openDoor } from './door.mjs'

process.stdout.write('Kindred\n\n')
const door = openDoor(process.env)
const { main } = await import('../dist/main.js')
await main({ door, bundleMs: 0 })
