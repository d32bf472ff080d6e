import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { type CopiedCheckout, copyCheckout } from '@kindred/testkit/copied-checkout'

let copy: CopiedCheckout
beforeAll(() => (copy = copyCheckout()))
afterAll(() => copy.remove())

/** What knip reports of the copy. */
const report = (): Promise<string> =>
  copy.run('npx', ['knip', '--no-progress', '--no-config-hints', '--no-exit-code'])

it('reports a file, an export, a type, an export of a lib and a dependency that nothing uses', async () => {
  const path = (name: string): string => join(copy.folder, name)
  writeFileSync(path('apps/chat/src/domain/planted-file.ts'), 'export const nothing = 1\n')
  appendFileSync(path('apps/chat/src/domain/position.ts'), '\nexport const plantedExport = 1\n')
  appendFileSync(path('apps/web/src/main.tsx'), '\nexport interface PlantedType {}\n')
  appendFileSync(path('libs/kernel/src/age.ts'), '\nexport const plantedInLib = 1\n')
  appendFileSync(path('libs/kernel/src/index.ts'), "\nexport { plantedInLib } from './age.js'\n")
  const manifest = readFileSync(path('apps/bot/package.json'), 'utf8')
  writeFileSync(
    path('apps/bot/package.json'),
    manifest.replace('"dependencies": {', '"dependencies": { "planted-package": "1.0.0",'),
  )
  const found = await report()
  for (const planted of [
    'planted-file.ts',
    'plantedExport',
    'PlantedType',
    'plantedInLib',
    'planted-package',
  ])
    expect(found).toContain(planted)
})
