import type { Browser } from 'playwright-core'

import type { ReportPersonRequest, ReportReason } from '@kindred/client'
import { telegramInitData } from '@kindred/testkit/init-data'

import { match, type Person, seesPeople, settle, signIn } from '../../../web/test/browser/people.js'
import { adminTelegramId, type TestStack } from '../../../web/test/browser/stack.js'

type Target = Pick<TestStack, 'url' | 'botToken'>

/** The admin whom the stack's settings name. */
export const signInAdmin = (target: Target): Promise<Person> => signIn(target, 'Adela', adminTelegramId)

/** Somebody whom the admin has made a moderator. */
export async function signInModerator(target: Target, admin: Person): Promise<Person> {
  const newcomer = await signIn(target, 'Mo')
  await admin.client.auth.grantRole({ user_id: newcomer.userId, role: 'MODERATOR' })
  return signIn(target, 'Mo', newcomer.telegramId)
}

/** The person with a proof of its own for a browser: one proof is good for so many sessions. */
export const atDesk = ({ botToken }: Target, person: Person): Person => ({
  ...person,
  initData: telegramInitData({ id: person.telegramId, firstName: person.name, botToken }),
})

/** Decides whatever waits, so that a test finds what it has planted; as somebody new, who may decide every case. */
export async function emptyQueue(target: Target, admin: Person): Promise<void> {
  const { client } = await signInModerator(target, admin)
  for (;;) {
    try {
      const { case: claimed, lease_id: leaseId } = await client.safety.claimNextCase({})
      const { measures } = await client.safety.getCase({ case_id: claimed?.case_id ?? '' })
      const [measure = 'DISMISS'] = measures
      await client.safety.decideCase({ case_id: claimed?.case_id ?? '', lease_id: leaseId, measure })
    } catch (error) {
      if ((error as { code?: string }).code === 'CASE_QUEUE_EMPTY') return
      throw error
    }
  }
}

const reasons: readonly ReportReason[] = [
  'HARASSMENT',
  'SPAM_OR_SCAM',
  'FAKE_PROFILE',
  'HATE',
  'SEXUAL_CONTENT',
]
const names = ['Max', 'Ivan', 'Константин', 'عمر', 'Oleg', 'Uwe', 'Peter', 'Stefan', 'Roman', 'Paul']

/** What was planted: whom people have reported, the first one for a conversation. */
interface Planted {
  readonly reporter: Person
  readonly reported: readonly Person[]
}

/** Lets one person report so many others, each with two photos, and the first for a message. */
export async function plantReports(target: Target, browser: Browser, count: number): Promise<Planted> {
  const place = { latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 }
  const reporter = await settle(target, { name: 'Anna', gender: 'WOMAN' }, { ...place, wants: 'MAN' })
  const reported: Person[] = []
  for (const name of names.slice(0, count))
    reported.push(
      await settle(
        target,
        { name, gender: 'MAN', bio: 'Invest with me. Write to me elsewhere.', interests: ['hiking', 'tea'] },
        { ...place, wants: 'WOMAN', photos: 2 },
        browser,
      ),
    )
  await seesPeople(reporter, count)
  for (const [number, person] of reported.entries()) {
    const context = number === 0 ? await talk(reporter, person) : ({ kind: 'PROFILE' } as const)
    const reason = reasons[number % reasons.length]!
    const details = number % 2 === 0 ? 'He asked me for money twice,\nand would not stop.' : ''
    await reporter.client.safety.reportPerson({ target_user_id: person.userId, reason, details, context })
  }
  return { reporter, reported }
}

/** A conversation that goes wrong; the context of the report names its worst message. */
async function talk(reporter: Person, person: Person): Promise<ReportPersonRequest['context']> {
  const conversation = await match(reporter, person)
  const say = async (by: Person, text: string): Promise<string> => {
    const request = { conversation_id: conversation, client_message_id: crypto.randomUUID(), text }
    return (await by.client.chat.sendMessage(request)).id
  }
  await say(reporter, 'Hello! How was the mountain?')
  await say(person, 'High. Do you have savings?')
  const worst = await say(person, 'Send 500 to my cousin today, or I will tell everybody what you wrote.')
  await say(reporter, 'No.')
  return { kind: 'MESSAGE', conversation_id: conversation, message_ids: [worst] }
}
