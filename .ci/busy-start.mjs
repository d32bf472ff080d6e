// Shows that a first start holds its promises on a busy machine: `node .ci/busy-start.mjs [--loops 8] [--times 3] [--folder /tmp/x]`
// clones this checkout's HEAD, runs `npm ci && npm start` beside busy loops, and fails unless each round keeps all bars:
// first line within 1 s, status page within 3 s, then ready, and all demo people in the end.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const option = (value) => ({ type: 'string', default: value })
const { values } = parseArgs({
  options: { loops: option('8'), times: option('3'), port: option('18080'), folder: option('') },
})
const people = 300
const checkout = fileURLToPath(new URL('..', import.meta.url))
const folder = values.folder || mkdtempSync(join(tmpdir(), 'kindred-busy-'))
const copy = join(folder, 'kindred')
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const seconds = (ms) => (ms === undefined ? 'never' : `${(ms / 1000).toFixed(2)} s`)

const loops = Array.from({ length: Number(values.loops) }, () =>
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
)
process.on('exit', () => loops.forEach((loop) => loop.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

/** Milliseconds until the page, or a program's answer, comes from the port. */
async function firstAnswer(startedAt, isOver) {
  while (!isOver()) {
    try {
      const response = await fetch(`http://127.0.0.1:${values.port}/`, { headers: { accept: 'text/html' } })
      if ((await response.text()).includes('Kindred')) return performance.now() - startedAt
    } catch {
      await pause(20)
    }
  }
}

async function round(number) {
  rmSync(copy, { recursive: true, force: true })
  run('git', ['clone', '-q', '--no-hardlinks', checkout, copy], folder)
  run('npm', ['ci', '--no-audit', '--no-fund', '--silent', '--prefer-offline'], copy)
  const startedAt = performance.now()
  const environment = { ...process.env, PORT_BASE: values.port, DATA_DIR: '.kindred' }
  const child = spawn('npm', ['start'], { cwd: copy, env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  const at = {}
  const note = (name, text) => {
    if (at[name] === undefined && said.includes(text)) at[name] = performance.now() - startedAt
  }
  child.stdout.on('data', (chunk) => {
    said += chunk
    at.output ??= performance.now() - startedAt
    note('line', '\nKindred\n')
    note('ready', 'Kindred is ready')
    note('people', `All ${people} demo people are there`)
    note('people', `${people} people, alice and bob`)
  })
  const over = once(child, 'exit').then(() => (at.over = true))
  const page = await firstAnswer(startedAt, () => at.over)
  const giveUp = performance.now() + 900_000
  while (at.people === undefined && at.over === undefined && performance.now() < giveUp) await pause(100)
  child.kill('SIGTERM')
  await over
  const good = at.line <= 1_000 && page <= 3_000 && at.ready !== undefined && at.people !== undefined
  const told = [
    `first output ${seconds(at.output)}`,
    `first line ${seconds(at.line)}`,
    `status page ${seconds(page)}`,
  ]
  told.push(`ready ${seconds(at.ready)}`, `all ${people} people ${seconds(at.people)}`)
  process.stdout.write(`${good ? 'ok  ' : 'FAIL'} round ${number}: ${told.join(', ')}\n`)
  if (!good) process.stdout.write(said)
  return good
}

function run(file, args, cwd) {
  const { status } = spawnSync(file, args, { cwd, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}`)
}

let failed = 0
for (let number = 1; number <= Number(values.times); number++) if (!(await round(number))) failed += 1
if (values.folder === '') rmSync(folder, { recursive: true, force: true })
process.exit(failed === 0 ? 0 : 1)
