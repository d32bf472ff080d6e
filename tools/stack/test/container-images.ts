import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { serviceNames } from '@kindred/runtime'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const run = promisify(execFile)
/** Not below the system's temporary folder, which may be in memory: the images take 4 GB. */
const home = join(checkout, 'node_modules/.cache/containers')

/** The version that images are built as. */
export const builtVersion = '1.0.0'

/** Every app that has an image. */
export const imageNames = [...serviceNames, 'gateway', 'bot', 'web'] as const

/** A podman with images and containers of its own. */
export interface Engine {
  /** What makes podman, buildah and podman-compose use it. */
  readonly env: NodeJS.ProcessEnv
  /** Runs a program with it and returns what it printed. */
  run(program: string, ...args: readonly string[]): Promise<string>
  /** The same podman, whose programs run in another folder. */
  within(folder: string): Engine
  /** Takes its containers and images away, and the folder. */
  remove(): Promise<void>
}

/** The images of this checkout, and what they were built of. */
export interface Images {
  readonly engine: Engine
  /** A copy of the checkout as a clone has it, without packages. */
  readonly source: string
}

/** Builds every image by docker/Dockerfile on stand-ins for its base images: some minutes. Images of the same sources are built once. */
export async function buildImages(): Promise<Images> {
  const source = join(home, 'source')
  mkdirSync(home, { recursive: true })
  const engine = openEngine(home, { cwd: home })
  const files = await listSources()
  const state = hashOf(files)
  const built = join(home, 'built')
  // What no image has in it may have changed all the same.
  rmSync(source, { recursive: true, force: true })
  for (const file of files) {
    mkdirSync(join(source, file, '..'), { recursive: true })
    cpSync(join(checkout, file), join(source, file))
  }
  if (existsSync(built) && readFileSync(built, 'utf8') === state) return { engine, source }
  rmSync(built, { force: true })
  await engine.run('bash', join(checkout, '.ci/base-images.sh'), join(home, 'bases'))
  // One after the other: the first one installs the packages for all.
  await engine.within(source).run('bash', 'deploy/build-images.sh', builtVersion)
  // It stumbles over images that went meanwhile; what stays takes room only.
  await engine.run('podman', 'image', 'prune', '-f').catch(() => undefined)
  writeFileSync(built, state)
  return { engine, source }
}

/** podman for a machine without systemd. Its images and containers lie in the folder; images of another one are seen as well. */
export function openEngine(
  folder: string,
  { cwd, alsoImagesOf }: { readonly cwd: string; readonly alsoImagesOf?: Engine },
): Engine {
  const file = (name: string): string => join(folder, name)
  mkdirSync(file('networks'), { recursive: true })
  const shipped = readFileSync(join(checkout, '.ci/base-images/containers.conf'), 'utf8')
  const settings = shipped
    .replace('[engine]', `[engine]\ntmp_dir="${file('tmp')}"`)
    .replace('[network]', `[network]\nnetwork_config_dir="${file('networks')}"`)
  writeFileSync(file('containers.conf'), settings)
  const others = alsoImagesOf?.env['KINDRED_STORAGE']
  writeFileSync(
    file('storage.conf'),
    `[storage]\ndriver="overlay"\ngraphroot="${file('storage')}"\nrunroot="${file('run')}"\n` +
      (others === undefined ? '' : `[storage.options]\nadditionalimagestores=["${others}"]\n`),
  )
  weighAsProcesses()
  const env = {
    ...process.env,
    KINDRED_STORAGE: file('storage'),
    KINDRED_VERSION: builtVersion,
    CONTAINERS_CONF: file('containers.conf'),
    CONTAINERS_STORAGE_CONF: file('storage.conf'),
    BUILDAH_ISOLATION: 'chroot',
    BUILDAH_FORMAT: 'docker',
    KINDRED_ENGINE: 'podman',
  }
  const engine: Engine = {
    env,
    async run(program, ...args) {
      const { stdout } = await run(program, [...args], { cwd, env, maxBuffer: 1 << 26 })
      return stdout.trim()
    },
    within: (other) => openEngine(folder, { cwd: other, ...(alsoImagesOf && { alsoImagesOf }) }),
    async remove() {
      // The first turn leaves what others depended on when it came to it.
      await engine.run('bash', '-c', 'podman rm -f -a >/dev/null || podman rm -f -a')
      await engine.run('podman', 'network', 'prune', '-f')
      await run('umount', [file('storage/overlay')]).catch(() => undefined)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return engine
}

/** Where every group of processes has its share of the CPU (cgroup v1), all containers together would have that of one process. */
function weighAsProcesses(): void {
  const groups = '/sys/fs/cgroup/cpu'
  if (!existsSync(join(groups, 'cpu.shares'))) return
  mkdirSync(join(groups, 'libpod_parent'), { recursive: true })
  // 1,024 is the weight of one.
  writeFileSync(join(groups, 'libpod_parent/cpu.shares'), String(16 * 1_024))
}

/** Writes .env as an operator does: the example, the lines by hand, the secrets. */
export async function writeSettings(
  source: string,
  lines: Readonly<Record<string, string | number>>,
): Promise<void> {
  const file = join(source, '.env')
  const example = readFileSync(join(source, '.env.example'), 'utf8')
  const given = { BOT_TOKEN: '1:a', ...lines }
  const written = Object.entries(given).reduce(
    (text, [name, value]) => text.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}=${value}`),
    example,
  )
  writeFileSync(file, written)
  await run('sh', [join(source, 'docker/fill-secrets.sh'), file])
}

async function listSources(): Promise<readonly string[]> {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const { stdout } = await run('git', list, { cwd: checkout, maxBuffer: 1 << 26 })
  return stdout.split('\0').filter((name) => name !== '' && existsSync(join(checkout, name)))
}

/** What decides about the images: tests and documents about containers do not. */
function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files.filter((name) => !/(^|\/)(test|bench)\/|^deploy\/server\//.test(name)))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(checkout, file)))
  return hash.digest('hex')
}

/** Why containers cannot be tried here; undefined when they can. */
export function whyNoContainers(...more: readonly string[]): string | undefined {
  const needed = ['podman', 'buildah', 'debootstrap', 'podman-compose', ...more]
  const isThere = (program: string): boolean =>
    (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program)))
  const missing = needed.filter((program) => !isThere(program))
  if (missing.length > 0) return `not installed: ${missing.join()}`
  return process.getuid?.() === 0 ? undefined : 'not root'
}
