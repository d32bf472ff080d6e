import { spellingsOf } from '../look-alikes.js'

/** A message in the spellings in which the patterns look for something. */
export interface Readings {
  /** In its own letters, large and small. */
  readonly cased: string
  /** In its own small letters. */
  readonly plain: string
  /** As it looks to somebody who reads Latin, words apart by single spaces. */
  readonly looks: readonly string[]
  /** As it sounds: Cyrillic in Latin letters, words apart by single spaces. */
  readonly sounds: string
}

const invisible = /[\p{Default_Ignorable_Code_Point}\u20E3]/gu

/** The spellings of a message. */
export function readingsOf(text: string): Readings {
  const cased = text.normalize('NFKC').replace(invisible, '')
  const { looks, sounds } = spellingsOf(text)
  return { cased, plain: cased.toLowerCase(), looks: looks.map(tidy), sounds: tidy(sounds) }
}

const tidy = (reading: string): string => reading.replace(/[’ʼ`]/gu, "'").replace(/\s+/gu, ' ')
