// `node .ci/affected.mjs [base]`: the checks that a change since `base` asks for, committed or not; tells which ones it leaves out.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

import { planOf } from './affected-plan.mjs'

const base = process.argv[2] ?? 'origin/main'
const read = (command, ...args) =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 }).trim()
const lines = (text) => text.split('\n').filter((line) => line !== '')
const git = (...args) => lines(read('git', ...args))
const packages = (...args) => {
  const names = JSON.parse(read('npx', 'nx', 'show', 'projects', '--json', ...args))
  return names.filter((name) => name !== 'kindred')
}

const [origin] = git('merge-base', base, 'HEAD')
const changed = [...git('diff', '--name-only', origin), ...git('ls-files', '-o', '--exclude-standard')]
const plan = planOf({
  base,
  files: changed.filter((file) => existsSync(file)),
  affected: packages('--affected', `--base=${base}`),
  packages: packages(),
})

for (const { name, command } of plan.steps) {
  console.log(`\n== ${name} (${Math.round(process.uptime())}s)`)
  const { status } = spawnSync('npx', command, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
console.log('\naffected packages: passed. Left out, as the change does not ask for it:')
for (const part of plan.leftOut) console.log(`  ${part}`)
