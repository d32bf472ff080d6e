// `npm run dev`: bundles on each change and starts the system again when it bundles.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { bundleAll, bundleOptions, stack } from './bundle.mjs'

export async function watch(esbuild, folders) {
  let running
  let pending
  let ending = false

  async function restart() {
    if (running !== undefined && running.exitCode === null && running.signalCode === null) {
      running.kill('SIGTERM')
      await once(running, 'exit')
    }
    if (ending) return
    const dist = join(stack, 'dist')
    const args = [
      '--enable-source-maps',
      '--import',
      join(dist, 'attached.js'),
      join(stack, 'bin', 'run.mjs'),
    ]
    const options = { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], detached: true }
    running = spawn(process.execPath, [...args, ...process.argv.slice(2)], options)
  }

  function changed() {
    clearTimeout(pending)
    pending = setTimeout(() => void restart(), 150)
  }

  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      ending = true
      running?.kill('SIGTERM')
      if (running === undefined || running.exitCode !== null) process.exit(0)
      running.once('exit', () => process.exit(0))
    })
  }

  const tools = ['attached', 'draw'].map((name) => ({ folder: stack, name }))
  await bundleAll(tools, async () => ({ build: esbuild.build, stop: () => undefined }))
  for (const folder of folders) {
    const plugins = [
      { name: 'restart', setup: (build) => build.onEnd(({ errors }) => errors.length === 0 && changed()) },
    ]
    const context = await esbuild.context({ ...bundleOptions(folder), plugins })
    await context.watch()
  }
}
