import { describe, expect, it, vi } from 'vitest'

import { deploymentTimeout, useFakeServer, whyNoServer } from './deploy/use-fake-server.js'

vi.setConfig({ testTimeout: deploymentTimeout })
const patience = { timeout: 300_000 }

describe.skipIf(whyNoServer !== undefined)('deploy.sh that is disturbed', () => {
  const { serverOf, bring, current, runs } = useFakeServer()

  it('migrates only what has something to migrate', async () => {
    await runs('1.0.0')
    serverOf().let('pending', 'chat 0042-more')
    expect(await bring('1.1.0')).toMatchObject({ code: 0 })
    expect(
      serverOf()
        .calls()
        .filter((call) => call.endsWith('migrate')),
    ).toEqual(['chat migrate'])
  })

  it('goes back by itself when an instance ends again and again, and leaves nothing of it', async () => {
    await runs('1.0.0')
    serverOf().let('crashing', 'media 1.1.0')
    const { code, text } = await bring('1.1.0')
    expect({ code, text }).toMatchObject({ code: 1 })
    expect(text).toContain('media: not healthy. Its last words:\nthe last words')
    expect(text).toContain('rolled back: 1.0.0 runs')
    expect(
      serverOf()
        .calls()
        .filter((call) => call.includes(' media ')),
    ).toEqual(['start media 1.1.0', 'stop media 1.1.0'])
  })

  it('takes away what ends again and again before anything starts beside it', async () => {
    await runs('1.0.0')
    serverOf().let('crashing', 'media 1.0.0')
    expect(await bring('1.1.0')).toMatchObject({ code: 0 })
    expect(
      serverOf()
        .calls()
        .filter((call) => call.includes(' media ')),
    ).toEqual(['stop media 1.0.0', 'start media 1.1.0'])
  })

  it('keeps an old instance that has ended before until the new one serves, though it does not answer at once', async () => {
    await runs('1.0.0')
    serverOf().let('stumbling', 'media 1.0.0')
    expect(await bring('1.1.0')).toMatchObject({ code: 0 })
    expect(
      serverOf()
        .calls()
        .filter((call) => call.includes(' media ')),
    ).toEqual(['start media 1.1.0', 'stop media 1.0.0'])
  })

  it('makes an instance anew that the engine made and did not start', async () => {
    await runs('1.0.0')
    serverOf().let('refused', 'media')
    const { code, text } = await bring('1.1.0')
    expect({ code, text }).toMatchObject({ code: 0 })
    expect(text).toContain('media: the engine refused')
    expect(
      serverOf()
        .calls()
        .filter((call) => call.includes(' media ')),
    ).toEqual(['stop media 1.1.0', 'start media 1.1.0', 'stop media 1.0.0'])
  })

  it('lets one deployment run at a time', async () => {
    await runs('1.0.0')
    serverOf().let('hold', 'media')
    const first = bring('1.1.0')
    await vi.waitFor(() => expect(serverOf().calls()).toContain('start media 1.1.0'), patience)
    const second = await bring('1.2.0')
    expect(second).toMatchObject({ code: 2 })
    expect(second.text).toContain('version 1.1.0 is under way')
    serverOf().let('hold', '')
    expect(await first).toMatchObject({ code: 0 })
    expect(current()).toBe('1.1.0')
  })

  it('does what is left after a server was cut off in the middle', async () => {
    await runs('1.0.0')
    serverOf().let('hold', 'media')
    const first = bring('1.1.0')
    await vi.waitFor(() => expect(serverOf().calls()).toContain('start media 1.1.0'), patience)
    await serverOf().cutPower()
    serverOf().let('hold', '')
    expect(await first).toMatchObject({
      code: 2,
      text: expect.stringContaining('deploy the same version again'),
    })
    serverOf().calls()
    expect(await bring('1.1.0')).toMatchObject({ code: 0 })
    const started = serverOf()
      .calls()
      .filter((call) => call.startsWith('start '))
    expect(started).toEqual(
      ['chat', 'discovery', 'notification', 'gateway', 'bot'].map((app) => `start ${app} 1.1.0`),
    )
  })
})
