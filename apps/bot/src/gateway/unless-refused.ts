import { KindredError } from '@kindred/client'

/** The gateway's answer; undefined when it refuses whoever asks, or what is asked for is not there. */
export async function unlessRefused<Answer>(asking: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asking
  } catch (error) {
    if (!(error instanceof KindredError) || ![403, 404].includes(error.status)) throw error
    return undefined
  }
}
