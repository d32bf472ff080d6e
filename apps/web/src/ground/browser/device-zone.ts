/** The IANA name of this device's time zone; undefined in a browser that does not tell it. */
export const deviceZone = (): string | undefined =>
  (Intl.DateTimeFormat().resolvedOptions() as { timeZone?: string }).timeZone
