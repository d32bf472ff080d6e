import { expect, it } from 'vitest'

import { botTranslators } from '../src/bot.js'
import { createTranslator, type Key, loadTranslator, localeOf } from '../src/index.js'

it('chooses Russian for readers of Russian and English for the others', () => {
  expect(['ru', 'ru-RU', 'RU', 'kk', 'be_BY'].map(localeOf)).toEqual(['ru', 'ru', 'ru', 'ru', 'ru'])
  expect(['en', 'xx-AT', 'rum', '', undefined].map(localeOf)).toEqual(['en', 'en', 'en', 'en', 'en'])
})

it('fills variables in without marks around them and counts as the language does', () => {
  const text =
    'cats = { $n ->\n    [one] { $n } кошка у { $who }\n    [few] { $n } кошки у { $who }\n   *[many] { $n } кошек у { $who }\n }'
  const { t } = createTranslator('ru', [text])
  const cats = (n: number): string => t('cats' as Key, { n, who: 'Ани' })
  expect([1, 3, 5, 21].map(cats)).toEqual([
    '1 кошка у Ани',
    '3 кошки у Ани',
    '5 кошек у Ани',
    '21 кошка у Ани',
  ])
})

it('keeps names that run from right to left, and signs that turn text around, to themselves', () => {
  const { t } = createTranslator('en', ['who = { $name }, { $age }'])
  const who = (name: string): string => t('who' as Key, { name, age: 25 })
  expect(who('Anna')).toBe('Anna, 25')
  expect(who('שרה')).toBe('\u2068שרה\u2069, 25')
  expect(who('عمر')).toBe('\u2068عمر\u2069, 25')
  expect(who('A\u202Enna')).toBe('Anna, 25')
  expect(who('\u2069\u202Eשר\u2068ה')).toBe('\u2068שרה\u2069, 25')
})

it('answers the key for an unknown message and the fallback for an unknown label', () => {
  const { t, label } = createTranslator('en', [])
  expect(t('no-such-thing' as Key)).toBe('no-such-thing')
  expect(label('goal', 'LONG_TERM')).toBe('LONG_TERM')
  expect(label('interest', 'curling', 'Curling')).toBe('Curling')
})

it('learns the texts of a part when they are asked for, as often as they are', async () => {
  const { t, add } = await loadTranslator('en')
  expect(t('settings-title')).toBe('settings-title')
  await Promise.all([add('rooms'), add('rooms')])
  expect(t('settings-title')).toBe('Settings')
  expect(t('pool-people', { count: 1 })).toBe('pool-people')
})

it('labels what the API names', async () => {
  const { label } = await loadTranslator('ru')
  expect(label('goal', 'LONG_TERM')).toBe('Серьёзные отношения')
  expect(label('interest', 'board_games')).toBe('Настольные игры')
  expect(botTranslators.en.label('children', 'DO_NOT_WANT')).toBe('Don’t want children')
})
