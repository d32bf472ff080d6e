import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const cli = join(import.meta.dirname, '../../../node_modules/.bin/redocly')
const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' }

/** What the recommended rules of the Redocly linter say against an OpenAPI or AsyncAPI document: rule, message and place of each. */
export async function lintDocument(
  document: object,
  skippedRules: readonly string[] = [],
): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-document-'))
  try {
    await writeFile(join(folder, 'document.json'), JSON.stringify(document))
    const skipped = skippedRules.flatMap((rule) => ['--skip-rule', rule])
    const args = ['lint', 'document.json', '--extends', 'recommended', '--format', 'json', ...skipped]
    const options = { cwd: folder, env: { ...process.env, ...quiet }, timeout: 60_000 }
    // It fails when it has something to say.
    const { stdout } = await promisify(execFile)(cli, args, options).catch(
      (error: { stdout: string }) => error,
    )
    const { problems } = JSON.parse(stdout) as {
      problems: { ruleId: string; message: string; location: unknown }[]
    }
    return problems.map(({ ruleId, message, location }) => [ruleId, message, JSON.stringify(location)])
  } finally {
    await rm(folder, { recursive: true })
  }
}
