/**
 * What a visit form must hold beyond the shape of each field: fields that belong together, and days that
 * can be true. The inspector reads these sentences in Tasklist, Azerbaijani first. docs/domain.md 1.7.
 */
import { dateInBaku } from './clock.ts'
import { addMonths } from './days.ts'
import type { VisitForm } from './visit.ts'

/** What every form of a visit that met the family holds. */
const required: readonly (readonly [keyof VisitForm, string])[] = [
  ['present', 'Müayinədə kimin iştirak etdiyi göstərilməyib / Who was present is missing'],
  ['peopleLivingHere', 'Burada yaşayanların sayı yoxdur / The number of people living here is missing'],
  ['dwellingType', 'Yaşayış yerinin növü seçilməyib / The kind of dwelling is missing'],
  ['rooms', 'Otaqların sayı yoxdur / The number of rooms is missing'],
  ['repairState', 'Təmirin vəziyyəti seçilməyib / The state of repair is missing'],
  ['electricitySubscriber', 'Elektrik abonent kodu yoxdur / The electricity subscriber number is missing'],
  ['electricityMeter', 'Elektrik sayğacının nömrəsi yoxdur / The electricity meter number is missing'],
]

const pairs = [
  ['gasSubscriber', 'gasMeter', 'qazın', 'gas'],
  ['waterSubscriber', 'waterMeter', 'suyun', 'water'],
] as const

/**
 * @param form already of the right shape
 * @param now when it reached us; a device's clock may be some minutes ahead
 * @param applicationDate purchases count in the 12 months before it
 * @returns sentences, empty when the form can be signed
 */
export function visitProblems(form: VisitForm, now: Date, applicationDate: string): readonly string[] {
  const problems: string[] = []
  const visitedAt = new Date(form.visitedAt)
  if (visitedAt.getTime() > now.getTime() + 15 * 60 * 1000) {
    problems.push('Müayinə vaxtı gələcəkdədir / The time of the visit is in the future')
  }
  if (dateInBaku(visitedAt) < applicationDate) {
    problems.push('Müayinə müraciətdən əvvəl ola bilməz / The visit cannot be before the application')
  }
  if (form.visitResult !== 'inspected') return problems

  for (const [field, sentence] of required) if (form[field] === undefined) problems.push(sentence)
  for (const [subscriber, meter, az, en] of pairs) {
    if ((form[subscriber] === undefined) !== (form[meter] === undefined)) {
      problems.push(
        `Abonent kodu və sayğac nömrəsi birlikdə yazılmalıdır (${az}) / Subscriber and meter number go together (${en})`,
      )
    }
  }
  const from = addMonths(applicationDate, -12)
  const until = dateInBaku(visitedAt)
  for (const [index, { boughtOn }] of (form.purchases ?? []).entries()) {
    if (boughtOn < from || boughtOn > until) {
      problems.push(
        `Alış ${index + 1}: tarix son 12 ayda olmalıdır / Purchase ${index + 1}: the date must be in the last 12 months`,
      )
    }
  }
  return problems
}

/** Names of fields as people know them, for what the shape check finds. */
export const fieldNames: Readonly<Record<keyof VisitForm, string>> = {
  visitResult: 'Müayinənin nəticəsi / Result of the visit',
  visitedAt: 'Müayinə vaxtı / Time of the visit',
  present: 'İştirak edənlər / Who was present',
  peopleLivingHere: 'Burada yaşayanların sayı / People living here',
  dwellingType: 'Yaşayış yerinin növü / Kind of dwelling',
  rooms: 'Otaqların sayı / Rooms',
  yardSquareMetres: 'Həyətyanı sahə (m²) / Yard area (m²)',
  repairState: 'Təmirin vəziyyəti / State of repair',
  goods: 'Məişət əşyaları / Household goods',
  electricitySubscriber: 'Elektrik abonent kodu / Electricity subscriber number',
  electricityMeter: 'Elektrik sayğacının nömrəsi / Electricity meter number',
  gasSubscriber: 'Qaz abonent kodu / Gas subscriber number',
  gasMeter: 'Qaz sayğacının nömrəsi / Gas meter number',
  waterSubscriber: 'Su abonent kodu / Water subscriber number',
  waterMeter: 'Su sayğacının nömrəsi / Water meter number',
  cattle: 'İri buynuzlu mal-qara / Cattle',
  buffalo: 'Camış / Buffalo',
  sheep: 'Qoyun / Sheep',
  goats: 'Keçi / Goats',
  poultry: 'Ev quşları / Poultry',
  beehives: 'Arı ailələri / Beehives',
  vehicleSeen: 'Nəqliyyat vasitəsi / Vehicle',
  otherIncomeManat: 'Başqa aylıq gəlir (AZN) / Other monthly income (AZN)',
  purchases: 'İri alışlar / Large purchases',
  remarks: 'Qeydlər / Remarks',
}
