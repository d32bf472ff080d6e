import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { checkout } from './victims.js'

interface Bundling {
  readonly apps: readonly string[]
  readonly stack: string
  bundleAll(
    targets: readonly { folder: string; name?: string }[],
    load: () => Promise<unknown>,
  ): Promise<number>
}

/** Whether this checkout has so much history; a shallow one has not. */
export function hasCommit(commit: string): boolean {
  try {
    execFileSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: checkout, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Puts the files of a commit into an empty folder and bundles its apps. Its code is its own, the packages of npm are the present ones. */
export async function openOldCheckout(commit: string, folder: string): Promise<void> {
  const files = execFileSync('git', ['archive', commit], { cwd: checkout, maxBuffer: 1024 ** 3 })
  execFileSync('tar', ['-x', '-C', folder], { input: files })
  const [packages, own] = [join(checkout, 'node_modules'), join(folder, 'node_modules')]
  mkdirSync(join(own, '@kindred'), { recursive: true })
  for (const name of readdirSync(packages))
    if (name !== '@kindred') symlinkSync(join(packages, name), join(own, name))
  for (const name of readdirSync(join(packages, '@kindred')))
    symlinkSync(readlinkSync(join(packages, '@kindred', name)), join(own, '@kindred', name))
  const bundling = pathToFileURL(join(folder, 'tools', 'stack', 'bin', 'bundle.mjs')).href
  const { apps, bundleAll, stack } = (await import(bundling)) as Bundling
  const targets = [...apps.map((app) => ({ folder: app })), { folder: stack, name: 'attached' }]
  await bundleAll(targets, () => import('esbuild'))
}
