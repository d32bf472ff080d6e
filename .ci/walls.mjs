// Plants one forbidden import behind each wall, and a circle between two rooms, and fails unless every one of them is reported.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const plants = [
  ['libs/kernel/src/planted.ts', '@kindred/rpc', '@nx/enforce-module-boundaries'],
  ['libs/contracts/src/planted.ts', '@kindred/kernel', '@nx/enforce-module-boundaries'],
  ['libs/rpc/src/planted.ts', '@kindred/db', '@nx/enforce-module-boundaries'],
  ['libs/client/src/planted.ts', '@kindred/rpc', '@nx/enforce-module-boundaries'],
  ['apps/gateway/src/planted.ts', 'kysely', 'walls/edge'],
  ['apps/gateway/src/planted-pg.ts', 'pg', '@nx/enforce-module-boundaries'],
  ['apps/gateway/src/planted-service.ts', '@kindred/profile', '@nx/enforce-module-boundaries'],
  ['apps/bot/src/planted.ts', '@kindred/db', 'walls/edge'],
  ['apps/bot/src/planted-pg.ts', 'pg', '@nx/enforce-module-boundaries'],
  ['apps/bot/src/planted-wire.ts', '@kindred/contracts/auth', '@nx/enforce-module-boundaries'],
  ['apps/chat/src/planted.ts', '@kindred/profile', '@nx/enforce-module-boundaries'],
  ['apps/chat/src/planted-testkit.ts', '@kindred/testkit', 'walls/testkit'],
  ['apps/chat/src/planted-bench.ts', '../../../tools/bench/src/index.js', 'walls/testkit'],
  ['tools/bench/src/planted.ts', '@kindred/discovery', '@nx/enforce-module-boundaries'],
  ['apps/profile/src/domain/planted.ts', '@kindred/db', 'walls/domain'],
  ['apps/profile/src/domain/planted-store.ts', '../store/schema.js', 'walls/domain'],
  ['apps/auth/src/domain/planted-context.ts', '../context.js', 'walls/domain'],
  ['apps/profile/src/store/planted.ts', '@kindred/rpc', 'walls/store'],
  ['apps/chat/src/store/planted-rpc.ts', '../rpc/messages.js', 'walls/rpc-door'],
  ['apps/chat/src/store/planted-writing.ts', '../writing/log-events.js', 'walls/store'],
  ['apps/chat/src/store/planted-events.ts', '../events/index.js', 'walls/store'],
  ['apps/chat/src/writing/planted.ts', '../rpc/messages.js', 'walls/rpc-door'],
  ['apps/chat/src/writing/deep/planted.ts', '../../rpc/index.js', 'walls/rpc-door'],
  ['apps/chat/src/writing/planted-events.ts', '../events/index.js', 'walls/writing'],
  ['apps/chat/src/events/planted.ts', '../rpc/messages.js', 'walls/rpc-door'],
  ['apps/chat/src/planted-rpc.ts', './rpc/index.js', 'walls/rpc-door'],
  ['apps/chat/src/rpc/planted.ts', 'kysely', 'walls/rpc'],
  ['apps/chat/src/rpc/planted-events.ts', '../events/index.js', 'walls/rpc'],
  ['apps/discovery/src/deck/planted.ts', '../context.js', 'walls/deck'],
  ['apps/chat/src/rpc/planted-sql.ts', '{ sql } @kindred/db', 'walls/rpc'],
  ['apps/chat/src/rpc/planted-all.ts', '@kindred/db', 'walls/rpc'],
  ['apps/chat/src/rpc/planted-again.ts', 'export { sql } @kindred/db', 'walls/rpc'],
  ['apps/gateway/src/edge/planted.ts', '../transcoding/index.js', 'walls/gateway'],
  ['apps/gateway/src/transcoding/planted.ts', '../chat/index.js', 'walls/gateway'],
  ['apps/gateway/src/media/planted.ts', '../chat/index.js', 'walls/gateway'],
  ['apps/gateway/src/media/deep/planted.ts', '../.././chat/index.js', 'walls/gateway'],
  ['apps/gateway/src/unlisted/planted.ts', '../edge/index.js', 'walls/gateway'],
  ['apps/gateway/src/edge/planted-unlisted.ts', '../unlisted/planted.js', 'walls/gateway'],
  ['apps/console/src/ground/planted.ts', '../kit/button.js', 'walls/console'],
  ['apps/console/src/kit/planted.ts', '../stores/undo.js', 'walls/console'],
  ['apps/console/src/stores/planted.ts', '../features/case/index.js', 'walls/console'],
  ['apps/console/src/features/queue/planted-app.ts', '../../app/shell.js', 'walls/console'],
  ['apps/console/src/features/queue/planted.ts', '../case/draft.js', 'walls/console-doors'],
  ['apps/console/src/planted.ts', 'kysely', 'walls/edge'],
  ['libs/miniapp/src/state/planted.ts', '../telegram/bridge.js', 'walls/miniapp'],
  ['libs/miniapp/src/planted.ts', '@kindred/rpc', '@nx/enforce-module-boundaries'],
  ['apps/web/src/ground/browser/planted.ts', '../telegram/buttons.js', 'walls/web-ground'],
  ['apps/web/src/ground/texts/planted.ts', '../session/session.js', 'walls/web-ground'],
  ['apps/web/src/ground/texts/planted-detour.ts', './../session/session.js', 'walls/web-ground'],
  ['apps/web/src/ground/unlisted/planted.ts', '../texts/texts.js', 'walls/web-ground'],
  ['apps/web/src/ground/planted.ts', '../app/tabs.js', 'walls/web'],
  ['apps/web/src/ground/live/planted.ts', '../../stores/threads/threads.js', 'walls/web'],
  ['apps/web/src/ground/session/planted.ts', '../../kit/toast.js', 'walls/web'],
  ['apps/web/src/ground/state/planted.ts', '../../features/form/index.js', 'walls/web'],
  ['apps/web/src/ground/telegram/planted.ts', '../../app/tabs.js', 'walls/web'],
  ['apps/web/src/ground/telegram/planted-type.ts', 'type ../../app/tabs.js', 'walls/web'],
  ['apps/web/src/unlisted/planted.ts', '../ground/texts/texts.js', 'walls/web'],
  ['apps/web/src/kit/planted.ts', '../ground/session/session.js', 'walls/web-kit'],
  ['apps/web/src/stores/deck/planted.ts', '../../kit/toast.js', 'walls/web'],
  ['apps/web/src/features/deck/planted-app.ts', '../../app/tabs.js', 'walls/web'],
  ['apps/web/src/features/deck/planted.ts', '../form/details.js', 'walls/web-doors'],
  ['apps/web/src/features/deck/planted-detour.ts', './../form/details.js', 'walls/web-doors'],
  ['apps/web/src/features/deck/parts/planted.ts', '../../form/details.js', 'walls/web-doors'],
  ['apps/web/src/features/deck/planted-lazy.ts', 'lazy ../form/details.js', 'walls/web-doors'],
  ['apps/web/src/features/deck/planted-template.ts', 'template ../form/details.js', 'walls/web-doors'],
  ['apps/web/src/features/deck/planted-computed.ts', 'template ../${name}/details.js', 'walls/computed'],
]

/** Rooms that import each other, one of them a type only. */
const circle = {
  'apps/chat/src/live/planted-circle.ts': `import { type Turn } from '../jobs/planted-circle.js'\n\nexport type Way = Turn\n`,
  'apps/chat/src/jobs/planted-circle.ts': `import { type Way } from '../live/planted-circle.js'\n\nexport type Turn = Way\n`,
}

/** Runs a check while these files are there. */
function whilePlanted(files, check) {
  const made = []
  try {
    for (const [file, text] of files) {
      made.push(mkdirSync(dirname(file), { recursive: true }) ?? file)
      writeFileSync(file, text)
    }
    return check()
  } finally {
    for (const path of made) rmSync(path, { force: true, recursive: true })
  }
}

/** How an import may be written, by the words before its path. */
const writings = {
  lazy: (from) => `export const load = () => import('${from}')\n`,
  template: (from) => `export const load = (name: string) => import(\`${from}\`)\n`,
  type: (from) => `export type Kept = import('${from}').Planted\n`,
  '{ sql }': (from) => `import { sql } from '${from}'\n\nexport const keep = sql\n`,
  'export { sql }': (from) => `export { sql as keep } from '${from}'\n`,
  '': (from) => `import * as planted from '${from}'\n\nexport const keep = planted\n`,
}

const imports = plants.map(([file, asked]) => {
  const [, how, from] = /^(?:(.+) )?(\S+)$/.exec(asked)
  return [file, writings[how ?? ''](from)]
})
const lint = whilePlanted(imports, () =>
  spawnSync('node_modules/.bin/eslint', ['--format', 'json', ...plants.map(([file]) => file)], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  }),
)
if (lint.stdout === '') throw new Error(`ESLint said nothing: ${lint.stderr}`)
const results = JSON.parse(lint.stdout)
const missed = plants.filter(([file, , rule]) => {
  const found = results.find((result) => result.filePath.endsWith(`/${file}`))
  return !found?.messages.some((message) => message.ruleId === rule)
})
for (const [file, from, rule] of missed) console.error(`not caught by ${rule}: ${file} imports ${from}`)

const rooms = whilePlanted(Object.entries(circle), () =>
  spawnSync(process.execPath, ['--import', 'tsx', 'tools/lint/src/main.ts'], { encoding: 'utf8' }),
)
// Rooms that the two import are part of the circle too.
const isCircle = /^apps\/chat\/src: .*\bjobs, .*\blive,? .*import each other in a circle/m
const circleFound = rooms.status === 1 && isCircle.test(rooms.stderr)
if (!circleFound) console.error(`the planted circle was not found:\n${rooms.stdout}${rooms.stderr}`)

if (missed.length > 0 || !circleFound) process.exit(1)
console.log(`walls: ${plants.length} planted imports and a circle, all caught`)
