import { expect, vi } from 'vitest'

import { type Person, phonePhoto, settle, type Target } from './people.js'
import { getTls, TrustingSocket } from './tls-client.js'

/** Two people sign in over TLS, one shows a photo, they like each other and one hears live what the other writes. */
export async function meetAndTalk(target: Target): Promise<void> {
  const place = { latitude: 12.5, longitude: 99.5 }
  const anna = await settle(target, { ...place, name: 'Anna', gender: 'WOMAN', wants: 'MAN' })
  const ben = await settle(target, { ...place, name: 'Ben', gender: 'MAN', wants: 'WOMAN' })
  const photo = await anna.client.uploadPhoto(await phonePhoto())
  const { pathname, search } = new URL(photo.urls!.card, target.url)
  const shown = await getTls(target.url + pathname + search)
  expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/webp'])

  const [one, other] = [anna, ben].map(({ client }) => client.connect({ WebSocket: TrustingSocket }))
  const heard: string[] = []
  other!.on((event) => event.type === 'message.created' && heard.push(event.data.message?.text ?? ''))
  // A client gives an attempt 15 seconds before it tries again.
  await vi.waitFor(() => expect([one!.state, other!.state]).toEqual(['ready', 'ready']), {
    timeout: 60_000,
  })
  const like = (from: Person, to: Person) => from.client.discovery.like({ target_user_id: to.userId })
  await vi.waitFor(() => like(anna, ben), { timeout: 60_000 })
  const { match } = await like(ben, anna)
  const conversation_id = match?.match_id ?? ''
  await vi.waitFor(() => anna.client.chat.listMessages({ conversation_id }), { timeout: 60_000 })
  const words = 'Hello through the proxy'
  await one!.sendMessage({ conversation_id, text: words })
  await expect.poll(() => heard, { timeout: 60_000 }).toEqual([words])
  one!.close()
  other!.close()
}
