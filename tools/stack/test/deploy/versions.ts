import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { builtVersion, imageNames, type Images } from '../container-images.js'

/** What is changed in the files of an image, which lie in the folder. */
type Change = (root: string) => void

/** Makes a version out of the one that was built: other images of the same apps, but for what is changed in them. */
export async function makeVersion(
  { engine }: Images,
  version: string,
  changes: Readonly<Partial<Record<(typeof imageNames)[number], Change>>>,
): Promise<void> {
  for (const app of imageNames) {
    const container = await engine.run('buildah', 'from', `localhost/kindred-${app}:${builtVersion}`)
    changes[app]?.(await engine.run('buildah', 'mount', container))
    await engine.run('buildah', 'config', '--label', `org.opencontainers.image.version=${version}`, container)
    await engine.run('buildah', 'commit', '-q', '--rm', container, `localhost/kindred-${app}:${version}`)
  }
}

/** Puts a text in the place of another one; throws when that is not in the file. */
export function replaceIn(file: string, from: string, to: string): Change {
  return (root) => {
    const path = join(root, file)
    const text = readFileSync(path, 'utf8')
    if (!text.includes(from)) throw new Error(`${file} has no "${from}" any more: adapt this test.`)
    writeFileSync(path, text.replaceAll(from, to))
  }
}

/** An app that migrates as ever and ends at once when it is to serve. */
export const diesAtStart: Change = (root) => {
  const main = join(root, 'kindred/main.mjs')
  const words = 'Error: THE_NEW_SETTING is missing'
  const text = `if (process.argv.length === 2) {\n  console.error('${words}')\n  process.exit(1)\n}\n`
  writeFileSync(main, text + readFileSync(main, 'utf8').replace(/^import '(.*)'$/m, "await import('$1')"))
}
