import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { serviceNames } from '@kindred/runtime'
import { freePorts } from '@kindred/testkit'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const run = promisify(execFile)

/** All of docker-compose.yml, run by podman in folders of its own. */
export interface Containers {
  readonly url: string
  readonly botToken: string
  /** Runs podman and returns what it printed. */
  podman(...args: readonly string[]): Promise<string>
  /** Runs podman-compose on the shipped file. */
  compose(...args: readonly string[]): Promise<string>
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
  // Not below the system's temporary folder, which may be in memory: the images take 3 GB.
  const folder = mkdtempSync('/var/tmp/kindred-containers-')
  const env = engineSettings(folder)
  const source = join(folder, 'source')
  await copySources(source)
  const [http = 0, https = 0] = await freePorts(2)
  await writeSettings(source, { http, https })

  const inSource = { cwd: source, env, maxBuffer: 1 << 26 }
  const podman = async (...args: readonly string[]): Promise<string> =>
    (await run('podman', [...args], inSource)).stdout.trim()
  const compose = async (...args: readonly string[]): Promise<string> =>
    (await run('podman-compose', ['-p', project, ...args], inSource)).stdout.trim()
  const down = async (): Promise<void> => {
    // podman-compose takes further instances away last, and what they need cannot go before them: the volumes go in a second turn.
    await compose('down', '-t', '20', '--remove-orphans')
    await compose('down', '-v')
  }
  await run('bash', [join(checkout, '.ci/base-images.sh'), join(folder, 'bases')], inSource)
  // One after the other: the first one installs the packages for all.
  for (const app of [...serviceNames, 'gateway', 'bot', 'web']) await compose('build', app)
  await compose('up', '-d')
  return {
    url: `https://127.0.0.1:${https}`,
    botToken,
    podman,
    compose,
    down,
    evaluate: (container, script) =>
      podman('exec', container, '/nodejs/bin/node', '--input-type=module', '-e', script),
    async remove() {
      await down()
      await podman('system', 'reset', '--force')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** podman for a machine without systemd, whose images lie in a folder of their own. */
function engineSettings(folder: string): NodeJS.ProcessEnv {
  const engine = join(folder, 'containers.conf')
  const storage = join(folder, 'storage.conf')
  const text = readFileSync(join(checkout, '.ci/base-images/containers.conf'), 'utf8')
  writeFileSync(engine, text)
  writeFileSync(
    storage,
    `[storage]\ndriver="overlay"\ngraphroot="${folder}/storage"\nrunroot="${folder}/run"\n`,
  )
  const settings = { CONTAINERS_CONF: engine, CONTAINERS_STORAGE_CONF: storage }
  return { ...process.env, ...settings, BUILDAH_ISOLATION: 'chroot', BUILDAH_FORMAT: 'docker' }
}

async function copySources(target: string): Promise<void> {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const { stdout } = await run('git', list, { cwd: checkout, maxBuffer: 1 << 26 })
  for (const file of stdout.split('\0').filter((name) => name !== '')) {
    mkdirSync(join(target, file, '..'), { recursive: true })
    cpSync(join(checkout, file), join(target, file))
  }
}

/** As an operator does: the example, the secrets, the lines by hand. */
async function writeSettings(source: string, ports: { http: number; https: number }): Promise<void> {
  const file = join(source, '.env')
  const example = readFileSync(join(source, '.env.example'), 'utf8')
  const written = example
    .replace(/^BOT_TOKEN=$/m, `BOT_TOKEN=${botToken}`)
    .replace(/^PUBLIC_URL=.*$/m, `PUBLIC_URL=https://127.0.0.1:${ports.https}`)
    .replace(/^HTTP_PORT=.*$/m, `HTTP_PORT=${ports.http}`)
    .replace(/^HTTPS_PORT=.*$/m, `HTTPS_PORT=${ports.https}`)
  writeFileSync(file, written)
  await run('sh', [join(source, 'docker/fill-secrets.sh'), file])
}

/** Why containers cannot be tried here; undefined when they can. */
export function whyNoContainers(): string | undefined {
  const needed = ['podman', 'buildah', 'debootstrap', 'podman-compose']
  const isThere = (program: string): boolean =>
    (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program)))
  const missing = needed.filter((program) => !isThere(program))
  if (missing.length > 0) return `not installed: ${missing.join()}`
  return process.getuid?.() === 0 ? undefined : 'not root'
}
