import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Installs what a rival stands on into its own folder, by its own lock: `npm ci` of the checkout brings none of it. Answers how many MB
 * lie there; 0 of them are downloaded when they are there already.
 */
export function installOwnPackages(folder: string): { megabytes: number; isNew: boolean } {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  const packages = join(folder, 'node_modules')
  const mark = join(packages, '.installed-lock')
  const isNew = !existsSync(mark) || readFileSync(mark, 'utf8') !== lock
  if (isNew) {
    const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--workspaces=false']
    const { status, stderr } = spawnSync('npm', flags, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`npm ci in ${folder} failed: ${stderr}`)
    writeFileSync(mark, lock)
  }
  return { megabytes: Math.round(bytesIn(packages) / 1e6), isNew }
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const stat = lstatSync(join(folder, name))
    return stat.isFile() ? sum + stat.size : sum
  }, 0)
}

/** Loads one of them. */
export const ownPackage = (folder: string, name: string): Promise<unknown> =>
  import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href)
