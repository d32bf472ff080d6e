// `npm run gen`: everything that is made from proto/, the maps of migrations, the table of public RPCs in docs/architecture.md, and the texts of libs/locales. `--check` fails when what is checked in differs.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const run = (command, args) => execFileSync(command, args, { cwd: root, stdio: 'inherit', timeout: 120_000 })

run('node_modules/.bin/buf', ['format', '-w'])
run('node_modules/.bin/buf', ['lint'])
run('node_modules/.bin/buf', ['generate'])
run(process.execPath, ['--import', 'tsx', 'tools/gen/src/main.ts'])
run(process.execPath, ['libs/locales/bin/gen.mjs'])
if (process.argv.includes('--check')) {
  const made = [
    'proto',
    'apps/*/src/migrations/index.ts',
    'docs/architecture.md',
    ...['contracts', 'client', 'facts', 'locales'].map((lib) => `libs/${lib}/src/gen`),
  ]
  const changed = execFileSync('git', ['status', '--porcelain', '--', ...made], {
    cwd: root,
    encoding: 'utf8',
  })
  if (changed !== '')
    throw new Error(
      `What is checked in is not what npm run gen makes; run npm run gen and commit:\n${changed}`,
    )
}
