import type { Answer } from './ask.js'
import type { Person } from './people.js'
import { as, form, nobody, type RefusalWorld } from './refusal-world.js'
import type { Refuse } from './refusals-of-staff.js'

/** As much of an MP4 as anybody looks at. */
const mp4 = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')

const start = (of: RefusalWorld, who: Person): Promise<Answer> =>
  as(of, who)('POST', '/v1/safety/verifications', {})

async function begun(of: RefusalWorld, who: Person): Promise<string> {
  return (JSON.parse((await start(of, who)).text) as { verification_id: string }).verification_id
}

const submit = (of: RefusalWorld, who: Person, id: string, file: Uint8Array | string = mp4) =>
  as(of, who)('POST', `/v1/safety/verifications/${id}/video`, form(file))

/** What a verification refuses to the person whom it is about. */
export function refuseVideoNotes(refuse: Refuse): void {
  refuse('SubmitVerification', 'unknown id', [404, 'VERIFICATION_NOT_FOUND'], (of) =>
    submit(of, of.alice, nobody()),
  )
  refuse('SubmitVerification', "someone else's id", [404, 'VERIFICATION_NOT_FOUND'], async (of) =>
    submit(of, of.bob, await begun(of, of.alice)),
  )
  refuse('SubmitVerification', 'not acceptable', [415, 'VIDEO_UNSUPPORTED'], async (of) =>
    submit(of, of.alice, await begun(of, of.alice), 'GIF89a, or so'),
  )
  refuse('SubmitVerification', 'wrong state', [409, 'VERIFICATION_PENDING'], async (of) => {
    const [first, second] = [await begun(of, of.carol), await begun(of, of.carol)]
    await submit(of, of.carol, first)
    return submit(of, of.carol, second)
  })
  refuse('StartVerification', 'wrong state', [409, 'VERIFICATION_PENDING'], async (of) => {
    await submit(of, of.newcomer, await begun(of, of.newcomer))
    return start(of, of.newcomer)
  })
}
