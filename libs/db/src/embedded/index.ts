export { accountFor } from './account.js'
export { findBinaries } from './binaries.js'
export { UnreachableData } from './passage.js'
export { findPostmaster, isAlive } from './postmaster.js'
export { provisionDatabase, removeProvisioned } from '../provision-database.js'
export {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from './start-embedded-postgres.js'
