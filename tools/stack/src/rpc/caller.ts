import { Metadata } from '@grpc/grpc-js'

import { createClient } from '@kindred/client'
import { createServiceTokens } from '@kindred/identity'
import { newId } from '@kindred/kernel'
import { telegramInitData } from '@kindred/testkit/init-data'

import type { StartConfig } from '../config.js'
import { namedPeople } from '../demo/first-names.js'
import { firstTelegramId } from '../demo/people.js'
import { loadSecrets } from '../secrets.js'
import { StartFailure } from '../start-failure.js'
import type { RpcOptions } from './options.js'

/** Who calls. */
export interface Caller {
  readonly token: string | undefined
  /** Leaves no session behind. */
  end(): Promise<void>
}

const tokenOnly = (token: string | undefined): Caller => ({ token, end: async () => {} })

/** The metadata of a call by somebody: a token, if any, and an idempotency key of its own. */
export function metadataOf({ token }: Caller): Metadata {
  const metadata = new Metadata()
  metadata.set('idempotency-key', newId())
  if (token !== undefined) metadata.set('authorization', `Bearer ${token}`)
  return metadata
}

/** The app whose certificates a call shows: those of the service that calls, of the gateway for anybody else. */
export const appOf = ({ as }: RpcOptions): string => serviceIn(as) ?? 'gateway'

const serviceIn = (as: string | undefined): string | undefined => /^service:(\w+)$/.exec(as ?? '')?.[1]

/** Somebody of the options: the owner of a token, a service, a demo person who signs in for this call, or nobody. */
export async function callerOf({ as, token, service }: RpcOptions, config: StartConfig): Promise<Caller> {
  if (token !== undefined || as === undefined) return tokenOnly(token)
  const secrets = loadSecrets(config.dataDir)
  const name = serviceIn(as)
  if (name !== undefined)
    return tokenOnly(
      await createServiceTokens({ service: name, secret: secrets.service }).issue(service ?? ''),
    )
  const index = namedPeople.findIndex((person) => person.name.toLowerCase() === as.toLowerCase())
  const names = namedPeople.map((person) => person.name.toLowerCase()).join(', ')
  if (index === -1) throw new StartFailure(`There is no demo person "${as}", only ${names}.`)
  const botToken = config.botToken ?? secrets.botToken
  const user = { id: firstTelegramId + index, firstName: namedPeople[index]!.name, botToken }
  return signIn(`http://127.0.0.1:${config.ports.gateway}`, telegramInitData(user))
}

async function signIn(baseUrl: string, initData: string): Promise<Caller> {
  const client = createClient({ baseUrl })
  try {
    const { access_token } = await client.signIn({ init_data: initData, device_name: 'npm run rpc' })
    return { token: access_token, end: () => client.signOut() }
  } catch (error) {
    throw new StartFailure(`No sign-in at ${baseUrl}: ${(error as Error).message} Does \`npm start\` run?`)
  }
}
