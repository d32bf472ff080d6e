/** An account elsewhere by which a person signs in. It leaves auth nowhere. */
export interface Login {
  /** Where the account is, such as `telegram`. Part of the person's key: it never changes its name. */
  readonly kind: string
  /** Its id there. */
  readonly subject: string
}

/** What proved a login, and may do so again until it is too old. */
export interface Proof {
  /** SHA-256 of what is the same in every spelling of the proof. */
  readonly digest: Buffer
  /** From then on it is refused anyway. */
  readonly expiresAt: Date
}

export const telegramLogin = (telegramId: number): Login => ({
  kind: 'telegram',
  subject: String(telegramId),
})
