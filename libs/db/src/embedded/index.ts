export { provisionDatabase } from '../provision-database.js'
export { type EmbeddedOptions, type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.js'
