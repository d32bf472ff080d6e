import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { buildImages, whyNoContainers } from './container-images.js'
import { type Figures, type Load, startLoad } from './deploy/load.js'
import { createServer, type Deployment, type Ended, type Server } from './deploy/server.js'
import { timingsOf } from './deploy/timings.js'
import { diesAtStart, makeVersion, replaceIn } from './deploy/versions.js'
import { meetAndTalk } from './meet-and-talk.js'
import { fetchTls, getTls } from './tls-client.js'

const why = whyNoContainers('sshd', 'ssh-keyscan', 'ssh-agent')
const patience = { timeout: 900_000, interval: 500 }

/** New pages, so that it can be told from the first version. */
const pagesOf = (version: string) =>
  replaceIn('usr/share/nginx/kindred/app/index.html', '</head>', `<!-- pages of ${version} --></head>`)

describe.skipIf(why !== undefined)(
  `deploy.sh on a server${why === undefined ? '' : ` (skipped: ${why})`}`,
  () => {
    let server: Server
    let load: Load | undefined
    beforeAll(async () => {
      const images = await buildImages()
      await makeVersion(images, '2.0.0', { web: pagesOf('2.0.0') })
      await makeVersion(images, '3.0.0', { media: diesAtStart, web: pagesOf('3.0.0') })
      const refusesSignIns = replaceIn('kindred/apps/auth/dist/main.js', 'WebAppData', 'WebAppDate')
      await makeVersion(images, '4.0.0', { auth: refusesSignIns, web: pagesOf('4.0.0') })
      await makeVersion(images, '5.0.0', { web: pagesOf('5.0.0') })
      server = await createServer(images)
    }, 3_600_000)
    afterAll(async () => {
      await load?.stop().catch(() => undefined)
      await server?.remove()
    }, 600_000)

    const bring = (version: string): Deployment => server.deploy('--version', version)
    const says = ({ text }: Deployment, words: string): Promise<void> =>
      vi.waitFor(() => expect(text()).toContain(words), patience)
    const pages = async (): Promise<string> => {
      const { body } = await getTls(`${server.url}/app/`)
      return /pages of ([\d.]+)/.exec(body)?.[1] ?? '1.0.0'
    }
    /** What people noticed of it: nothing, but for what this version cannot do. */
    async function unnoticed(what: string, ended: Ended, butFor = /^$/): Promise<void> {
      const figures = load!.look()
      const { perApp, rollback } = timingsOf(ended.text)
      const apps = Object.entries(perApp).map(([app, seconds]) => `${app} ${seconds}`)
      const back = rollback === undefined ? '' : `, ${rollback} s from the failure to the version before`
      process.stdout.write(`${what}: ${told(figures)}\n  seconds for each: ${apps.join(', ')}${back}\n`)
      expect(
        figures.failed.filter((line) => !butFor.test(line)),
        ended.text,
      ).toEqual([])
      expect(figures.requests).toBeGreaterThan(0)
      expect(figures.messages).toBeGreaterThan(0)
    }

    it('makes .env on a new server, says what to write there, and starts everything then', async () => {
      const first = await bring('1.0.0').ended
      expect(first).toMatchObject({ code: 2 })
      expect(first.text).toContain('Write BOT_TOKEN and PUBLIC_URL into it, then deploy again.')
      server.fillIn()
      const second = await bring('1.0.0').ended
      expect(second, second.text).toMatchObject({ code: 0 })
      expect(second.text).toContain('1.0.0 runs')
      const target = { url: server.url, botToken: server.botToken, fetch: fetchTls }
      await vi.waitFor(() => meetAndTalk(target), patience)
      load = await startLoad(server)
    })

    it('brings a new version, and nobody who reads or writes meanwhile notices', async () => {
      await vi.waitFor(() => expect(load!.look().messages).toBeGreaterThan(0), patience)
      const deployment = bring('2.0.0')
      await says(deployment, 'starting beside what runs')
      const meanwhile = await bring('3.0.0').ended
      expect(meanwhile).toMatchObject({ code: 2 })
      expect(meanwhile.text).toContain('version 2.0.0 is under way')
      const ended = await deployment.ended
      expect(ended, ended.text).toMatchObject({ code: 0 })
      expect(await pages()).toBe('2.0.0')
      await unnoticed('2.0.0 was brought', ended)
    })

    it('goes back by itself from a version of which a service ends at its start', async () => {
      const ended = await bring('3.0.0').ended
      expect(ended, ended.text).toMatchObject({ code: 1 })
      expect(ended.text).toContain('media: not healthy. Its last words:')
      expect(ended.text).toContain('THE_NEW_SETTING is missing')
      expect(ended.text).toContain('rolled back: 2.0.0 runs')
      expect(await pages()).toBe('2.0.0')
      await unnoticed('3.0.0 was taken back', ended)
    })

    it('goes back by itself from a version that starts and lets nobody sign in', async () => {
      const ended = await bring('4.0.0').ended
      expect(ended, ended.text).toMatchObject({ code: 1 })
      expect(ended.text).toContain('smoke: signIn failed')
      expect(ended.text).toContain('rolled back: 2.0.0 runs')
      expect(await pages()).toBe('2.0.0')
      await unnoticed('4.0.0 was taken back', ended, / a sign-in: /)
    })

    it('does what is left of a deployment that was cut off in its middle', async () => {
      const deployment = bring('5.0.0')
      await says(deployment, 'media: starting beside what runs')
      await server.cutPower()
      const cut = await deployment.ended
      expect(cut, cut.text).toMatchObject({ code: 2 })
      expect(cut.text).toContain('deploy the same version again')
      const ended = await bring('5.0.0').ended
      expect(ended, ended.text).toMatchObject({ code: 0 })
      expect(ended.text).toContain('auth: runs already')
      expect(await pages()).toBe('5.0.0')
      await unnoticed('5.0.0 was brought in two turns', ended)
    })

    it('goes on without whoever deploys', async () => {
      const deployment = server.deploy('--rollback')
      await says(deployment, 'profile: starting beside what runs')
      deployment.kill()
      await vi.waitFor(async () => {
        const { text } = await server.deploy('--status').ended
        expect(text).toContain('current: 2.0.0\nprevious: 5.0.0')
        expect(text).not.toContain('under way')
      }, patience)
      expect(await pages()).toBe('2.0.0')
      await unnoticed('2.0.0 was taken again', await deployment.ended)
    })

    it('loses and doubles no message over all of that', async () => {
      const { failed } = await load!.stop()
      load = undefined
      expect(failed).toEqual([])
    })

    it('leaves what runs, the version before it and their images on the server', async () => {
      expect(await server.ssh('ls kindred/deployments/releases')).toBe('2.0.0\n5.0.0')
      const listed = await server.engine.run('podman', 'images', '--format', '{{.Repository}}:{{.Tag}}')
      const own = listed.split('\n').filter((name) => name.includes('kindred-'))
      // The web server is the one of the first day: it takes only the pages of the others.
      expect(own.filter((name) => !/:(2|5)\.0\.0$/.test(name))).toEqual(['localhost/kindred-web:1.0.0'])
      const running = await server.engine.run('podman', 'ps', '--format', '{{.Image}}')
      expect(
        running.split('\n').filter((name) => /kindred-(?!web)/.test(name) && !name.endsWith(':2.0.0')),
      ).toEqual([])
    })
  },
)

const told = (one: Figures): string =>
  `${one.requests} requests in ${one.seconds} s, ${one.failed.length} failed, the slowest took ${one.slowestRequestMs} ms; ` +
  `${one.messages} messages arrived, the slowest after ${one.slowestMessageMs} ms`
