import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'

import type { ChoiceType } from '@kindred/facts'

import type { Key } from './gen/keys.js'
import { isolated } from './isolated.js'
import type { Locale } from './locale.js'

/** Values for the variables of a message. */
type Variables = Readonly<Record<string, FluentVariable>>

/** The kinds of labels: a label's key is the kind and the id, for example `goal-long-term`. */
type LabelKind = 'interest' | 'interest-group' | 'rule' | ChoiceType

/** Somebody's town: as it was given, and its names by language where it is a known one. */
interface Place {
  readonly city?: string
  readonly city_names: readonly { readonly language: string; readonly name: string }[]
}

/** The texts of one language. */
export interface Translator {
  readonly locale: Locale
  /** The text of a message; the key itself when there is none. */
  t(this: void, key: Key, variables?: Variables): string
  /** The label of a choice or catalogue id as the API names it (`LONG_TERM`, `board_games`); `fallback` or the id for an unknown one. */
  label(this: void, kind: LabelKind, id: string, fallback?: string): string
  /** A person's town in this language, else as it was given. */
  city(this: void, place: Place): string | undefined
}

/** A translator that can be given more texts. */
interface LearningTranslator extends Translator {
  learn(text: string): void
}

/** A translator over Fluent texts. Only what runs from right to left is isolated, by us: Fluent would put its marks around every number too. */
export function createTranslator(locale: Locale, texts: readonly string[]): LearningTranslator {
  const bundle = new FluentBundle(locale, { useIsolating: false })
  const learn = (text: string): void => void bundle.addResource(new FluentResource(text))
  texts.forEach(learn)

  function find(key: string, variables?: Variables): string | undefined {
    const pattern = bundle.getMessage(key)?.value
    return pattern === undefined || pattern === null
      ? undefined
      : bundle.formatPattern(pattern, tamed(variables), [])
  }

  return {
    locale,
    learn,
    t: (key, variables) => find(key, variables) ?? key,
    label: (kind, id, fallback) => find(`${kind}-${id.toLowerCase().replaceAll('_', '-')}`) ?? fallback ?? id,
    city: ({ city, city_names: names }) => names.find(({ language }) => language === locale)?.name ?? city,
  }
}

const tamed = (variables: Variables = {}): Variables =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolated(value) : value,
    ]),
  )
