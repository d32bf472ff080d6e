export { addresses, reachable } from './addresses.js'
