import { texts } from './gen/texts.js'

type Row = (typeof texts)[number]

/** The name of a text that a person may write into the profile: its field of the contract, snake_case. */
export type OwnTextName = Row['name']

/** What is kept of a person's texts, by name: null where nothing is written. */
export type OwnTexts = { [Name in OwnTextName]: string | null }

/** The texts as fields of a message of the services. */
export type OwnTextFields = { [R in Row as R['key']]: string | undefined }

/** The texts as somebody sends them. */
export type OwnTextDraft = { readonly [R in Row as R['key']]?: string | undefined }

/** A text of the profile in a person's own words. Nobody has to write one; a name is none of them. */
export interface OwnText {
  readonly name: OwnTextName
  /** The field in a message of the services, camelCase. */
  readonly key: keyof OwnTextFields
  /** One line, or one and more. */
  readonly shape: 'line' | 'text'
  /** How many characters of it are kept. */
  readonly most: number
}

/** Every such text, in the contract's order. */
export const ownTexts: readonly OwnText[] = texts
