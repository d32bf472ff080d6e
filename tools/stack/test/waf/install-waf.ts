import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Lays the rules of docker/waf into a folder, with the packages' files where `root` has them. */
export function installWaf(checkout: string, folder: string, root: string): void {
  cpSync(join(checkout, 'docker/waf'), folder, { recursive: true })
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    const text = readFileSync(file, 'utf8')
    const moved = text.replaceAll('/etc/nginx/waf', folder).replaceAll(/ \/usr\//g, ` ${join(root, 'usr')}/`)
    writeFileSync(file, moved)
  }
}

/** Where the module finds its libraries. */
export const librariesOf = (root: string): string => join(root, 'usr/lib/x86_64-linux-gnu')
