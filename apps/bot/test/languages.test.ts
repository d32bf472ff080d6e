import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { botTranslators } from '@kindred/locales/bot'

import { commandNames } from '../src/menu.js'
import { createBotService } from '../src/service.js'
import { appUrl, type Mode, openWorld, saidTo } from './world.js'

const modes: Mode[] = ['polling', 'webhook']

describe.each(modes)('over %s, the bot', (mode) => {
  it('the bot shows its commands and its menu button in the language of the person', async () => {
    const { anna, boris } = await openWorld(mode)
    await expect
      .poll(() => anna.menuButton())
      .toEqual({ type: 'web_app', text: 'Open', web_app: { url: `${appUrl}/` } })
    expect(anna.commands().map(({ command }) => command)).toEqual(commandNames)
    expect(anna.commands()[0]!.description).toBe('Begin, or open Kindred')
    await expect.poll(() => boris.commands()[0]?.description).toBe('Начать или открыть Kindred')
    boris.send('/start')
    await boris.waitFor('Привет!')
    await expect.poll(() => boris.menuButton()).toMatchObject({ text: 'Открыть' })
  })

  it('the bot speaks the chosen language from then on', async () => {
    const { anna, gateway } = await openWorld(mode)
    anna.send('/language')
    await anna.waitFor('Which language')
    await anna.press('Русский')
    await expect.poll(() => saidTo(anna)).toEqual(['Хорошо, теперь говорю по-русски.'])
    expect(gateway.person(anna.id).language).toBe('ru')
    await expect.poll(() => anna.menuButton()).toMatchObject({ text: 'Открыть' })
    await expect.poll(() => anna.commands()[0]!.description).toBe('Начать или открыть Kindred')
    anna.send('/start')
    await anna.waitFor('Привет!')
  })
})

it('the bot remembers a chosen language over a restart, without a database', async () => {
  const { anna, service, config } = await openWorld('polling')
  anna.send('/language')
  await anna.waitFor('Which language')
  await anna.press('Русский')
  await expect.poll(() => saidTo(anna)).toEqual(['Хорошо, теперь говорю по-русски.'])
  await service.stop()
  const again = createBotService({ ...config, logLevel: 'silent' })
  onTestFinished(() => again.stop())
  await again.start()
  anna.send('/privacy')
  await anna.waitFor('/delete сразу скрывает')
})

it('the bot follows a choice that was made in the Mini App', async () => {
  const { anna, gateway } = await openWorld('polling')
  anna.send('/privacy')
  await anna.waitFor('about 36 km²')
  gateway.person(anna.id).language = 'ru'
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 })
  onTestFinished(() => void vi.useRealTimers())
  anna.send('/privacy')
  await anna.waitFor('/delete сразу скрывает')
  await expect.poll(() => anna.menuButton()).toMatchObject({ text: 'Открыть' })
})

it('the bot speaks the language of the person’s Telegram while Kindred is away, and says that a choice was not kept', async () => {
  const { anna, gateway } = await openWorld('polling')
  anna.send('/language')
  await anna.waitFor('Which language')
  gateway.down = true
  await anna.press('Русский')
  await anna.waitFor('Kindred is having a short break', 15_000)
  anna.send('/privacy')
  await anna.waitFor('about 36 km²', 15_000)
})

it('the bot makes no account for somebody who only asks what it is', async () => {
  const { anna, gateway } = await openWorld('polling')
  anna.send('/help')
  await anna.waitFor('Here I answer to')
  expect(gateway.exchanges()).toEqual([])
})

describe('what Telegram shows of the bot', () => {
  const ask = async (
    apiRoot: string,
    token: string,
    method: string,
    language_code: string,
  ): Promise<string> => {
    const response = await fetch(`${apiRoot}/bot${token}/${method}?language_code=${language_code}`)
    const { result } = (await response.json()) as { result: Record<string, string> }
    return Object.values(result)[0]!
  }

  it('what Telegram shows of the bot is said in each language, English for all others', async () => {
    const { sim } = await openWorld('polling')
    const of = (method: string, language: string) => ask(sim.apiRoot, sim.botToken, method, language)
    await expect.poll(() => of('getMyShortDescription', 'ru')).toContain('Знакомства')
    expect(await of('getMyShortDescription', 'de')).toContain('Meet people near you')
    expect(await of('getMyDescription', 'ru')).toContain('Kindred помогает')
    expect(await of('getMyDescription', '')).toContain('Kindred helps you meet people')
  })

  it('what Telegram shows of the bot keeps within what Telegram takes', () => {
    for (const { t } of Object.values(botTranslators)) {
      expect(t('bot-description').length).toBeLessThanOrEqual(512)
      expect(t('bot-short-description').length).toBeLessThanOrEqual(120)
    }
  })

  it('what Telegram shows of the bot hinders nothing when Telegram refuses it', async () => {
    const { sim, anna, log } = await openWorld('polling', { offline: true })
    sim.faults.refuse({ status: 400, reason: 'texts are too long', method: 'setMyDescription', times: 3 })
    sim.faults.refuse({ status: 429, retryAfter: 1000, method: 'setMyShortDescription' })
    sim.faults.offline = false
    anna.send('/help')
    await anna.waitFor('Here I answer to', 15_000)
    await expect.poll(() => sim.faults.pending()).toBe(0)
    expect(log()).toContain('Telegram refused a text or button of the bot')
  })
})
