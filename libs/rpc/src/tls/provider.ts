import type { experimental } from '@grpc/grpc-js'

import type { CertificateFolder, Credentials } from '@kindred/certificates'

type Provider = experimental.CertificateProvider

/** A folder of certificates as grpc-js takes it. Its own watcher of files may read a key beside the certificate before it. */
export function createProvider(folder: CertificateFolder): Provider {
  const authorities = createRound(folder, ({ ca }) => ({ caCertificate: ca }))
  const identities = createRound(folder, ({ certificate, key }) => ({ certificate, privateKey: key }))
  return {
    addCaCertificateListener: authorities.add,
    removeCaCertificateListener: authorities.remove,
    addIdentityCertificateListener: identities.add,
    removeIdentityCertificateListener: identities.remove,
  }
}

function createRound<Update>(folder: CertificateFolder, updateOf: (credentials: Credentials) => Update) {
  const leaving = new Map<(update: Update) => void, () => void>()
  return {
    add(listener: (update: Update) => void): void {
      const leave = folder.onChange((credentials) => listener(updateOf(credentials)))
      leaving.set(listener, leave)
      // grpc-js takes the first update only once it has finished adding the listener.
      process.nextTick(() => listener(updateOf(folder.current)))
    },
    remove(listener: (update: Update) => void): void {
      leaving.get(listener)?.()
      leaving.delete(listener)
    },
  }
}
