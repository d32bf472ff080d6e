import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The version of the Kindred in a checkout. */
export function versionOf(checkout: string): string {
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string }
  return version
}
