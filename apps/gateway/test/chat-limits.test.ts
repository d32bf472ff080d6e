import { expect, it, onTestFinished } from 'vitest'

import { newId } from '@kindred/kernel'

import { startChatWorld } from './chat-world.js'
import { send } from './requests.js'

const message = () => ({ client_message_id: newId(), text: 'hello' })

/** What a person who has 6 messages a minute may send, by socket and by request in turn. */
async function openPerson() {
  const world = await startChatWorld({ config: { rateLimitScale: 0.1 } })
  onTestFinished(() => world.close())
  const userId = newId()
  const [socket, token] = [await world.connect(userId), await world.authority.issue(userId)]
  const conversation = newId()
  return {
    bySocket: () =>
      socket.request('message.send', { conversation_id: conversation, ...message() }).then(
        () => 200,
        (problem: { status: number }) => problem.status,
      ),
    async byRequest() {
      const url = `/v1/chat/conversations/${conversation}/messages`
      return (await send(world.gateway, { method: 'POST', url, payload: message(), token })).status
    },
  }
}

it('counts messages once, whether they come by socket or by request', async () => {
  const { bySocket, byRequest } = await openPerson()
  for (let i = 0; i < 3; i++) expect([await bySocket(), await byRequest()]).toEqual([200, 201])
  expect([await bySocket(), await byRequest()]).toEqual([429, 429])
})
