/**
 * How the words of a capability are listed: the Azerbaijani and the English of each key side by side, so that
 * neither can be forgotten.
 */
export type Words<K extends string> = Readonly<Record<K, readonly [az: string, en: string]>>

export const words = <const K extends string>(list: Words<K>): Words<K> => list
