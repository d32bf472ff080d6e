import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { expect, it } from 'vitest'

import { loadContract } from '@kindred/rpc'

import { openApiDocument } from '../src/docs/openapi.js'
import { deriveRoutes } from '../src/transcoding/index.js'

const contract = loadContract()
const document = openApiDocument(contract, deriveRoutes(contract), { version: '1.2.3', publicUrl: '' })

it('passes the recommended rules of the Redocly linter without an error or a warning', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-openapi-'))
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(document))
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' }
  const cli = join(import.meta.dirname, '../../../node_modules/.bin/redocly')
  const args = ['lint', 'openapi.json', '--extends', 'recommended', '--format', 'json']
  const { stdout } = await promisify(execFile)(cli, args, { cwd: folder, env, timeout: 60_000 }).catch(
    (error: { stdout: string }) => error,
  )
  await rm(folder, { recursive: true })
  const { problems } = JSON.parse(stdout) as { problems: { ruleId: string; message: string; location: unknown }[] }
  expect(
    problems.map(({ ruleId, message, location }) => ({ ruleId, message, location: JSON.stringify(location) })),
  ).toEqual([])
}, 90_000)
