import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { builtVersion, whyNoContainers } from './container-images.js'
import { type Containers, startContainers } from './containers.js'
import { settleCouple } from './couples.js'
import { meetAndTalk } from './meet-and-talk.js'
import { fetchTls, getTls } from './tls-client.js'

const why = whyNoContainers()

describe.skipIf(why !== undefined)(
  `docker-compose.yml${why === undefined ? '' : ` (skipped: ${why})`}`,
  () => {
    let containers: Containers
    beforeAll(async () => {
      containers = await startContainers()
    }, 3_600_000)
    afterAll(() => containers?.remove(), 300_000)

    const patiently = { timeout: 300_000, interval: 1_000 }

    const healthy = async (): Promise<void> => {
      const { body } = await getTls(`${containers.url}/health`)
      expect(JSON.parse(body)).toMatchObject({ status: 'healthy' })
    }

    it('the shipped compose file brings two people from the sign-in to a chat', async () => {
      await vi.waitFor(healthy, patiently)
      await meetAndTalk({ url: containers.url, botToken: containers.botToken, fetch: fetchTls })
      expect((await getTls(`${containers.url}/app/`)).status).toBe(200)
      expect((await getTls(`${containers.url}/console/`)).status).toBe(200)
    })

    it.each(['auth', 'profile', 'discovery', 'media', 'chat', 'safety', 'notification', 'gateway', 'bot'])(
      'the image of %s is small, runs as nobody of the machine, and has no shell and no package manager',
      async (app) => {
        const [image] = JSON.parse(
          await containers.podman('image', 'inspect', `localhost/kindred-${app}:${builtVersion}`),
        ) as [{ Size: number; User: string }]
        process.stdout.write(`kindred-${app}: ${Math.round(image.Size / 1e6)} MB\n`)
        expect(image.Size).toBeLessThan(250e6)
        expect(image.User).toBe('65532:65532')
        const found = `import { existsSync } from 'node:fs'
        console.log(['/bin/sh', '/usr/bin/env', '/nodejs/bin/npm', '/kindred/node_modules/npm'].filter((path) => existsSync(path)).join())`
        expect(await containers.evaluate(`kindred-test_${app}_1`, found)).toBe('')
        const write = `import { writeFileSync } from 'node:fs'
        try { writeFileSync('/kindred/written', ''); console.log('written') } catch ({ code }) { console.log(code) }`
        expect(await containers.evaluate(`kindred-test_${app}_1`, write)).toBe('EROFS')
      },
    )

    it('three instances of profile all take calls', async () => {
      await containers.compose('up', '-d', '--no-recreate', '--scale', 'profile=3')
      const calls = `const text = await (await fetch('http://127.0.0.1:9082/metrics')).text()
      console.log(text.split('\\n').filter((line) => /^kindred_rpc_server_seconds_count.*kindred\\.profile\\.v1/.test(line)).map((line) => Number(line.split(' ').at(-1))).reduce((sum, one) => sum + one, 0))`
      const counts = () =>
        Promise.all(
          [1, 2, 3].map((n) => containers.evaluate(`kindred-test_profile_${n}`, calls).then(Number)),
        )
      const before = await vi.waitFor(counts, patiently)
      await vi.waitFor(async () => {
        await meetAndTalk({ url: containers.url, botToken: containers.botToken, fetch: fetchTls })
        const now = await counts()
        expect(now.filter((count, n) => count > before[n]!)).toHaveLength(3)
      }, patiently)
    })

    it('a gateway that is killed comes back, and the web server finds it', async () => {
      const pid = await containers.podman('inspect', '-f', '{{.State.Pid}}', 'kindred-test_gateway_1')
      process.kill(Number(pid), 'SIGKILL')
      await vi.waitFor(async () => {
        const now = await containers.podman('inspect', '-f', '{{.State.Pid}}', 'kindred-test_gateway_1')
        expect(Number(now)).toBeGreaterThan(0)
        expect(now).not.toBe(pid)
        await healthy()
      }, patiently)
    })

    it('with docker/compose.waf.yml an attack is refused, and people write what they like', async () => {
      await containers.useFirewall()
      await vi.waitFor(healthy, patiently)
      const image = await containers.podman('inspect', '-f', '{{.ImageName}}', 'kindred-test_web_1')
      expect(image).toBe(`localhost/kindred-web-waf:${builtVersion}`)
      const towns = (query: string) =>
        getTls(`${containers.url}/v1/profiles/towns?query=${encodeURIComponent(query)}`)
      expect((await towns('Riga')).status).toBe(401)
      expect((await towns("x' union select password from users -- ")).status).toBe(403)
      const target = { url: containers.url, botToken: containers.botToken, fetch: fetchTls }
      const { one, other, conversationId } = await settleCouple(target, { latitude: 20, longitude: 24 })
      const text = "x' union select password from users -- <script>alert(1)</script>"
      const message = { conversation_id: conversationId, client_message_id: crypto.randomUUID(), text }
      await one.client.chat.sendMessage(message)
      const { messages } = await other.client.chat.listMessages({ conversation_id: conversationId })
      expect(messages.map((kept) => kept.text)).toEqual([text])
    })

    it('with docker/compose.tls.yml the services speak TLS, each under its own name', async () => {
      await containers.restartWithTls()
      await vi.waitFor(healthy, patiently)
      await meetAndTalk({ url: containers.url, botToken: containers.botToken, fetch: fetchTls })
      const name = `import { connect } from 'node:tls'
        const socket = connect({ host: 'profile', port: 8082, rejectUnauthorized: false, ALPNProtocols: ['h2'] }, () => {
          console.log(socket.getPeerCertificate().subjectaltname)
          process.exit()
        })`
      expect(await containers.evaluate('kindred-test_auth_1', name)).toContain('DNS:profile')
    })

    it('down leaves no container, no network and no volume behind', async () => {
      await containers.down()
      expect(await containers.podman('ps', '-aq')).toBe('')
      expect(await containers.podman('volume', 'ls', '-q')).toBe('')
      expect(await containers.podman('network', 'ls', '-q')).toBe('podman')
    })
  },
)
