/** What the parent of the payment bench tells its workers, and what they answer. */
export type Told =
  | { readonly step: 'freeze' | 'check' | 'approve' | 'release' | 'close' }
  | { readonly step: 'write'; readonly fileNumber: number }
  /** A message of the bank in a file. */
  | { readonly step: 'receive'; readonly path: string }

export interface WorkDone {
  readonly answer: unknown
  readonly seconds: number
  readonly peakMiB: number
}
