import { cpSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { freePorts } from '@kindred/testkit'

import { buildImages, openEngine, writeSettings } from './container-images.js'

/** All of docker-compose.yml, run by podman in folders of its own. */
export interface Containers {
  readonly url: string
  readonly botToken: string
  /** Runs podman and returns what it printed. */
  podman(...args: readonly string[]): Promise<string>
  /** Runs podman-compose on the shipped file. */
  compose(...args: readonly string[]): Promise<string>
  /** Starts everything anew with certificates between the services; the volumes stay. */
  restartWithTls(): Promise<void>
  /** Builds the web server with the firewall by docker/compose.waf.yml and puts it in the place of the plain one. */
  useFirewall(): Promise<void>
  /** Takes everything away, the volumes too. */
  down(): Promise<void>
  /** Runs a script in the container of an app, which has no shell. */
  evaluate(container: string, script: string): Promise<string>
  remove(): Promise<void>
}

const project = 'kindred-test'
const botToken = `4242424242:${'a'.repeat(35)}`

/** Makes base images and the images of every app, and starts them: some minutes. As root, with podman, buildah, debootstrap and podman-compose. */
export async function startContainers(): Promise<Containers> {
  const images = await buildImages()
  const folder = mkdtempSync('/var/tmp/kindred-containers-')
  const source = join(folder, 'source')
  cpSync(images.source, source, { recursive: true })
  const [http = 0, https = 0] = await freePorts(2)
  await writeSettings(source, {
    BOT_TOKEN: botToken,
    PUBLIC_URL: `https://127.0.0.1:${https}`,
    HTTP_PORT: http,
    HTTPS_PORT: https,
  })
  const engine = openEngine(folder, { cwd: source, alsoImagesOf: images.engine })
  const podman = (...args: readonly string[]): Promise<string> => engine.run('podman', ...args)
  const compose = (...args: readonly string[]): Promise<string> =>
    engine.run('podman-compose', '-p', project, ...args)
  const down = async (): Promise<void> => {
    // podman-compose takes further instances away last, and what they need cannot go before them: the volumes go in a second turn.
    await compose('down', '-t', '20', '--remove-orphans')
    await compose('down', '-v')
  }
  await compose('up', '-d')
  return {
    url: `https://127.0.0.1:${https}`,
    botToken,
    podman,
    compose,
    down,
    async restartWithTls() {
      await compose('down', '-t', '20', '--remove-orphans')
      const certs = fileURLToPath(new URL('../bin/certs.mjs', import.meta.url))
      await engine.run('node', certs, join(source, 'tls'))
      // As docs/identity.md says: the containers run as nobody of this machine.
      await engine.run('bash', '-c', 'chown -R 65532 tls/*/ && chown -R root tls/authority')
      await compose('-f', 'docker-compose.yml', '-f', 'docker/compose.tls.yml', 'up', '-d')
    },
    async useFirewall() {
      const files = ['-f', 'docker-compose.yml', '-f', 'docker/compose.waf.yml']
      // Among the layers of the other images, which it shares.
      await images.engine.within(source).run('podman-compose', '-p', project, ...files, 'build', 'web')
      await compose(...files, 'up', '-d', 'web')
    },
    evaluate: (container, script) =>
      podman('exec', container, '/nodejs/bin/node', '--input-type=module', '-e', script),
    async remove() {
      await down()
      await engine.remove()
    },
  }
}
