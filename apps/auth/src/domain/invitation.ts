import { randomInt } from 'node:crypto'

/** Without letters that are read for others. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const codeLength = 12
const link = new RegExp(`^ref_([${alphabet}]{${codeLength}})$`)

/** 60 random bits: nobody guesses the code of somebody's invitation. */
export const newInvitationCode = (): string =>
  Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')

/** The code of the invitation that a start parameter names; undefined when it names none. */
export const invitationCodeOf = (startParam: string): string | undefined => link.exec(startParam)?.[1]
