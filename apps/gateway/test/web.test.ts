import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { registerWebApp } from '../src/web/index.js'
import { startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

const outside = mkdtempSync(join(tmpdir(), 'kindred-web-'))
const folder = join(outside, 'dist')
const consoleFolder = join(outside, 'console')
const guideFolder = join(outside, 'guide')
let gateway: TestGateway

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(outside, 'secret.txt'), 'not for anybody')
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Kindred</title>')
  mkdirSync(consoleFolder)
  writeFileSync(join(consoleFolder, 'index.html'), '<!doctype html><title>Console</title>')
  mkdirSync(join(guideFolder, 'runbooks'), { recursive: true })
  for (const name of ['index', 'running', 'runbooks/index'])
    writeFileSync(join(guideFolder, `${name}.html`), `<title>${name}</title>`)
  writeFileSync(join(guideFolder, '.inputs'), 'of the build')
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(folder, 'assets', 'main-Ab12.js'), 'export {}')
  const simulatorUrl = 'http://127.0.0.1:8090/'
  const config = {
    webFolder: folder,
    consoleFolder,
    guideFolder,
    publicUrl: 'https://kindred.test',
    frameAncestors: ['http://127.0.0.1:8090'],
    simulatorUrl,
  }
  gateway = await startGateway({ rooms: [registerWebApp], config })
})
afterAll(async () => {
  await gateway.close()
  rmSync(outside, { recursive: true })
})

describe('the guide', () => {
  it.each([
    ['/guide/', 'index', 'no-store'],
    ['/guide/running.html', 'running', 'no-cache'],
    ['/guide/runbooks/', 'runbooks/index', 'no-cache'],
  ])('the guide has a file for each page: %s', async (url, title, cache) => {
    const { status, headers, body } = await send(gateway, { url })
    expect([status, body, headers['cache-control']]).toEqual([200, `<title>${title}</title>`, cache])
    expect(headers['content-security-policy']).toContain("script-src 'self';")
  })

  it.each([
    '/guide/nothing',
    '/guide/nothing.html',
    '/guide/runbooks',
    '/guide/.inputs',
    '/guide/..%2fsecret.txt',
  ])('the guide shows no other page in the place of one that is not there: %s', async (url) => {
    expect((await send(gateway, { url })).status).toBe(404)
  })
})

describe('the Mini App', () => {
  it.each(['/app/', '/app/?tgWebAppStartParam=x', '/app/chats/0190', '/app/index.html'])(
    'is shown at %s, and never an old one',
    async (url) => {
      const { status, headers, body } = await send(gateway, { url })
      expect(status).toBe(200)
      expect(body).toContain('<title>Kindred</title>')
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
      })
    },
  )

  it('says where it can be opened to people who came without Telegram', async () => {
    const { headers, body } = await send(gateway, { url: '/app/config.json' })
    expect(JSON.parse(body)).toEqual({ simulator_url: 'http://127.0.0.1:8090/' })
    expect(headers['cache-control']).toBe('no-store')
  })

  it('is led to with the query kept', async () => {
    const { status, headers } = await send(gateway, { url: '/app?tgWebAppStartParam=match' })
    expect([status, headers['location']]).toEqual([308, '/app/?tgWebAppStartParam=match'])
  })

  it('lets browsers keep what is named after its contents', async () => {
    const script = await send(gateway, { url: '/app/assets/main-Ab12.js' })
    expect(script.headers).toMatchObject({
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    const etag = script.headers['etag']
    const again = await send(gateway, { url: '/app/assets/main-Ab12.js', headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
    expect((await send(gateway, { url: '/app/icon.svg' })).headers['cache-control']).toBe(
      'public, max-age=3600',
    )
  })

  it('may be framed by Telegram and the simulator, and loads only what is its own', async () => {
    const { headers } = await send(gateway, { url: '/app/' })
    const policy = headers['content-security-policy']
    expect(policy).toContain(
      'frame-ancestors https://web.telegram.org https://*.telegram.org http://127.0.0.1:8090',
    )
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("connect-src 'self' wss://kindred.test;")
    expect(headers['x-frame-options']).toBeUndefined()
  })

  it('is alone in that', async () => {
    const { headers } = await send(gateway, { url: '/docs' })
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-frame-options']).toBe('DENY')
  })

  it.each(['assets/old-Cd34.js', '..%2fsecret.txt', '%2e%2e/secret.txt', 'x%00.js'])(
    'has nothing else at %s',
    async (path) => {
      const answer = await send(gateway, { url: `/app/${path}` })
      expect(answer).toMatchObject({ status: 404, json: { code: 'ROUTE_NOT_FOUND' } })
    },
  )

  it('has the console beside it, with pages and files of its own', async () => {
    for (const url of ['/console/', '/console/cases/0190']) {
      const { status, headers, body } = await send(gateway, { url })
      expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
      expect(body).toContain('<title>Console</title>')
      expect(headers['content-security-policy']).toContain('frame-ancestors https://web.telegram.org')
    }
    const led = await send(gateway, { url: '/console?x=1' })
    expect([led.status, led.headers['location']]).toEqual([308, '/console/?x=1'])
    for (const url of ['/console/assets/main-Ab12.js', '/console/config.json', '/console/..%2fsecret.txt'])
      expect((await send(gateway, { url })).status).toBe(404)
  })

  it('is not there without a build', async () => {
    const bare = await startGateway({
      rooms: [registerWebApp],
      config: { webFolder: join(outside, 'nowhere') },
    })
    expect((await send(bare, { url: '/app/' })).status).toBe(404)
    await bare.close()
  })
})
