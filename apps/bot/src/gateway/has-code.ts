import { KindredError } from '@kindred/client'

/** True for the refusal of the gateway that bears this code. */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof KindredError && error.code === code

/** True for what the gateway says to somebody whose account waits for its deletion. */
export const isLeaving = (error: unknown): boolean => hasCode(error, 'ACCOUNT_LEAVING')

/** True for what chat says of a conversation that has ended. */
export const hasEnded = (error: unknown): boolean => hasCode(error, 'CONVERSATION_NOT_FOUND')
