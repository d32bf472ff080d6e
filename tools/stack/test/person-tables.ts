import { serviceNames } from '../src/names.js'

/** Where a table's rows of a person are in the person's export, or why they are in none. */
interface PersonTable {
  readonly file?: string
  readonly because: string
}

const exported = (file: string): PersonTable => ({ file, because: '' })
const withheld = (because: string): PersonTable => ({ because })

/** What every service has for its events and repeated requests. */
const ofEveryService: Readonly<Record<string, PersonTable>> = {
  departure: withheld('digests of ids of people who left'),
  idempotency: withheld('answers of the last day, which the person was given'),
  inbox_event: withheld('ids of events'),
  kysely_migration: withheld('nothing of people'),
  kysely_migration_lock: withheld('nothing of people'),
  outbox_delivery: withheld('what is on its way to another service, for seconds'),
  outbox_event: withheld('copies of other tables on their way, for seconds'),
  outbox_replay: withheld('nothing of people'),
  outbox_subscription: withheld('nothing of people'),
}

const ofServices: Readonly<Record<string, PersonTable>> = {
  'auth backup': withheld('nothing of people'),
  'auth console_link': withheld('digests of codes that live for a minute'),
  'auth data_export': exported('auth/exports.json'),
  'auth deletion': withheld('whoever has one is told by it and by the receipt'),
  'auth export_chunk': withheld('the export itself'),
  'auth invitation': exported('auth/invitation.json'),
  'auth proof_use': withheld('digests of the proofs of a day'),
  'auth refresh_token': withheld('hashes of secrets, worth nothing to read'),
  'auth revoked_session': withheld('ids of sessions that ended within minutes'),
  'auth session': exported('auth/sessions.json'),
  'auth sign_in': exported('auth/sign-ins.json'),
  'auth signing_key': withheld('nothing of people'),
  'auth standing': withheld('a sanction, which the person is told with its rule and its appeal'),
  'auth user_account': exported('auth/account.json'),

  'profile account': withheld('the key that keeps limits and blocks over a return: known to services alone'),
  'profile location_change': exported('profile/location-changes.json'),
  'profile profile': exported('profile/profile.json'),
  'profile verification': exported('profile/verifications.json'),

  'discovery absence': withheld('that an account waits for its deletion, as auth says'),
  'discovery account': withheld(
    'the key that keeps limits and blocks over a return: known to services alone',
  ),
  'discovery candidate': exported('discovery/person.json'),
  'discovery change': withheld('numbers of changed rows, for a quarter of an hour'),
  'discovery deck': withheld('other people as they were offered, for ten minutes'),
  'discovery hidden_block': withheld('what hides from a blocker who came back: about the other person'),
  'discovery kept_block': withheld('keys of people who are not here'),
  'discovery lost_sight': withheld('who may not see whom, for an hour: it would tell of blocks by others'),
  'discovery pair': exported('discovery/swipes.json'),
  'discovery past_deck': withheld('other people as they were offered, for an hour'),
  'discovery person': exported('discovery/person.json'),
  'discovery pool_answer': withheld('rough counts of other people, for ten minutes'),
  'discovery sealed_words': exported('discovery/words-beside-ended-likes.json'),
  'discovery standing': withheld('what safety decided, of which the person is told what is to be told'),
  'discovery superlike': exported('discovery/superlikes.json'),
  'discovery swipe_pace': withheld('how fast the person swipes, which finds machines that pose as people'),
  'discovery tally': withheld('swipes that are not added up yet, for seconds'),
  'discovery trait_layout': withheld('nothing of people'),
  'discovery untold_like': withheld('likes of which their receivers are told within seconds'),
  'discovery waiting_profile': withheld('a copy of the profile, until the account is known'),
  'discovery word': withheld('nothing of people'),

  'media held_photo': withheld('copies of photos that are evidence of a case'),
  'media pending_removal': withheld('names of files that are being removed'),
  'media photo': exported('media/photos.json'),
  'media photo_removal': withheld('moderators’ decisions, of which the person is told'),
  'media removed_photo': withheld('fingerprints of pictures that moderators removed, without a person'),

  'chat absence': withheld('that an account waits for its deletion, as auth says'),
  'chat conversation': exported('chat/conversations.json'),
  'chat first_message': withheld('digests of first messages, which find texts that are sent to many'),
  'chat member': exported('chat/conversations.json'),
  'chat message': exported('chat/messages.json'),
  'chat participant': exported('chat/shown-to-partners.json'),
  'chat sealed_conversation': exported('chat/messages-of-ended-chats.json'),
  'chat sealed_message': exported('chat/messages-of-ended-chats.json'),
  'chat standing': withheld('what safety decided, of which the person is told what is to be told'),
  'chat trust': withheld('how much safety trusts the person, which who knows it could use'),
  'chat user_event': withheld('what an app was told of the other tables, for a week'),
  'chat user_stream': withheld('a number that orders what an app is told'),

  'notification arrival': withheld('who likes the person, whom discovery shows, until it was seen'),
  'notification bot_message': exported('notification/bot-messages.json'),
  'notification bot_state': exported('notification/bot-memory.json'),
  'notification broadcast': withheld('news of the operator to many: nothing of one person'),
  'notification delivery': withheld('what was given to the bot to tell the person, for a day'),
  'notification gateway_instance': withheld('nothing of people'),
  'notification notice': withheld('what the person is about to be told of what others did'),
  'notification own_message': withheld('how many messages a bot sent within a second: nothing of one person'),
  'notification person': exported('notification/shown-to-others.json'),
  'notification presence': withheld('that the app is open, for seconds'),
  'notification recipient': withheld('how much the person was told today'),
  'notification settings': exported('notification/settings.json'),
  'notification thread': exported('notification/conversations.json'),

  'safety appeal': withheld(
    'what the person wrote to moderators, and their answer, which the person was told',
  ),
  'safety audit.record': withheld(
    'what moderators looked at and decided, with their reasons; nobody can change it, and it holds the ids of who decided',
  ),
  'safety case_post': withheld('which message of the operators’ chat tells of a case'),
  'safety case_file': withheld('what moderators decide on: reports about the person are others’ words'),
  'safety evidence': withheld(
    'what the server read for a case: other tables as they were, and other people’s words',
  ),
  'safety decision': withheld('decisions with moderators’ notes; the person is told measure, rule and end'),
  'safety known_account': withheld('the key that keeps sanctions over a return: known to services alone'),
  'safety departed_key': withheld('the same for 31 days after a deletion, without the id of the account'),
  'safety departed_mark': withheld('the same of somebody who left, by the key'),
  'safety mark': withheld('what protects others; who knows the marks could avoid them'),
  'safety photo_finding': withheld('what a classifier said of a photo, for moderators'),
  'safety report': exported('safety/reports.json'),
  'safety reporter_record': withheld('how much a reporter’s word counts, which who knows it could use'),
  'safety standing': withheld('a sanction, which the person is told with its rule and its appeal'),
  'safety verification': exported('safety/verifications.json'),
  'safety trust': withheld('how much moderators’ decisions let the person be trusted'),
}

/** Every table of every service, as `auth session`. A new table is to be here before it lands. */
export const personTables: Readonly<Record<string, PersonTable>> = {
  ...Object.fromEntries(
    serviceNames.flatMap((service) =>
      Object.entries(ofEveryService).map(([table, why]) => [`${service} ${table}`, why] as const),
    ),
  ),
  ...ofServices,
}
