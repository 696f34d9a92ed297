/** Changes in words, for forms and notices. */
import type { ChangeKind } from '../../domain/assistance-change.ts'
import type { Language } from '../../domain/identifiers.ts'

export const changeNames: Readonly<Record<ChangeKind, Readonly<Record<Language, string>>>> = {
  composition: {
    az: 'ailə tərkibinin dəyişməsi',
    en: 'change of the members of the family',
    ru: 'изменение состава семьи',
  },
  income: { az: 'gəlirin dəyişməsi', en: 'change of income', ru: 'изменение доходов' },
  property: { az: 'əmlakın dəyişməsi', en: 'change of property', ru: 'изменение имущества' },
  'representative-died': {
    az: 'ailə təmsilçisinin vəfatı',
    en: 'death of the representative',
    ru: 'смерть представителя семьи',
  },
  'second-home': { az: 'ikinci mənzil', en: 'a second home', ru: 'второе жильё' },
  vehicle: { az: 'nəqliyyat vasitəsi', en: 'a vehicle', ru: 'транспортное средство' },
  'false-data': { az: 'yanlış məlumat', en: 'false data', ru: 'недостоверные данные' },
  'collection-reason': {
    az: 'yardımın götürülməməsinin üzrlü səbəbi',
    en: 'a good reason for not collecting',
    ru: 'уважительная причина неполучения',
  },
}
