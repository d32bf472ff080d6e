import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  createAuthority,
  generateKeys,
  issue,
  type Issued,
  type Life,
  writeFolder,
} from '@kindred/certificates/issue'

/** Certificates of an authority for tests, and folders with them. */
export interface TestCertificates {
  /** One folder for each app, by its name. */
  readonly root: string
  readonly authority: Issued
  /** The folder of an app, with a certificate of its name unless told otherwise. */
  folderOf(app: string, made?: Made): string
  remove(): void
}

interface Made {
  readonly names?: readonly string[]
  readonly life?: Life
  /** Who signs. */
  readonly authority?: Issued
  /** PEM of those who are believed. */
  readonly believes?: string
}

/** Good since an hour and for as many more. */
export const lifeOf = (hours: number): Life => ({
  from: new Date(Date.now() - 3_600_000),
  until: new Date(Date.now() + hours * 3_600_000),
})

/** Keys take long to make: certificates share two of them, in turn. */
const keys: ReturnType<typeof generateKeys>[] = []
let turn = 0

/** A certificate of these names, good for a day unless told; its key is not that of the one before. */
export function issueFast(authority: Issued, names: readonly string[], life = lifeOf(24)): Issued {
  turn += 1
  return issue(authority, names, life, (keys[turn % 2] ??= generateKeys()))
}

export const newAuthority = (): Issued => createAuthority(lifeOf(24))

export function createTestCertificates(): TestCertificates {
  const root = mkdtempSync(join(tmpdir(), 'kindred-certificates-'))
  const authority = newAuthority()
  return {
    root,
    authority,
    folderOf(app, made = {}) {
      const { names = [app], life = lifeOf(24), authority: signer = authority } = made
      const folder = join(root, app)
      writeFolder(folder, made.believes ?? authority.certificate, issueFast(signer, names, life))
      return folder
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
