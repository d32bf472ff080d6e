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
  VIDEO_NOT_FOUND: 'needs a decided case: the tests of safety',
  VIDEO_TOO_LARGE: 'the table of failures',
  PAGE_TOKEN_INVALID: 'the table of failures',
}
