/** Grounds of refusal in the applicant's language. docs/domain.md 1.5 and 1.6. */
import type { Language } from './identifiers.ts'

const words: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'declaration-mismatch': {
    az: 'bəyannamədəki məlumatlar yoxlama zamanı təsdiqlənməyib',
    en: 'data in the declaration did not match on checking',
    ru: 'сведения в декларации не подтвердились при проверке',
  },
  'income-at-or-above-criterion': {
    az: 'ailənin orta aylıq gəliri ehtiyac meyarlarının cəmindən az deyil',
    en: "the family's average monthly income is not below the sum of need criteria",
    ru: 'среднемесячный доход семьи не ниже суммы критериев нуждаемости',
  },
  'large-purchases': {
    az: 'son 12 ayda iri alış və ya satışlar həddi aşıb',
    en: 'purchases or sales of the last 12 months are above the limit',
    ru: 'покупки или продажи за последние 12 месяцев превысили предел',
  },
  vehicle: {
    az: 'ailənin mülkiyyətində və ya istifadəsində nəqliyyat vasitəsi var',
    en: 'the family owns or uses a vehicle',
    ru: 'в собственности или пользовании семьи есть транспортное средство',
  },
  'refused-suitable-jobs': {
    az: 'əmək qabiliyyətli, işləməyən ailə üzvü təklif olunan iki münasib işdən imtina edib',
    en: 'an able-bodied member without work refused two suitable jobs',
    ru: 'трудоспособный неработающий член семьи отказался от двух подходящих работ',
  },
  'utilities-at-or-above-share': {
    az: 'kommunal və rabitə xərcləri həddə çatıb və ya onu aşıb',
    en: 'spending on utilities and communication is at or above the limit',
    ru: 'расходы на коммунальные услуги и связь достигли предела',
  },
  'same-purpose-properties': {
    az: 'müxtəlif ünvanlarda eyni təyinatlı iki və ya daha çox əmlak var',
    en: 'there are two or more properties of the same purpose at different addresses',
    ru: 'имеются два или более объекта одного назначения по разным адресам',
  },
  'no-reason-beyond-control': {
    az: 'aşağı gəlirin və ya işləməməyin ailədən asılı olmayan səbəbi müəyyən edilməyib',
    en: 'no reason beyond the family’s control was found for the low income, or for a member being without work',
    ru: 'не установлена независящая от семьи причина низкого дохода или отсутствия работы у её члена',
  },
  'blocked-for-false-data': {
    az: 'əvvəl təqdim edilmiş yanlış məlumatlara görə hüquq müvəqqəti itirilib',
    en: 'the right is suspended because of false data given earlier',
    ru: 'право временно утрачено из-за ранее представленных недостоверных сведений',
  },
  'nothing-to-pay': {
    az: 'hesablanmış yardımın məbləği sıfırdır',
    en: 'the amount worked out is nothing',
    ru: 'рассчитанная сумма равна нулю',
  },
}

/** A ground this list does not know is told by its code rather than not at all. */
export const groundInWords = (ground: string, language: Language): string =>
  words[ground]?.[language] ?? ground

export const knownGrounds = Object.keys(words)
