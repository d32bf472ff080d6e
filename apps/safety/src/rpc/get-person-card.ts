import type { GetAccountResponse } from '@kindred/contracts/auth'
import type { FoundProfile } from '@kindred/contracts/profile'
import type { ModerationServiceService, PersonCard } from '@kindred/contracts/safety'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Call, Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { personNotFound } from '../domain/staff-errors.js'
import { toCaseDecision, toCaseMark, toSummary } from '../staff-messages.js'
import { lookAtPerson, type WholePerson } from '../writing/look-at-person.js'
import { findAccount } from './find-account.js'

export const getPersonCard: Handler<SafetyContext, ModerationServiceService['getPersonCard']> = async (
  context,
  { userId },
  call,
) => {
  const caller = userOf(call.principal)
  const [found, account] = await Promise.all([
    findProfile(context, userId, call),
    findAccount(context, userId, call),
  ])
  const person = await transact(context.db, (trx) =>
    lookAtPerson(
      trx,
      { userId, actorId: caller.userId, isKnown: (found ?? account) !== undefined },
      context.clock.now(),
    ),
  )
  if (person === undefined) throw personNotFound()
  return { card: toCard(userId, person, { found, account, callerId: caller.userId }) }
}

async function findProfile({ profile, tokenFor }: SafetyContext, userId: string, call: Call) {
  const options = { ...call.outgoing(), token: await tokenFor('profile') }
  return (await profile.findPeople({ query: userId }, options)).people[0]
}

interface Elsewhere {
  readonly found: FoundProfile | undefined
  readonly account: GetAccountResponse | undefined
  readonly callerId: string
}

function toCard(userId: string, person: WholePerson, { found, account, callerId }: Elsewhere): PersonCard {
  const { standing, reportsReceived, reportsMade, validReports, reporterWeight } = person
  return {
    person: {
      userId,
      name: found?.name ?? '',
      age: found?.age ?? 0,
      city: found?.city ?? '',
      standing: standing?.standing ?? 'GOOD',
    },
    standingEndsAt: standing?.ends_at ?? undefined,
    signedUpAt: account?.signedUpAt,
    sessions: account?.sessions ?? 0,
    verified: found?.verified ?? false,
    reportsReceived,
    validReports,
    reportsMade,
    reporterWeight,
    decisions: person.decisions.map(toCaseDecision),
    marks: person.marks.map(toCaseMark),
    openCases: person.openCases.map((row) => toSummary(row, callerId)),
  }
}
