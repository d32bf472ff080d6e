import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'

import { type Locale, localeOf, locales, type Translator } from '@kindred/locales'
import { openStorage } from '@kindred/miniapp/browser/storage'
import { launch } from '@kindred/miniapp/telegram/bridge'

import { openTexts } from './texts.js'

interface I18n extends Translator {
  setLocale(locale: Locale): void
}

const Context = createContext<I18n | undefined>(undefined)
const key = `kindred.locale.${launch.user?.id ?? 'nobody'}`

/** The language chosen in this browser. */
export function keptLocale(): Locale | undefined {
  const kept = openStorage('localStorage')?.getItem(key)
  return locales.find((locale) => locale === kept)
}

const firstLocale = (): Locale => keptLocale() ?? localeOf(launch.user?.languageCode || navigator.language)

/** Loads the texts of the person's language before anything below is shown. */
export function I18nProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(firstLocale)
  const [translator, setTranslator] = useState<Translator>()
  useEffect(() => {
    let current = true
    const take = (loaded: Translator): void => {
      if (!current) return
      document.documentElement.lang = locale
      setTranslator(loaded)
    }
    // Texts that are gone belong to an older build: the newer one loads after a reload.
    openTexts(locale).then(take, () => window.location.reload())
    return () => {
      current = false
    }
  }, [locale])
  const value = useMemo(
    () =>
      translator && {
        ...translator,
        t: told(translator.t),
        setLocale(next: Locale) {
          openStorage('localStorage')?.setItem(key, next)
          setLocale(next)
        },
      },
    [translator],
  )
  return value && <Context value={value}>{children}</Context>
}

/** Throws, outside of the rendering, for a text that is not loaded: a bug of the screen. */
const told =
  (t: Translator['t']): Translator['t'] =>
  (key, variables) => {
    const text = t(key, variables)
    if (text === key)
      setTimeout(() => {
        throw new Error(`There is no text ${key}.`)
      })
    return text
  }

/** The texts of the chosen language. */
export function useI18n(): I18n {
  const i18n = use(Context)
  if (i18n === undefined) throw new Error('There is no I18nProvider above.')
  return i18n
}
