export { readBucketAddress } from './address.js'
export { listObjects } from './listing.js'
export { type Bucket, openBucket } from './requests.js'
