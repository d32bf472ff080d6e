import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { type Locale, locales } from '@kindred/locales'

import { keys } from '../state/keys.js'
import { keptLocale, useI18n } from '../texts/i18n.js'
import { useClient } from './session.js'

/** Follows the chosen language, one setting for the app and the bot. */
export function useChosenLanguage(): void {
  const client = useClient()
  const { locale, setLocale } = useI18n()
  const { data } = useQuery({
    queryKey: keys.language,
    queryFn: async ({ signal }) => {
      const answer = await client.auth.getLanguage({}, { signal })
      const kept = keptLocale()
      // Chosen in this browser before the server kept the choice.
      return answer.language === undefined && kept !== undefined
        ? client.auth.setLanguage({ language: kept })
        : answer
    },
  })
  const chosen = locales.find((one) => one === data?.language)
  useEffect(() => {
    if (chosen !== undefined && chosen !== locale) setLocale(chosen)
  }, [chosen, locale, setLocale])
}

/** Chooses a language for the app and the bot at once; reverted when it cannot be stored. */
export function useChooseLanguage(onError: (error: unknown) => void): (locale: Locale) => void {
  const client = useClient()
  const queries = useQueryClient()
  const { locale: before, setLocale } = useI18n()
  const { mutate } = useMutation({
    mutationFn: (language: Locale) => client.auth.setLanguage({ language }),
    async onMutate(language) {
      await queries.cancelQueries({ queryKey: keys.language })
      queries.setQueryData(keys.language, { language })
      setLocale(language)
    },
    onError(error) {
      queries.setQueryData(keys.language, { language: before })
      setLocale(before)
      onError(error)
    },
  })
  return mutate
}
