import { serviceNames } from '../names.js'

/** What ends the rows of a table. */
interface RetentionRule {
  /** Why the table does not grow without an end, in words for an operator. */
  readonly ends: string
  /** SQL that holds of the rows that the next run of the service's job removes; only where a time decides alone. */
  readonly over?: string
}

/** Rows go at a certain age. */
const aged = (column: string, age: string, ends = `after ${age}`): RetentionRule => ({
  ends,
  over: `${column} < now() - interval '${age}'`,
})
/** Rows say themselves until when they are there. */
const until = (column: string, ends: string): RetentionRule => ({ ends, over: `${column} < now()` })
/** Rows go with the account, and a person has a bounded number of them. */
const ofPerson = (ends = 'with the account; a bounded number each'): RetentionRule => ({ ends })
/** What people wrote and showed: nothing but its people, or the operator, ends it. */
const content = (ends: string): RetentionRule => ({ ends })
const bounded = (ends: string): RetentionRule => ({ ends })

/** What every service has for its events and repeated requests. */
const ofEveryService: Readonly<Record<string, RetentionRule>> = {
  departure: aged('left_at', '360 days'),
  idempotency: aged('created_at', '24 hours'),
  inbox_event: aged('applied_at', '14 days'),
  kysely_migration: bounded('one for each migration'),
  kysely_migration_lock: bounded('one row'),
  outbox_delivery: aged('dead_at', '180 days', 'when delivered; dead letters after 180 days'),
  outbox_event: bounded('with its last delivery'),
  outbox_replay: bounded('when replayed'),
  outbox_subscription: bounded('one for each subscriber and type'),
}

const ofServices: Readonly<Record<string, RetentionRule>> = {
  'auth backup': bounded('one row'),
  'auth console_link': ofPerson('one for each moderator, replaced by the next'),
  'auth data_export': aged('requested_at', '30 days'),
  'auth deletion': aged('erased_at', '366 days', 'receipts after 366 days'),
  'auth export_chunk': bounded('a day after the export is ready'),
  'auth invitation': ofPerson('with the account; one each'),
  'auth proof_use': until('expires_at', 'when the proof has expired, a day at most'),
  'auth refresh_token': aged('used_at', '30 days', '30 days after its use; else with the session'),
  'auth revoked_session': until('expires_at', 'when no access token of it is good any more'),
  'auth session': until('expires_at', '30 days after the last use, 90 after the sign-in'),
  'auth sign_in': aged('signed_in_at', '90 days'),
  'auth signing_key': bounded('when retired and no token of it is good any more'),
  'auth standing': bounded('when the sanction ends, or the person is forgotten'),
  'auth user_account': ofPerson('with the account'),

  'profile account': ofPerson('with the account; one each'),
  'profile location_change': bounded('a day after the change'),
  'profile profile': content('with the account'),
  'profile verification': content('with the account; one for each decision'),

  'discovery absence': ofPerson('when the deletion is taken back or done'),
  'discovery account': ofPerson('with the account; one each'),
  'discovery candidate': ofPerson('with the account; one each'),
  'discovery change': bounded('when every instance has read it, a quarter of an hour at most'),
  'discovery deck': aged('made_at', '1 day'),
  'discovery hidden_block': ofPerson('with the account of either'),
  'discovery kept_block': bounded('12 months after the last use'),
  'discovery lost_sight': bounded('an hour after it began'),
  'discovery pair': content('likes, passes and matches: with the account of either'),
  'discovery past_deck': aged('left_at', '1 hour'),
  'discovery person': ofPerson('with the account; one each'),
  'discovery pool_answer': aged('counted_at', '10 minutes'),
  'discovery sealed_words': until('keep_until', '30 days after the like has ended'),
  'discovery standing': bounded('when the sanction ends, or the account goes'),
  'discovery superlike': bounded('24 hours after it was given'),
  'discovery swipe_pace': aged('last_at', '10 minutes'),
  'discovery tally': bounded('within seconds, when it is added up'),
  'discovery trait_layout': bounded('one row'),
  'discovery untold_like': bounded('within seconds, when it is told'),
  'discovery waiting_profile': bounded('when the account is known, or goes'),
  'discovery word': bounded('one for each word that profiles choose from'),

  'media held_photo': bounded('with the evidence, 30 days after the end of its case'),
  'media pending_removal': bounded('when its files are removed'),
  'media photo': content('with its owner’s word or account; MEDIA_QUOTA each'),
  'media photo_removal': bounded('with the photo, or when the decision is taken back'),
  'media removed_photo': bounded(
    'one for each photo that moderators removed, 100 bytes; never, since it is what finds the picture again',
  ),

  'chat absence': ofPerson('when the deletion is taken back or done'),
  'chat conversation': content('with the match'),
  'chat first_message': bounded('digests, 7 days after the message'),
  'chat member': content('with the conversation'),
  'chat message': content('with the match: never by age'),
  'chat participant': ofPerson('with the account; one each'),
  'chat sealed_conversation': until('keep_until', '30 days after the end of the conversation'),
  'chat sealed_message': bounded('30 days after the end of the conversation'),
  'chat standing': bounded('when the sanction ends, or the account goes'),
  'chat trust': ofPerson('with the account; one each'),
  'chat user_event': aged('created_at', '7 days', 'after 7 days, or 1,000 of a person'),
  'chat user_stream': ofPerson('with the account; one each'),

  'notification arrival': bounded('when it was seen, or has ended; with the account'),
  'notification bot_message': aged('sent_at', '30 days'),
  'notification bot_state': ofPerson(),
  'notification broadcast': aged('created_at', '365 days'),
  'notification delivery': aged('finished_at', '1 day'),
  'notification gateway_instance': bounded('an hour after it was last heard of'),
  'notification notice': aged('created_at', '7 days', 'when told, or after 7 days'),
  'notification own_message': aged('told_at', '1 hour'),
  'notification person': ofPerson('with the account; one each'),
  'notification presence': bounded('an hour after the socket closed'),
  'notification recipient': ofPerson('with the account; one each'),
  'notification settings': ofPerson('with the account; one each'),
  'notification thread': ofPerson('with the conversation'),

  'safety appeal': bounded('with its case, a year after the end'),
  'safety audit.record': content('never: it proves what staff did, and nobody may change it'),
  'safety case_post': bounded('with its case'),
  'safety case_file': bounded('a year after its end'),
  'safety evidence': bounded('30 days after the end of its case'),
  'safety decision': bounded('with its case'),
  'safety known_account': bounded(
    'with the account, or 12 months after the last use where a rule was broken',
  ),
  'safety departed_key': aged('left_at', '31 days'),
  'safety departed_mark': bounded('when the person is forgotten'),
  'safety mark': ofPerson('with the account; one for each kind of sign'),
  'safety photo_finding': ofPerson('with the photo'),
  'safety report': bounded('a year after it was made, when its evidence is gone'),
  'safety reporter_record': ofPerson('with the person'),
  'safety standing': bounded('when the sanction ends, or the person is forgotten'),
  'safety trust': ofPerson('with the account; one each'),
  'safety verification': bounded('when decided, 7 days at most'),
}

/** What ends the rows of every table, by service and table as in `auth session`. A new table is to be here before it lands. */
export const retentionRules: Readonly<Record<string, RetentionRule>> = {
  ...Object.fromEntries(
    serviceNames.flatMap((service) =>
      Object.entries(ofEveryService).map(([table, rule]) => [`${service} ${table}`, rule] as const),
    ),
  ),
  ...ofServices,
}
