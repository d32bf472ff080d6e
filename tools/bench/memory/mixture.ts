import { KindredError } from '@kindred/client'

import type { Person } from './people.js'

type Act = (person: Person, photo: Blob) => Promise<unknown>

const readProfile: Act = ({ client }) => client.profile.getMyProfile()
const readConversations: Act = ({ client }) => client.chat.listConversations()

/** Takes its swipe back, so that the deck stays as large as it was. */
const swipe: Act = async ({ client }) => {
  const { candidates } = await client.discovery.listCandidates({ page_size: 20 })
  const [first] = candidates
  if (first === undefined) return
  await client.discovery.like({ target_user_id: first.user_id })
  await client.discovery.undo()
}

const write: Act = ({ live, conversationId }) =>
  live.sendMessage({ conversation_id: conversationId, text: 'Shall we meet at the bakery near the river?' })

const uploadAndDelete: Act = async ({ client }, photo) => {
  const { media_id } = await client.uploadPhoto(photo)
  await client.media.deleteMedia({ media_id })
}

/** What of a thousand acts are such; the rest reads profiles. */
const parts: readonly (readonly [number, Act])[] = [
  [100, swipe],
  [200, readConversations],
  [250, write],
  [4, uploadAndDelete],
]

/** What the nth act is: the same mixture in every stretch of a thousand, its kinds spread evenly. */
function actOf(nth: number): Act {
  // 617 and 1,000 have no divisor in common, so each number below 1,000 comes once.
  let place = (nth * 617) % 1_000
  for (const [share, act] of parts) {
    if (place < share) return act
    place -= share
  }
  return readProfile
}

/** How acts went, by the code of the refusal; `OK` for none. */
type Outcomes = Map<string, number>

/** Does the nth act of the mixture; never rejects. */
export async function act(nth: number, { people, photo, outcomes }: Crowd): Promise<void> {
  const person = people[nth % people.length]!
  const outcome = await actOf(nth)(person, photo).then(
    () => 'OK',
    (error: unknown) => (error instanceof KindredError ? error.code : String(error)),
  )
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
}

/** Who acts, and how that went so far. */
export interface Crowd {
  readonly people: readonly Person[]
  readonly photo: Blob
  readonly outcomes: Outcomes
}
