import { type FSWatcher, watch } from 'node:fs'

import type { Log } from '@kindred/kernel'

import { type Credentials, readFolder } from './read-folder.js'

/** The credentials of a process, taken anew whenever their files change. */
export interface CertificateFolder {
  readonly current: Credentials
  /** Called with every new credentials; answers how to leave. */
  onChange(listener: (credentials: Credentials) => void): () => void
  close(): void
}

/** Three files are not written at once: what a change tells of is read when nothing more has come for as long. */
const settleMs = 100
/** What the file system does not tell of is found by then. */
const pollMs = 10_000

/**
 * Opens and watches a folder with `ca.crt`, `tls.crt` and `tls.key`; throws as readFolder does. Files that cannot be used later are told in
 * the log, and the former ones stay.
 */
export function openFolder(folder: string, log: Log): CertificateFolder {
  const listeners = new Set<(credentials: Credentials) => void>()
  let current = readFolder(folder)
  let told = ''

  function look(isSettled: boolean): void {
    try {
      const next = readFolder(folder)
      told = ''
      if (isSame(current, next)) return
      current = next
      const { fingerprint, endsAt } = next
      log.info({ folder, fingerprint, endsAt }, 'new certificates')
      for (const listener of listeners) listener(next)
    } catch (error) {
      const { message } = error as Error
      if (isSettled && message !== told) log.warn({ folder, err: error }, 'the former certificates stay')
      if (isSettled) told = message
    }
  }

  const poll = setInterval(() => look(true), pollMs).unref()
  const stopWatching = onChanges(folder, () => look(false))
  return {
    get current() {
      return current
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      clearInterval(poll)
      stopWatching()
    },
  }
}

const isSame = (one: Credentials, other: Credentials): boolean =>
  one.ca.equals(other.ca) && one.certificate.equals(other.certificate) && one.key.equals(other.key)

/** Kubernetes replaces a link in the folder, others its files: either is told of by the folder. */
function onChanges(folder: string, look: () => void): () => void {
  let settling: NodeJS.Timeout | undefined
  const settle = (): void => {
    clearTimeout(settling)
    settling = setTimeout(look, settleMs).unref()
  }
  let watcher: FSWatcher | undefined
  try {
    watcher = watch(folder, { persistent: false }, settle)
    // A file system that cannot be watched any more is looked at all the same.
    watcher.on('error', () => watcher?.close())
  } catch {
    watcher = undefined
  }
  return () => {
    clearTimeout(settling)
    watcher?.close()
  }
}
