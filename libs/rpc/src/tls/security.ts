import { ChannelCredentials, type ChannelOptions, experimental, type ServerCredentials } from '@grpc/grpc-js'

import { dnsNames, openFolder } from '@kindred/certificates'
import type { Log } from '@kindred/kernel'

import { createProvider } from './provider.js'

/** How the way to one service is secured. */
export interface ChannelSecurity {
  readonly credentials: ChannelCredentials
  readonly options: ChannelOptions
}

/** How a process secures its RPC port and its ways to others. */
export interface RpcSecurity {
  readonly server: ServerCredentials
  /** Whatever its address, an instance must show the certificate of the service's name. */
  towards(service: string): ChannelSecurity
  /** For how many days the own certificate is good; below 0 once it has ended. */
  daysLeft(): number
  /** Takes no new certificates any more. */
  close(): void
}

const dayMs = 86_400_000

/** Mutual TLS with what the files of a folder hold at the time of each handshake; undefined without a folder. Throws as openFolder does. */
export function openSecurity(folder: string | undefined, log: Log): RpcSecurity | undefined {
  if (folder === undefined) return undefined
  const certificates = openFolder(folder, log)
  const provider = createProvider(certificates)
  const verifyOptions = { checkServerIdentity: refuseOthers }
  const credentials = experimental.createCertificateProviderChannelCredentials(
    provider,
    provider,
    verifyOptions,
  )
  return {
    server: experimental.createCertificateProviderServerCredentials(provider, provider, true),
    towards: (service) => ({ credentials, options: { 'grpc.ssl_target_name_override': service } }),
    daysLeft: () => (certificates.current.endsAt.getTime() - Date.now()) / dayMs,
    close: () => certificates.close(),
  }
}

/** The way to a service of a process that has no certificates. */
export const plaintext: ChannelSecurity = { credentials: ChannelCredentials.createInsecure(), options: {} }

/** Unlike Node's own check it takes nothing for the name but a DNS name. */
function refuseOthers(
  service: string,
  { subjectaltname }: { readonly subjectaltname?: string },
): Error | undefined {
  const names = dnsNames(subjectaltname)
  if (names.includes(service)) return undefined
  return new Error(`The instance shows a certificate of ${names.join(', ') || 'nobody'}, not of ${service}.`)
}
