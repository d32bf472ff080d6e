import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { operations as clientOperations } from '@kindred/client'

import { type Operation, readOperations } from './operations.js'
import { openTarget } from './target.js'

const redocly = fileURLToPath(new URL('../../../node_modules/.bin/redocly', import.meta.url))

let target: Awaited<ReturnType<typeof openTarget>>
let operations: Operation[]
beforeAll(async () => {
  target = await openTarget()
  operations = await readOperations(target.url)
})
afterAll(() => target.close())

describe('/openapi.json', () => {
  it("/openapi.json passes the linter's recommended rules", { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kindred-openapi-'))
    const file = join(folder, 'openapi.json')
    writeFileSync(file, await (await fetch(`${target.url}/openapi.json`)).text())
    const env = {
      ...process.env,
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
      NO_COLOR: '1',
    }
    const args = ['lint', file, '--extends', 'recommended', '--format', 'json']
    const { stdout } = await promisify(execFile)(redocly, args, { cwd: folder, env, timeout: 50_000 }).catch(
      (error: { stdout: string }) => error,
    )
    rmSync(folder, { recursive: true })
    const { problems } = JSON.parse(stdout) as { problems: { ruleId: string; message: string }[] }
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([])
  })

  it('/openapi.json has every operation of the client, and the client every one of its', () => {
    const mine = Object.entries(clientOperations).flatMap(([, methods]) =>
      Object.entries(methods).map(([name, [verb, template]]) => `${name} ${verb} ${template}`),
    )
    const theirs = operations.map(
      ({ id, verb, template }) => `${id[0]?.toLowerCase()}${id.slice(1)} ${verb} ${template}`,
    )
    // Bytes are uploadPhoto(), submitVideoNote() and readVideoNote(), and addresses inside the photos and the export; health is for operators.
    const others = [
      'uploadPhoto POST /v1/media',
      'downloadPhoto GET /v1/media/{media_id}/{size}',
      'downloadExport GET /v1/account/exports/{export_id}/{key}',
      'submitVerification POST /v1/safety/verifications/{verification_id}/video',
      'readVerificationVideo GET /v1/moderation/cases/{case_id}/video',
      'getHealth GET /health',
    ]
    expect(theirs.sort()).toEqual([...mine, ...others].sort())
  })

  it('/openapi.json names every operation once', () => {
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
  })
})

describe('/docs', () => {
  it('/docs loads nothing from outside', async () => {
    const loaded = new Set<string>()
    const waiting = ['/docs']
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (loaded.has(path)) continue
      loaded.add(path)
      const response = await fetch(target.url + path)
      expect(`${path} ${response.status}`).toBe(`${path} 200`)
      const text = await response.text()
      const found = addressesIn(text, response.headers.get('content-type') ?? '')
      expect(found.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([])
      waiting.push(...found.filter((address) => address.startsWith('/')))
    }
    expect(loaded.size).toBeGreaterThanOrEqual(5)
  })

  it('/docs forbids the browser to load anything from outside', async () => {
    const policy = (await fetch(`${target.url}/docs`)).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/https?:|\*/)
    const sources = policy.split(';').flatMap((rule) => rule.trim().split(' ').slice(1))
    expect(
      sources.filter((source) => !["'self'", "'none'", "'unsafe-inline'", 'data:'].includes(source)),
    ).toEqual([])
  })
})

/** What a page, a style sheet or our own script makes a browser load. */
function addressesIn(text: string, contentType: string): string[] {
  const patterns = contentType.includes('html')
    ? [/(?:src|href)="([^"]+)"/g]
    : contentType.includes('css')
      ? [/url\(["']?([^"')]+)["']?\)/g, /@import\s+["']([^"']+)["']/g]
      : [/\burl: '([^']+)'/g]
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)].map(([, address = '']) => address))
    .filter((address) => !address.startsWith('data:'))
}
