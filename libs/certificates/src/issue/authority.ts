import { generateKeyPairSync, randomBytes } from 'node:crypto'

import forge from 'node-forge'

/** A certificate and its key, in PEM. */
export interface Issued {
  readonly certificate: string
  readonly key: string
}

/** A pair of keys, in PEM. */
type KeyPair = ReturnType<typeof generateKeys>

/** Between when a certificate is good. */
export interface Life {
  readonly from: Date
  readonly until: Date
}

/** A new authority, which signs certificates of apps and no other authorities. */
export function createAuthority(life: Life): Issued {
  const keys = generateKeys()
  const names = [{ name: 'commonName', value: `Kindred ${randomBytes(4).toString('hex')}` }]
  const certificate = blank(keys.publicKey, life)
  certificate.setSubject(names)
  certificate.setIssuer(names)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ])
  return seal(certificate, keys.privateKey, keys.privateKey)
}

/** A certificate by which an app serves and calls others under its DNS names; for a key of its own unless one is given. */
export function issue(
  authority: Issued,
  names: readonly string[],
  life: Life,
  keys: KeyPair = generateKeys(),
): Issued {
  const issuer = forge.pki.certificateFromPem(authority.certificate)
  const certificate = blank(keys.publicKey, life)
  certificate.setSubject([{ name: 'commonName', value: names[0]! }])
  certificate.setIssuer(issuer.subject.attributes)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
    { name: 'subjectAltName', altNames: names.map((value) => ({ type: dnsName, value })) },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
  ])
  return seal(certificate, keys.privateKey, authority.key)
}

/** GeneralName's choice of a DNS name, RFC 5280. */
const dnsName = 2

function blank(publicKey: string, { from, until }: Life): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  // The first byte keeps the number positive.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`
  certificate.validity.notBefore = from
  certificate.validity.notAfter = until
  return certificate
}

function seal(certificate: forge.pki.Certificate, key: string, signer: string): Issued {
  certificate.sign(forge.pki.privateKeyFromPem(signer), forge.md.sha256.create())
  return { certificate: forge.pki.certificateToPem(certificate).replaceAll('\r', ''), key }
}

/** Node's own keys: those of forge take seconds. */
export const generateKeys = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
