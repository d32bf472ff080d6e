import { expect, it } from 'vitest'

import type { StandingDecision } from '@kindred/client'

import { buttonsOf, openWorld, saidTo } from './world.js'

const idOf = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`

it('/blocked lists whom the person blocked, by pages, and takes a block back', async () => {
  const { anna, gateway } = await openWorld('polling')
  anna.send('/blocked')
  await anna.waitFor('You haven’t blocked anyone')
  const person = gateway.person(anna.id)
  person.blocks = Array.from({ length: 10 }, (_, at) => ({
    user_id: idOf(at),
    name: `Person ${at}`,
    created_at: '2026-01-01T00:00:00Z',
  }))
  anna.send('/blocked')
  const listed = await anna.waitFor('None of them has been told')
  expect(buttonsOf(listed).map(([label]) => label)).toEqual([
    ...Array.from({ length: 8 }, (_, at) => `Unblock Person ${at}`),
    'Show more',
  ])
  expect((await anna.press('Unblock Person 3'))?.text).toBe('You can see each other again.')
  expect(person.blocks.map(({ name }) => name)).not.toContain('Person 3')
  await expect
    .poll(() => anna.messages().flatMap((one) => buttonsOf(one).map(([label]) => label)))
    .not.toContain('Unblock Person 3')
})

it('/reports says what came of each report, and not whom it was about', async () => {
  const { anna, gateway } = await openWorld('polling')
  anna.send('/reports')
  await anna.waitFor('No reports')
  const report = { reason: 'HARASSMENT', created_at: '2026-05-05T10:00:00Z', answered_at: '' } as const
  gateway.person(anna.id).pastReports.push(
    { ...report, report_id: idOf(1), state: 'RECEIVED' },
    {
      ...report,
      report_id: idOf(2),
      reason: 'OTHER',
      state: 'ANSWERED',
      outcome: 'ACTION_TAKEN',
      answered_at: '2026-05-06T10:00:00Z',
    },
  )
  anna.send('/reports')
  const { text = '' } = await anna.waitFor('My reports')
  expect(text.split('\n\n')).toEqual([
    'My reports',
    'Harassment\nWe’re looking into it\nSent May 5, 2026',
    'Something else\nYou were right. We’ve done something about it.\nAnswered May 6, 2026',
    'Only you see this list. It doesn’t say whom you reported.',
  ])
})

const decisionOf = (changed: Partial<StandingDecision>): StandingDecision => ({
  decision_id: idOf(1),
  measure: 'WARN',
  rule: 'HARASSMENT',
  photo_ids: [],
  created_at: '2026-05-05T10:00:00Z',
  appeal: 'POSSIBLE',
  seen: true,
  ...changed,
})

it('/standing says what was decided, and a reply to its question appeals against that decision alone', async () => {
  const { anna, gateway } = await openWorld('polling')
  anna.send('/standing')
  await anna.waitFor('All is well')
  const person = gateway.person(anna.id)
  person.decisions = [
    decisionOf({ decision_id: idOf(1), created_at: '2026-05-06T10:00:00Z', appeal: 'UPHELD' }),
    decisionOf({ decision_id: idOf(2), measure: 'REMOVE_PHOTO', photo_ids: [idOf(9)] }),
  ]
  anna.send('/standing')
  const warned = await anna.waitFor('You’ve been warned')
  expect(warned.text).toContain('No insults, no threats, no pressure.')
  expect(warned.text).toContain('The decision stays.')
  expect(buttonsOf(warned)).toEqual([])
  const removed = await anna.waitFor('One of your photos was removed')
  expect(buttonsOf(removed)).toEqual([['Appeal…', '']])
  await anna.press('Appeal…')
  await anna.waitFor('Why is this decision wrong?')
  anna.send('x'.repeat(1_001))
  await anna.waitFor('That is too long')
  anna.send('It shows my garden.')
  await anna.waitFor('Your appeal is with us')
  expect(person.reports).toEqual(['It shows my garden.'])
  expect(person.decisions.map(({ appeal }) => appeal)).toEqual(['UPHELD', 'PENDING'])
  expect((await anna.press('Appeal…'))?.text).toContain('nothing left to appeal')
  expect(saidTo(anna).filter((said) => said.includes('Why is this decision wrong?'))).toHaveLength(1)
})
