import type { Contact } from '@kindred/contracts/chat'
import type { ServiceTokens } from '@kindred/identity'

import type { Clients } from '../services.js'
import type { Effect, Effects } from '../transcoding/effects.js'

interface ContactsContext {
  readonly clients: { readonly auth: Pick<Clients['auth'], 'findTelegramPeople'> }
  readonly serviceTokens: Pick<ServiceTokens, 'issue'>
}

/** Puts the links into contacts: auth tells the usernames to the gateway, and chat never learns them. */
export const contactEffects = (context: ContactsContext): Effects => {
  const effect: Effect = async (_request, callerId, response) => {
    const { contact } = response as { contact?: Contact }
    return contact && { contact: await linked(context, contact, callerId) }
  }
  return new Map<string, Effect>([
    ['/kindred.chat.v1.ChatService/GetContact', effect],
    ['/kindred.chat.v1.ChatService/ShareContact', effect],
  ])
}

/** The other is asked for only when both share. */
async function linked(
  { clients, serviceTokens }: ContactsContext,
  contact: Contact,
  callerId: string,
): Promise<Contact> {
  const { shared, participantId } = contact
  const userIds = shared ? [callerId, participantId] : [callerId]
  const token = await serviceTokens.issue('auth')
  const { people } = await clients.auth.findTelegramPeople({ userIds }, { token })
  const linkOf = (userId: string): string | undefined => {
    const username = people.find((person) => person.userId === userId)?.username ?? ''
    return username === '' ? undefined : `https://t.me/${username}`
  }
  return { ...contact, ownLink: linkOf(callerId), link: shared ? linkOf(participantId) : undefined }
}
