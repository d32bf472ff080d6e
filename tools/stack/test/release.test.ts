import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'

import { createFakeServer, type FakeServer } from './deploy/fake-server.js'

/** What release.yml holds, as far as it is run here. */
interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly name?: string; readonly run?: string }[] }>
  >
}

vi.setConfig({ testTimeout: 900_000 })
const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const workflow = parse(readFileSync(join(checkout, '.github/workflows/release.yml'), 'utf8')) as Workflow
const why = process.platform === 'linux' ? undefined : 'servers run Linux'

/** The commands of a step, by words of it. */
function commandsOf(job: string, words: string): string {
  const found = workflow.jobs[job]?.steps.find(({ name, run }) => `${name} ${run}`.includes(words))
  if (found?.run === undefined) throw new Error(`release.yml has no step "${words}" in ${job}`)
  return found.run
}

describe.skipIf(why !== undefined)(`release.yml${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  let server: FakeServer
  beforeEach(() => {
    server = createFakeServer()
  })
  afterEach(() => server.remove())

  const secrets = { DEPLOY_TARGET: 'me@server', DEPLOY_SSH_KEY: 'a key', DEPLOY_KNOWN_HOSTS: 'server key' }
  const release = { REGISTRY: 'ghcr.io/you/kindred/', VERSION: '1.4.0' }

  it('names the secrets that a repository has not, before anything starts', async () => {
    const look = commandsOf('settings', 'every secret is there')
    expect(await server.script(look, secrets)).toMatchObject({ code: 0 })
    const { code, text } = await server.script(look, { ...secrets, DEPLOY_TARGET: '', DEPLOY_SSH_KEY: '' })
    expect(code).toBe(1)
    expect(text).toContain('Give this repository the secrets: DEPLOY_TARGET DEPLOY_SSH_KEY. See')
  })

  it('makes the version of the tag, and a registry in small letters of the repository', async () => {
    const github = {
      GITHUB_REF_NAME: 'v1.4.0',
      GITHUB_REPOSITORY: 'You/Kindred',
      GITHUB_OUTPUT: 'output',
    }
    const names = `cd "$HOME/kindred"\n${commandsOf('settings', 'GITHUB_REF_NAME')}`
    expect(await server.script(names, github)).toMatchObject({ code: 0 })
    expect(server.read('output')).toBe(`version=${release.VERSION}\nregistry=${release.REGISTRY}\n`)
  })

  it('pushes every image with its bill of materials and its origin, and the server pulls just these', async () => {
    const pushed = await server.script(commandsOf('images', 'push-images'), release)
    expect(pushed, pushed.text).toMatchObject({ code: 0 })
    const pushes = server.calls()
    expect(pushes).toHaveLength(10)
    for (const push of pushes)
      expect(push).toMatch(
        /^push --sbom=true --provenance=mode=max --push -f docker\/Dockerfile -t \S+ --label \S+=1\.4\.0 --label \S+revision=[0-9a-f]{40} --(build-arg|target) \S+ \.$/,
      )
    const images = pushes.map((push) => / -t (\S+)/.exec(push)![1]!)

    const deployed = await server.script(commandsOf('deploy', 'roll'), {
      ...release,
      ...secrets,
      DEPLOY_PORT: '22',
    })
    expect(deployed, deployed.text).toMatchObject({ code: 0 })
    const pulls = server.calls().filter((call) => call.startsWith('pull '))
    expect(pulls.map((call) => call.slice('pull '.length)).toSorted()).toEqual(images.toSorted())
    expect(server.read('.env')).toContain(`KINDRED_IMAGES=${release.REGISTRY}\n`)
  })
})
