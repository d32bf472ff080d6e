import { KindredError } from '@kindred/client'

import { type ServiceName, serviceNames } from '../src/index.js'
import { forEachName } from '../src/names.js'
import type { Person } from './people.js'

type Probe = (person: Person) => Promise<unknown>

/** For each service a call that asks its database. */
const probes: Record<ServiceName, Probe> = {
  auth: ({ client }) => client.auth.listSessions(),
  profile: ({ client }) => client.profile.getMyProfile(),
  discovery: ({ client }) => client.discovery.listMatches(),
  media: ({ client }) => client.media.listMyMedia(),
  chat: ({ client }) => client.chat.listConversations(),
  safety: ({ client }) => client.safety.listMyReports(),
  notification: ({ client }) => client.notification.getSettings(),
}

/** How each service answers: `ok`, or the status and code of its problem. */
export async function askAll(person: Person): Promise<Record<ServiceName, string>> {
  const answers = await Promise.all(
    serviceNames.map(async (name) => [name, await ask(probes[name], person)] as const),
  )
  return Object.fromEntries(answers) as Record<ServiceName, string>
}

/** How one service answers. */
export const askOne = (service: ServiceName, person: Person): Promise<string> => ask(probes[service], person)

async function ask(probe: Probe, person: Person): Promise<string> {
  try {
    await probe(person)
    return 'ok'
  } catch (error) {
    if (error instanceof KindredError) return `${error.status} ${error.code}`
    throw error
  }
}

/** The answers when all is well. */
export const allOk = forEachName(serviceNames, () => 'ok')
