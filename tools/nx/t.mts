import { copyCheckout } from '@kindred/testkit/copied-checkout'
import { writeFileSync } from 'node:fs'
const c = copyCheckout()
console.log(c.folder)
writeFileSync('/tmp/w9.folder', c.folder)
for (const [k, ...a] of [
  ['git', 'init', '-q'],
  ['npx', 'nx', 'g', '@kindred/tools:service', 'safety', '--no-interactive'],
  [
    'npx',
    'prettier',
    '--check',
    'apps/safety',
    'tools/stack',
    'apps/gateway',
    'libs/runtime/src',
    'libs/contracts',
  ],
  ['/tmp/ts7/node_modules/.bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
  [
    'npx',
    'vitest',
    'run',
    '--project',
    'kindred',
    'apps/safety',
    'tools/stack',
    'apps/gateway/test',
    'libs/runtime',
    'libs/service',
  ],
]) {
  console.time(k!)
  try {
    console.log((await c.run(k!, a)).slice(-300))
  } catch (e) {
    writeFileSync('/tmp/w9.out', String(e))
    console.log(String(e).slice(-2000))
  }
  console.timeEnd(k!)
}
