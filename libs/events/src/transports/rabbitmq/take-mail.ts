import type { AsyncMessage, Channel } from 'rabbitmq-client'

import type { Event } from '@kindred/contracts/events'
import type { Log } from '@kindred/kernel'

import type { EventReceiver } from '../../inbox/receiver.js'
import { readMail } from './letter.js'
import type { Seal } from './seal.js'

/** Who takes messages, and what proves their senders. */
export interface TakeMailOptions {
  /** This service. */
  readonly subscriber: string
  readonly seal: Seal
  readonly receiver: Pick<EventReceiver, 'takeEvents' | 'holds'>
  readonly log: Log
}

/** Hands the events of a batch over in their order and answers its questions; resolves with the messages that are refused. */
export async function takeMail(
  options: TakeMailOptions,
  channel: Channel,
  batch: readonly AsyncMessage[],
  ends: AbortSignal,
): Promise<ReadonlySet<AsyncMessage>> {
  const refused = new Set<AsyncMessage>()
  const refuse = (message: AsyncMessage): void => {
    const { messageId, routingKey } = message
    options.log.error({ event: messageId, routingKey }, 'a message was refused: its sender may not send it')
    refused.add(message)
  }
  for (const run of runsOf(options, batch)) {
    if (run.kind === 'refused') refuse(run.message)
    else if (run.kind === 'question') await answer(options, channel, run)
    else for (const message of await takeEvents(options, run, ends)) refuse(message)
  }
  return refused
}

/** Events of one sender that follow each other, with the message of each. */
interface EventRun {
  readonly kind: 'events'
  readonly sender: string
  readonly events: Event[]
  readonly messages: AsyncMessage[]
}

interface Question {
  readonly kind: 'question'
  readonly aggregateId: string
  readonly message: AsyncMessage
}

type Run = EventRun | Question | { readonly kind: 'refused'; readonly message: AsyncMessage }

function runsOf(options: TakeMailOptions, batch: readonly AsyncMessage[]): Run[] {
  const runs: Run[] = []
  for (const message of batch) {
    const mail = readMail(options, message)
    const last = runs.at(-1)
    if (mail.kind !== 'event') runs.push({ ...mail, message })
    else if (last?.kind === 'events' && last.sender === mail.sender) {
      last.events.push(mail.event)
      last.messages.push(message)
    } else runs.push({ kind: 'events', sender: mail.sender, events: [mail.event], messages: [message] })
  }
  return runs
}

/** Resolves with the messages whose events are refused for good. */
async function takeEvents(
  { receiver }: TakeMailOptions,
  { sender, events, messages }: EventRun,
  ends: AbortSignal,
): Promise<AsyncMessage[]> {
  const failures = await receiver.takeEvents(sender, events, ends)
  const ids = new Set(failures.map(({ eventId }) => eventId))
  return messages.filter((_, index) => ids.has(events[index]!.id))
}

/** What came before the question is applied by now, unless it is held. */
async function answer({ receiver }: TakeMailOptions, channel: Channel, question: Question): Promise<void> {
  const { replyTo, correlationId } = question.message
  if (replyTo === undefined || correlationId === undefined) return
  const isApplied = !(await receiver.holds(question.aggregateId))
  await channel.basicPublish({ routingKey: replyTo, correlationId }, Buffer.from(String(isApplied)))
}
