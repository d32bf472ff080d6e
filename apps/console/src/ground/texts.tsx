import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'

import { loadConsoleTranslator, type Locale, localeOf, locales, type Translator } from '@kindred/locales'
import { loadPatiently } from '@kindred/miniapp/browser/load-patiently'
import { openStorage } from '@kindred/miniapp/browser/storage'
import { launch } from '@kindred/miniapp/telegram/bridge'

interface Texts extends Translator {
  setLocale(locale: Locale): void
}

const Context = createContext<Texts | undefined>(undefined)
const key = 'kindred.console.locale'

function firstLocale(): Locale {
  const kept = openStorage('localStorage')?.getItem(key)
  const chosen = locales.find((locale) => locale === kept)
  return chosen ?? localeOf(launch.user?.languageCode || navigator.language)
}

/** Loads the texts of the reader's language before anything below is shown. */
export function TextsProvider({ children }: { children: ReactNode }) {
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
    loadPatiently(() => loadConsoleTranslator(locale)).then(take, () => window.location.reload())
    return () => {
      current = false
    }
  }, [locale])
  const value = useMemo(
    () =>
      translator && {
        ...translator,
        setLocale(next: Locale) {
          openStorage('localStorage')?.setItem(key, next)
          setLocale(next)
        },
      },
    [translator],
  )
  return value && <Context value={value}>{children}</Context>
}

/** The texts of the chosen language. */
export function useTexts(): Texts {
  const texts = use(Context)
  if (texts === undefined) throw new Error('There is no TextsProvider above.')
  return texts
}
