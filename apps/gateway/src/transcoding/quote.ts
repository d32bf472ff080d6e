/** What cannot stand in a JSON text as it is: quotes, backslashes, control characters, lone surrogates (some of these are not alone). */
const special = /["\\\u0000-\u001f\ud800-\udfff]/

/** A text as JSON. Most need only their quotes, which is found faster than JSON.stringify is called. */
export const quote = (text: string): string => (special.test(text) ? JSON.stringify(text) : `"${text}"`)
