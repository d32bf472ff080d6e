/** What no request over HTTP can bring about, or only one that takes too long for a test here. */
export const elsewhere: Readonly<Record<string, string>> = {
  ACCOUNT_BANNED:
    'takes a sanction, which ends what the other tests do: report.test.ts and the tests of auth',
  ACCOUNT_SUSPENDED: 'like ACCOUNT_BANNED',
  APPEAL_NOT_POSSIBLE: 'needs a sanction, after which the person is not signed in: the tests of safety',
  INVITATION_REQUIRED: 'a test stack lets everybody in: invitations.test.ts has one that does not',
  LAST_ADMIN: 'the admin of a test stack comes from its settings: the tests of auth',
  ACCOUNT_DELETED: 'the token of a deleted account is refused before',
  MASK_PATH_UNKNOWN: 'over REST the mask is made of known fields',
  MEDIA_BUSY: 'needs many uploads at one moment: the tests of media',
  MEDIA_CHUNK_TOO_LARGE: 'the gateway makes the chunks',
  MEDIA_OWNER_GONE: 'needs an upload during a deletion: the tests of media',
  MEDIA_QUOTA_REACHED: 'needs many uploads: the tests of media',
  MEDIA_TOO_LARGE: 'the table of failures',
  VERIFICATION_EXPIRED: 'takes five minutes, or a second video note: the tests of safety',
  VERIFICATIONS_USED_UP: 'takes three times five minutes: the tests of safety',
  VIDEO_NOT_FOUND: 'needs a decided case: the tests of safety',
  VIDEO_TOO_LARGE: 'the table of failures',
  PAGE_TOKEN_INVALID: 'the table of failures',
}

/**
 * Operations whose ids belong to nobody else: people, tokens that are an id themselves, and what is the bot's, whoever it is for.
 */
export const ofNobody: ReadonlySet<string> = new Set([
  'GetProfile',
  'Like',
  'Pass',
  'Block',
  'RefreshSession',
  'FinishDelivery',
  'FinishCasePost',
  'GetBroadcast',
  'StartBroadcast',
  'StopBroadcast',
  'GetNews',
  'SendNews',
  'StopNews',
])

/**
 * Operations that refuse no id: the address of a picture is signed, whoever Telegram knows may be brought by the bot, who is not blocked can be
 * unblocked without harm, and what one remembers or has seen is one's own.
 */
export const takesAnyId: ReadonlySet<string> = new Set([
  'DownloadPhoto',
  'DownloadExport',
  'ExchangeTelegramUser',
  'FindLanguage',
  'Unblock',
  'RememberBotMessage',
  'MarkSeen',
])
