// `npm run gen`: everything that is made from proto/. `--check` fails when what is checked in differs.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const run = (command, args) => execFileSync(command, args, { cwd: root, stdio: 'inherit', timeout: 120_000 })

run('node_modules/.bin/buf', ['format', '-w'])
run('node_modules/.bin/buf', ['lint'])
run('node_modules/.bin/buf', ['generate'])
run(process.execPath, ['--import', 'tsx', 'tools/gen/src/main.ts'])
if (process.argv.includes('--check')) {
  const made = ['proto', 'libs/contracts/src/gen', 'libs/client/src/gen']
  const changed = execFileSync('git', ['status', '--porcelain', '--', ...made], { cwd: root, encoding: 'utf8' })
  if (changed !== '') throw new Error(`What is checked in is not what proto/ says; run npm run gen and commit:\n${changed}`)
}
