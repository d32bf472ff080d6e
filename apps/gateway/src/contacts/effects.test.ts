import { expect, it } from 'vitest'

import { contactEffects } from './effects.js'

const contact = (shared: boolean) => ({
  offered: true,
  participantOffers: shared,
  shared,
  participantId: 'bob',
})

/** What the gateway answers Anna, and whose accounts it asked for. */
async function answer(shared: boolean, usernames: Readonly<Record<string, string>>) {
  const asked: string[][] = []
  const effects = contactEffects({
    serviceTokens: { issue: async () => 'service token' },
    clients: {
      auth: {
        findTelegramPeople: async ({ userIds }) => {
          asked.push(userIds)
          const people = userIds.map((userId) => ({
            userId,
            telegramId: 7,
            language: '',
            username: usernames[userId] ?? '',
          }))
          return { people }
        },
      },
    },
  })
  const effect = effects.get('/kindred.chat.v1.ChatService/GetContact')!
  return { answered: await effect({}, 'anna', { contact: contact(shared) }, []), asked }
}

const both = { anna: 'anna_p', bob: 'bob_k' }

it('gives nobody the link of the other before both share, and does not even ask for it', async () => {
  const { answered, asked } = await answer(false, both)
  expect(answered).toMatchObject({ contact: { ownLink: 'https://t.me/anna_p', link: undefined } })
  expect(asked).toEqual([['anna']])
})

it('gives the link of the other when both share', async () => {
  const { answered } = await answer(true, both)
  expect(answered).toMatchObject({
    contact: { ownLink: 'https://t.me/anna_p', link: 'https://t.me/bob_k' },
  })
})

it('gives no link of somebody without a username, and never a Telegram id', async () => {
  const { answered } = await answer(true, { anna: 'anna_p' })
  expect(answered).toMatchObject({ contact: { link: undefined } })
  expect(JSON.stringify(answered)).not.toContain('7')
})
