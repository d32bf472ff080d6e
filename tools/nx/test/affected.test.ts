import { expect, it } from 'vitest'

interface Plan {
  readonly steps: readonly { name: string; command: readonly string[] }[]
  readonly leftOut: readonly string[]
}
interface Planning {
  planOf(change: { base: string; files: string[]; affected: string[]; packages: string[] }): Plan
}
const { planOf } = (await import(new URL('../../../.ci/affected-plan.mjs', import.meta.url).href)) as Planning

const packages = ['chat', 'gateway', 'stack', 'web', 'lint'].map((name) => `@kindred/${name}`)
const planned = (files: string[], affected: string[]) =>
  planOf({ base: 'main', files, affected: affected.map((name) => `@kindred/${name}`), packages })
const commands = ({ steps }: Plan) => steps.map(({ command }) => command.join(' '))

const always = [
  'nx affected -t lint typecheck test build --base=main',
  'nx run-many -p kindred -t cycles dead',
]

it('checks for circles and unused code whatever changes, and names the packages that it leaves out', () => {
  const plan = planned(['apps/chat/src/service.ts'], ['chat', 'gateway', 'stack'])
  expect(commands(plan)).toEqual(always)
  expect(plan.leftOut).toContain('packages that it does not touch: @kindred/web, @kindred/lint')
  expect(plan.leftOut.map((part) => part.split(':')[0])).toEqual([
    'lint of the files beside the packages',
    'planted walls',
    'the Mini App and the console in a browser',
    'packages that it does not touch',
    'what takes long, *.nightly.ts that it changed among it',
  ])
})

it.each(['web', 'console'])('opens a browser when something changes that the %s is made of', (name) => {
  const plan = planned(['libs/client/src/http.ts'], [name, 'stack'])
  expect(commands(plan)).toEqual([...always, 'nx affected -t test:browser --base=main'])
  expect(plan.leftOut.join()).not.toContain('browser')
})

it.each(['tools/lint/src/walls.mjs', '.ci/walls.mjs', 'eslint.config.mjs', 'package-lock.json'])(
  'plants imports behind the walls when %s changes',
  (file) => {
    expect(commands(planned([file], ['lint']))).toContain('node .ci/walls.mjs')
  },
)

it('lints what belongs to no package', () => {
  const plan = planned(['vitest.config.ts', '.ci/walls.mjs', 'README.md', 'apps/chat/src/service.ts'], [])
  expect(commands(plan)).toContain('eslint vitest.config.ts .ci/walls.mjs')
})
