import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Issued } from './authority.js'

/** Writes what openFolder reads: each file at once and whole, the keys readable by their owner only. */
export function writeFolder(folder: string, ca: string, { certificate, key }: Issued): void {
  mkdirSync(folder, { recursive: true })
  writeWhole(join(folder, 'ca.crt'), ca)
  writeWhole(join(folder, 'tls.key'), key, 0o600)
  writeWhole(join(folder, 'tls.crt'), certificate)
}

/** Whoever reads the file meanwhile gets the former one or this one. */
export function writeWhole(path: string, text: string, mode = 0o644): void {
  const made = `${path}.${process.pid}`
  writeFileSync(made, text, { mode })
  renameSync(made, path)
}
