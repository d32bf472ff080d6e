// Plants one forbidden import behind each wall, lints, and fails unless every one of them is reported.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const plants = [
  ['libs/kernel/src/planted.ts', '@kindred/rpc', '@nx/enforce-module-boundaries'],
  ['libs/contracts/src/planted.ts', '@kindred/kernel', '@nx/enforce-module-boundaries'],
  ['libs/rpc/src/planted.ts', '@kindred/db', '@nx/enforce-module-boundaries'],
  ['libs/client/src/planted.ts', '@kindred/rpc', '@nx/enforce-module-boundaries'],
  ['apps/gateway/src/planted.ts', 'kysely', 'no-restricted-imports'],
  ['apps/gateway/src/planted-pg.ts', 'pg', '@nx/enforce-module-boundaries'],
  ['apps/gateway/src/planted-service.ts', '@kindred/profile', '@nx/enforce-module-boundaries'],
  ['apps/bot/src/planted.ts', '@kindred/db', 'no-restricted-imports'],
  ['apps/bot/src/planted-pg.ts', 'pg', '@nx/enforce-module-boundaries'],
  ['apps/bot/src/planted-wire.ts', '@kindred/contracts/auth', '@nx/enforce-module-boundaries'],
  ['apps/chat/src/planted.ts', '@kindred/profile', '@nx/enforce-module-boundaries'],
  ['apps/chat/src/planted-testkit.ts', '@kindred/testkit', 'no-restricted-imports'],
  ['apps/chat/src/planted-bench.ts', '../../../tools/bench/src/index.js', 'no-restricted-imports'],
  ['tools/bench/src/planted.ts', '@kindred/discovery', '@nx/enforce-module-boundaries'],
  ['apps/profile/src/domain/planted.ts', '@kindred/db', 'no-restricted-imports'],
  ['apps/profile/src/domain/planted-store.ts', '../store/schema.js', 'no-restricted-imports'],
  ['apps/profile/src/store/planted.ts', '@kindred/rpc', 'no-restricted-imports'],
  ['apps/profile/src/rpc/planted.ts', 'kysely', 'no-restricted-imports'],
]

for (const [file, from] of plants) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `import * as planted from '${from}'\n\nexport const keep = planted\n`)
}
let report
try {
  report = execFileSync('node_modules/.bin/eslint', ['--format', 'json', ...plants.map(([file]) => file)], {
    maxBuffer: 1 << 26,
  })
} catch (failure) {
  report = failure.stdout
} finally {
  for (const [file] of plants) rmSync(file, { force: true })
}
const results = JSON.parse(report.toString())
const missed = plants.filter(([file, , rule]) => {
  const found = results.find((result) => result.filePath.endsWith(`/${file}`))
  return !found?.messages.some((message) => message.ruleId === rule)
})
for (const [file, from, rule] of missed) console.error(`not caught by ${rule}: ${file} imports ${from}`)
if (missed.length > 0) process.exit(1)
console.log(`walls: ${plants.length} planted imports, all caught`)
