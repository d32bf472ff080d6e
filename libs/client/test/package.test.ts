import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = new URL('../../..', import.meta.url).pathname
const project = mkdtempSync(join(tmpdir(), 'kindred-project-'))
const installed = join(project, 'node_modules', '@kindred', 'client')
const run = (command: string, args: readonly string[], cwd = project): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

beforeAll(() => {
  const file = run('node', ['libs/client/bin/pack.mjs', project], root).trim()
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'elsewhere', type: 'module' }))
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', file])
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

/** The code blocks of the README in a language. */
const blocksOf = (language: string): string[] =>
  readFileSync(join(installed, 'README.md'), 'utf8')
    .split(`\`\`\`${language}\n`)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf('```')))

function compile(settings: object): string {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    ...settings,
  }
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }))
  return run('node', [join(root, 'node_modules/typescript/bin/tsc'), '-p', project])
}

describe('the package of the client, installed in an empty project,', () => {
  it('brings code, types, a licence and what changed, and needs nothing else', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >
    expect(Object.keys(manifest)).toEqual(expect.arrayContaining(['name', 'version', 'license', 'engines']))
    expect(Object.keys(manifest).filter((key) => /dependencies|scripts|private/i.test(key))).toEqual([])
    expect(readdirSync(installed).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'package.json',
    ])
    expect(readFileSync(join(installed, 'CHANGELOG.md'), 'utf8')).toContain(
      `## ${String(manifest['version'])}\n`,
    )
  })

  it.each([
    ['NodeNext', { module: 'NodeNext', moduleResolution: 'NodeNext' }],
    ['a bundler', { module: 'ESNext', moduleResolution: 'Bundler' }],
  ])('gives the examples of its README their types for %s, library files checked', (_, resolution) => {
    const examples = blocksOf('ts')
    expect(examples.length).toBeGreaterThan(1)
    mkdirSync(join(project, 'src'), { recursive: true })
    for (const [at, text] of examples.entries()) writeFileSync(join(project, 'src', `example-${at}.ts`), text)
    expect(compile({ ...resolution, target: 'ES2022', lib: ['ES2022', 'DOM'] })).toBe('')
  })

  it('signs in, calls and tells a refusal on this Node', async () => {
    const server = createServer((request, response) => {
      const isSignIn = request.url === '/v1/auth/telegram'
      const tokens = { access_token: 'a', refresh_token: 'r', expires_in: 600 }
      const problem = {
        code: 'PROFILE_NOT_FOUND',
        detail: 'None.',
        title: 'None',
        status: 404,
        type: 'about:blank',
      }
      response.writeHead(isSignIn ? 200 : 404, {
        'content-type': isSignIn ? 'application/json' : 'application/problem+json',
      })
      response.end(JSON.stringify(isSignIn ? tokens : problem))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const program = `import { createClient } from '@kindred/client'
      const client = createClient({ baseUrl: 'http://127.0.0.1:${port}' })
      await client.signIn({ init_data: 'x' })
      console.log(await client.profile.getMyProfile().catch(({ code, status }) => code + ' ' + status))`
    const args = ['--input-type=module', '-e', program]
    const { stdout } = await promisify(execFile)('node', args, { cwd: project })
    server.close()
    expect(stdout.trim()).toBe('PROFILE_NOT_FOUND 404')
  })

  it('is bundled for a browser with nothing of Node in it', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export { createClient } from '@kindred/client'`, resolveDir: project },
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
    })
    const text = outputFiles[0]!.text
    expect(text).not.toMatch(/node:|\bprocess\.|\brequire\(|\bBuffer\b/)
    process.stdout.write(`the client in a browser: ${gzipSync(text).length} bytes, gzipped\n`)
  })
})
