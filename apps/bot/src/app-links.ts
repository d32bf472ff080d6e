/** The screens of the Mini App that the bot opens, and the console beside it. */
export interface AppLinks {
  readonly home: string
  readonly profile: string
  readonly editProfile: string
  readonly photos: string
  readonly deck: string
  readonly likes: string
  readonly chats: string
  readonly settings: string
  readonly privacy: string
  /** What came of the person's reports. */
  readonly reports: string
  /** What was decided about the person. */
  readonly decisions: string
  readonly console: string
  /** A case in the console. */
  case(caseId: string): string
  person(userId: string): string
  chat(conversationId: string): string
  /** A file of the gateway by its path. */
  download(path: string): string
  /** What became of a deletion, at the gateway. */
  receipt(receiptId: string): string
}

/** The addresses of the screens below the Mini App's. */
export function appLinks(appUrl: string): AppLinks {
  const at = (path: string): string => `${appUrl}/${path}`
  return {
    home: at(''),
    profile: at('profile'),
    editProfile: at('profile/edit'),
    photos: at('profile/photos'),
    deck: at('deck'),
    likes: at('likes'),
    chats: at('chats'),
    settings: at('settings'),
    privacy: at('settings/privacy'),
    reports: at('settings/reports'),
    decisions: at('settings/decisions'),
    console: new URL('/console/', appUrl).href,
    case: (caseId) => new URL(`/console/cases/${caseId}`, appUrl).href,
    person: (userId) => at(`people/${userId}`),
    chat: (conversationId) => at(`chats/${conversationId}`),
    download: (path) => new URL(path, appUrl).href,
    receipt: (receiptId) => new URL(`/v1/account/receipts/${receiptId}`, appUrl).href,
  }
}
