import { describe, expect, it, vi } from 'vitest'

import { deploymentTimeout, useFakeServer, whyNoServer } from './deploy/use-fake-server.js'

vi.setConfig({ testTimeout: deploymentTimeout })
const services = ['auth', 'safety', 'profile', 'media', 'chat', 'discovery', 'notification']

describe.skipIf(whyNoServer !== undefined)(
  `deploy.sh${whyNoServer === undefined ? '' : ` (skipped: ${whyNoServer})`}`,
  () => {
    const { serverOf, bring, current, runs } = useFakeServer()

    it.each([
      [[], 'which server?'],
      [['me@server'], "--version has to be a tag of images, as 1.4.0; it is ''."],
      [['me@server', '--version'], '--version wants a value.'],
      [['me@server', '--version', '1.0; rm -rf /'], '--version has to be a tag of images'],
      [['me@server', '--rollback', '--version', '1'], 'leave --version out'],
      [['me@server', 'you@server', '--version', '1'], 'one server at a time'],
      [['-oProxyCommand=id', '--version', '1'], 'there is no option'],
      [['me@server', '--version', '1', '--folder', '$(id)'], '--folder may have letters'],
      [['me@server', '--version', '1', '--registry', 'ghcr.io/me'], '--registry ends with a slash'],
      [['me@server', '--version', '1', '--key', '/nowhere'], 'there is no key /nowhere.'],
    ])('refuses %j and says what to do', async (args, words) => {
      const { code, text } = await serverOf().deploy(...args)
      expect(code).toBe(2)
      expect(text).toContain(words)
      expect(serverOf().calls()).toEqual([])
    })

    it('builds an image of every app and one of the pages, and wants a version that may be a tag', async () => {
      expect(await serverOf().build('1.0.0')).toMatchObject({ code: 0 })
      const apps = [...services, 'gateway', 'bot'].map(
        (app) => `build kindred-${app}:1.0.0 --build-arg APP=${app} .`,
      )
      expect(serverOf().calls().toSorted()).toEqual(
        [...apps, 'build kindred-web:1.0.0 --target web .'].toSorted(),
      )
      const refused = await serverOf().build('1.0 0')
      expect(refused).toMatchObject({ code: 2 })
      expect(refused.text).toContain('give a version that may be a tag of images')
    })

    it('names every setting that is missing on the server before anything starts', async () => {
      const lines = serverOf()
        .read('.env')
        .replace(/^BOT_TOKEN=.+$/m, '')
        .replace(/^AUTH_KEY_SECRET=.+$/m, '')
      serverOf().write('.env', lines)
      const { code, text } = await bring('1.0.0')
      expect({ code, text }).toMatchObject({ code: 2 })
      expect(text).toContain('/.env has no value for: AUTH_KEY_SECRET BOT_TOKEN. Nothing was changed.')
      expect(serverOf().calls()).toEqual([])
    })

    it('names the files of COMPOSE_FILE that a deployment does not bring', async () => {
      const files = 'docker-compose.yml:docker/compose.tls.yml:docker/compose.waf.yml'
      serverOf().write('.env', `${serverOf().read('.env')}COMPOSE_FILE=${files}\n`)
      const { code, text } = await bring('1.0.0')
      expect({ code, text }).toMatchObject({ code: 2 })
      expect(text).toContain('no deployment brings it: docker/compose.waf.yml. Nothing was changed.')
      expect(serverOf().calls()).toEqual([])
    })

    it('starts everything on a new server, and keeps which version runs for `docker compose` by hand', async () => {
      const { code, text } = await bring('1.0.0')
      expect({ code, text }).toMatchObject({ code: 0 })
      const calls = serverOf().calls()
      expect(calls.filter((call) => call.startsWith('load '))).toHaveLength(10)
      expect(calls.filter((call) => call.startsWith('start '))).toHaveLength(10)
      expect(calls.at(-1)).toBe('smoke 1.0.0')
      expect(serverOf().read('.env')).toMatch(/^KINDRED_VERSION=1\.0\.0$/m)
      expect(current()).toBe('1.0.0')
    })

    it('migrates all first, then replaces one app after the other, the new one up before the old one goes', async () => {
      await runs('1.0.0')
      serverOf().let('pending', services.map((app) => `${app} 0042-more`).join('\n'))
      const { code, text } = await bring('1.1.0')
      expect({ code, text }).toMatchObject({ code: 0 })
      const calls = serverOf()
        .calls()
        .filter((call) => !call.startsWith('load '))
      expect(calls.slice(0, 7)).toEqual(services.map((app) => `${app} migrate`))
      const rolled = services.flatMap((app) => [`start ${app} 1.1.0`, `stop ${app} 1.0.0`])
      expect(calls.slice(7, 21)).toEqual(rolled)
      expect(calls.slice(21, 24)).toEqual([
        'start gateway 1.1.0',
        expect.stringMatching(/^web without address-of-gateway/),
        'stop gateway 1.0.0',
      ])
      expect(calls.slice(24, 26)).toEqual(['stop bot 1.0.0', 'start bot 1.1.0'])
      expect(calls.slice(26, 28)).toEqual([
        expect.stringMatching(/^web install 1\.1\.0-/),
        expect.stringMatching(/^web uses 1\.1\.0-/),
      ])
      expect([current(), serverOf().read('deployments/previous').trim()]).toEqual(['1.1.0', '1.0.0'])
    })

    it('goes back by itself when an instance does not get healthy, and touches no app after it', async () => {
      await runs('1.0.0')
      serverOf().let('unhealthy', 'profile 1.1.0')
      const { code, text } = await bring('1.1.0')
      expect({ code, text }).toMatchObject({ code: 1 })
      expect(text).toContain('rolled back: 1.0.0 runs')
      const calls = serverOf().calls()
      expect(calls).toEqual(
        expect.arrayContaining(['start auth 1.0.0', 'stop auth 1.1.0', 'stop profile 1.1.0']),
      )
      expect(calls).not.toContain('stop profile 1.0.0')
      expect(calls.indexOf('stop profile 1.1.0')).toBeLessThan(calls.indexOf('start auth 1.0.0'))
      expect(calls.filter((call) => call.includes('media') && call.startsWith('start'))).toEqual([])
      expect(current()).toBe('1.0.0')
      expect(serverOf().read('.env')).toMatch(/^KINDRED_VERSION=1\.0\.0$/m)
    })

    it('goes back by itself when the smoke test fails', async () => {
      await runs('1.0.0')
      serverOf().let('smoke-fails', '1.1.0')
      const { code, text } = await bring('1.1.0')
      expect({ code, text }).toMatchObject({ code: 1 })
      expect(text).toContain('rolled back: 1.0.0 runs')
      expect(
        serverOf()
          .calls()
          .filter((call) => /^stop \w+ 1\.1\.0$/.test(call)),
      ).toHaveLength(9)
      expect(current()).toBe('1.0.0')
    })

    it('refuses migrations that break old instances, unless they may stop meanwhile; then there is no way back by itself', async () => {
      await runs('1.0.0')
      serverOf().let('pending', 'auth 0006-logins breaks: sign-ins')
      const refused = await bring('1.1.0')
      expect(refused).toMatchObject({ code: 1 })
      expect(refused.text).toContain('deploy with --pause')
      expect(
        serverOf()
          .calls()
          .filter((call) => /^(start|stop) |migrate$/.test(call)),
      ).toEqual([])

      serverOf().let('smoke-fails', '1.1.0')
      const { code, text } = await bring('1.1.0', '--pause')
      expect({ code, text }).toMatchObject({ code: 1 })
      expect(text).toContain('no way back by itself')
      const calls = serverOf().calls()
      expect(calls.indexOf('stop auth 1.0.0')).toBeLessThan(calls.indexOf('auth migrate'))
      expect(calls).not.toContain('start auth 1.0.0')
    })

    it('follows on when the connection breaks', async () => {
      serverOf().let('cut', 'once')
      const { code, text } = await bring('1.0.0')
      expect({ code, text }).toMatchObject({ code: 0 })
      expect(text).toContain('the connection broke, the server goes on')
      expect(text.match(/1\.0\.0 runs/g)).toHaveLength(1)
    })

    it('takes the version before again when told to, and keeps two versions', async () => {
      for (const version of ['1.0.0', '1.1.0', '1.2.0']) await runs(version)
      expect(await serverOf().deploy('me@server', '--rollback')).toMatchObject({ code: 0 })
      expect(current()).toBe('1.1.0')
      expect(
        serverOf()
          .calls()
          .filter((call) => call.endsWith('migrate')),
      ).toEqual([])
      expect(serverOf().read('deployments/releases/1.0.0/docker-compose.yml')).toBe('')
      expect(serverOf().read('deployments/releases/1.2.0/docker-compose.yml')).not.toBe('')
      const { text } = await serverOf().deploy('me@server', '--status')
      expect(text).toContain('current: 1.1.0\nprevious: 1.2.0')
    })
  },
)
