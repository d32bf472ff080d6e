import { cpSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, it } from 'vitest'

import { copyCheckout } from '@kindred/testkit/copied-checkout'

import { addMadeUp, madeUpFact, madeUpText } from './made-up.js'

const copy = copyCheckout()
const testFolder = join(copy.folder, 'tools/stack/test')

beforeAll(async () => {
  addMadeUp(copy.folder, madeUpFact)
  addMadeUp(copy.folder, madeUpText)
  await copy.run('node', ['tools/gen/bin/gen.mjs'])
})
afterAll(() => copy.remove())

it('neither a new fact nor a new text asks for anything else: services, Mini App and bot pass the type check', async () => {
  await copy.run('npm', ['run', 'typecheck'])
})

it('a new fact and a new text are stated and told of over the public API, the fact is one to filter by, and what iterates them passes its tests', async () => {
  cpSync(join(testFolder, 'made-up.used.ts'), join(testFolder, 'made-up.test.ts'))
  const rooms = [
    'tools/stack/test/made-up.test.ts',
    'libs/facts',
    'libs/locales',
    'tools/gen/test',
    'tools/stack/src/demo',
    ...['details', 'filters', 'completeness'].map((name) => `apps/profile/src/domain/${name}`),
    ...['events', 'preferences', 'create-profile', 'update-profile'].map(
      (name) => `apps/profile/test/${name}`,
    ),
    'apps/discovery/src/domain',
    ...['pool', 'memory'].map((name) => `apps/discovery/test/${name}.test`),
    ...['form', 'filters', 'pool', 'onboarding', 'profile-detail'].map(
      (name) => `apps/web/src/features/${name}`,
    ),
  ]
  await copy.run('npx', ['vitest', 'run', '--project', 'kindred', ...rooms])
})
