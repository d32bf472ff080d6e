import { createClient, KindredError, type Measure } from '@kindred/client'

import { type Person, signIn, until } from '../../../web/test/browser/people.js'
import type { TestStack } from '../../../web/test/browser/stack.js'

type Target = Pick<TestStack, 'url' | 'botToken'>

/** Somebody with a role decides the open case about a person. */
export async function decideAbout({ client }: Person, person: Person, measure: Measure): Promise<void> {
  let caseId = ''
  await until(
    async () => {
      const { cases } = await client.safety.listCases({ page_size: 100 })
      caseId = cases.find(({ subject_id: id }) => id === person.userId)?.case_id ?? ''
      return caseId !== ''
    },
    'there is a case',
    60_000,
  )
  const { lease_id: leaseId } = await client.safety.claimCase({ case_id: caseId })
  const wish = {
    measure,
    rule: 'HARASSMENT',
    note: 'Threats.',
    ...(measure === 'SUSPEND' && { days: 7 }),
  } as const
  await client.safety.decideCase({ case_id: caseId, lease_id: leaseId, ...wish })
}

/** How a person's next sign-in ends: `OK`, or the code of the refusal. */
export async function comesBack(target: Target, person: Person): Promise<string> {
  const refusal = await refusalOf(target, person)
  return refusal?.code ?? 'OK'
}

/** Somebody who is shut out appeals, with what the refused sign-in gave. */
export async function appeal(target: Target, person: Person, text: string): Promise<void> {
  let token = ''
  await until(
    async () => {
      token = (await refusalOf(target, person))?.problem.facts?.['appeal_token'] ?? ''
      return token !== ''
    },
    'the sign-in is refused',
    60_000,
  )
  await createClient({ baseUrl: target.url }).safety.appealFromOutside({ appeal_token: token, text })
}

async function refusalOf(target: Target, { name, telegramId }: Person): Promise<KindredError | undefined> {
  try {
    await signIn(target, name, telegramId)
    return undefined
  } catch (error) {
    if (error instanceof KindredError) return error
    throw error
  }
}
