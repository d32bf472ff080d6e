/** The DNS names of a certificate, from Node's text of its alternative names. */
export function dnsNames(alternativeNames: string | undefined): readonly string[] {
  // Node puts a name with separators in it between quotes; none of ours has any, and no part of one may pass for a name.
  if (alternativeNames === undefined || alternativeNames.includes('"')) return []
  return alternativeNames
    .split(', ')
    .filter((name) => name.startsWith('DNS:'))
    .map((name) => name.slice('DNS:'.length))
}
