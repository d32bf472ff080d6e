import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { TestProject } from 'vitest/node'

import { startEmbeddedPostgres } from '@kindred/db/embedded'

import type {} from './test-database.js'

/** Starts one fast PostgreSQL for the whole run; it ends with the run, however that ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-test-'))
  const postgres = await startEmbeddedPostgres({ folder, durable: false, guard: 'remove' })
  project.provide('postgresUrl', postgres.url)
  return () => postgres.stop()
}
