/**
 * The settlements that DOST Centre No. 2 serves, and the other districts of Baku, whose residents may
 * use the centre too: residence is never a refusal (docs/domain.md 4 and 5).
 */
export const settlements = {
  Binə: 'khazar',
  Buzovna: 'khazar',
  Mərdəkan: 'khazar',
  Qala: 'khazar',
  Şağan: 'khazar',
  Şüvəlan: 'khazar',
  Türkan: 'khazar',
  Zirə: 'khazar',
  Pirallahı: 'pirallahi',
  Çilov: 'pirallahi',
  'Neft Daşları': 'pirallahi',
  Gürgən: 'pirallahi',
} as const

export const otherBakuDistricts = [
  'Binəqədi',
  'Qaradağ',
  'Nərimanov',
  'Nəsimi',
  'Nizami',
  'Sabunçu',
  'Səbail',
  'Suraxanı',
  'Xətai',
  'Yasamal',
] as const

export type Settlement = keyof typeof settlements
export type District = 'khazar' | 'pirallahi' | 'other-baku'

export const settlementNames = Object.keys(settlements) as Settlement[]

/** @returns the district of a settlement served by the centre, or `undefined` when it serves no such settlement. */
export function findDistrict(settlement: string): District | undefined {
  return Object.hasOwn(settlements, settlement) ? settlements[settlement as Settlement] : undefined
}

/** The district whose inspectors visit an address; a settlement that is not served is elsewhere in Baku. */
export const districtOf = ({ settlement }: { readonly settlement?: string | undefined }): District =>
  (settlement === undefined ? undefined : findDistrict(settlement)) ?? 'other-baku'
