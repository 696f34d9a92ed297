/** Names of benefits and reasons of decisions on them, as notices and pages say them. */
import type { BenefitDocumentKind, BenefitKind, EndingEvent } from './benefit-kinds.ts'
import type { Language } from './identifiers.ts'

type Words = Readonly<Record<Language, string>>
const words = (az: string, en: string, ru: string): Words => ({ az, en, ru })

/** Short enough for an SMS. */
export const benefitNames: Readonly<Record<BenefitKind, Words>> = {
  disability: words('əlilliyə görə müavinət', 'disability benefit', 'пособие по инвалидности'),
  'disabled-child': words(
    'əlilliyi olan uşağa müavinət',
    'benefit for a disabled child',
    'пособие ребёнку с инвалидностью',
  ),
  'loss-of-breadwinner': words(
    'ailə başçısını itirməyə görə müavinət',
    'benefit for loss of the breadwinner',
    'пособие по потере кормильца',
  ),
  'conscript-child': words(
    'hərbi qulluqçunun uşağına müavinət',
    'benefit for a conscript’s child',
    'пособие ребёнку военнослужащего',
  ),
  'guardian-of-orphan': words('qəyyuma müavinət', 'benefit for a guardian', 'пособие опекуну'),
  'low-income-infant': words(
    '1 yaşınadək uşağa müavinət',
    'benefit for a child under one',
    'пособие на ребёнка до года',
  ),
  'many-children': words(
    'beşdən çox uşağı olan anaya müavinət',
    'benefit for a mother of more than five',
    'пособие многодетной матери',
  ),
  'adopted-child': words(
    'övladlığa götürülən uşağa müavinət',
    'benefit for an adopted child',
    'пособие на усыновлённого ребёнка',
  ),
  'foster-child': words('himayədar ailəyə müavinət', 'benefit for a foster family', 'пособие приёмной семье'),
  'birth-grant': words(
    'doğuma görə birdəfəlik müavinət',
    'birth grant',
    'единовременное пособие при рождении',
  ),
  'funeral-grant': words('dəfn üçün müavinət', 'funeral grant', 'пособие на погребение'),
  'old-age': words('yaşa görə müavinət', 'benefit for age', 'пособие по возрасту'),
  'president-stipend': words('Prezident təqaüdü', 'President’s stipend', 'стипендия Президента'),
  'utility-benefit': words('kommunal müavinət', 'utility benefit', 'коммунальное пособие'),
}

/** Why a benefit is refused, by the code that a table or a person gave. */
export const refusalWords: Readonly<Record<string, Words>> = {
  'no-disability': words(
    'əlillik təyin olunmayıb',
    'no disability is established',
    'инвалидность не установлена',
  ),
  'under-age': words('yaş 18-dən azdır', 'the age is below 18', 'возраст меньше 18 лет'),
  'too-old': words('yaş həddi keçib', 'the age limit has passed', 'предельный возраст превышен'),
  'too-young': words('yaş həddinə çatmayıb', 'the age is not reached', 'возраст не достигнут'),
  working: words('işləyir', 'the person works', 'лицо работает'),
  'not-in-study': words('əyani təhsil almır', 'not in full-time study', 'не учится очно'),
  'not-on-assistance': words(
    'ünvanlı sosial yardım təyin olunmayıb',
    'no targeted social assistance is assigned',
    'адресная помощь не назначена',
  ),
  'not-enough-children': words(
    'uşaq sayı beşdən çox deyil',
    'no more than five children',
    'детей не больше пяти',
  ),
  'too-late': words('üç illik müddət keçib', 'three years have passed', 'прошло три года'),
  'variant-missing': words('kateqoriya göstərilməyib', 'no category is given', 'категория не указана'),
  'documents-missing': words(
    'sənədlər təqdim olunmayıb',
    'documents were not handed in',
    'документы не представлены',
  ),
  'account-missing': words('hesab göstərilməyib', 'no account is given', 'счёт не указан'),
  'already-assigned': words(
    'bu müavinət artıq təyin olunub',
    'the benefit is assigned already',
    'пособие уже назначено',
  ),
  'higher-benefit-kept': words(
    'başqa müavinət saxlanılıb',
    'another benefit is kept instead',
    'сохранено другое пособие',
  ),
  'no-rate': words('məbləğ müəyyən edilməyib', 'no amount is set', 'размер не установлен'),
  'conditions-not-met': words('şərtlər ödənilmir', 'the conditions are not met', 'условия не выполнены'),
  'documents-not-genuine': words('sənəd qəbul olunmur', 'a document is not accepted', 'документ не принят'),
  'guardianship-not-proved': words(
    'qəyyumluq təsdiqlənmir',
    'guardianship is not proved',
    'опека не подтверждена',
  ),
  'register-contradicts': words(
    'reyestr məlumatı uyğun gəlmir',
    'a register says otherwise',
    'данные реестра не совпадают',
  ),
}

export const refusalInWords = (codes: readonly string[]): Words => {
  const of = (language: Language) => codes.map((code) => refusalWords[code]?.[language] ?? code).join('; ')
  return { az: of('az'), en: of('en'), ru: of('ru') }
}

export const changeNames: Readonly<Record<EndingEvent, Words>> = {
  death: words('vəfat', 'death', 'смерть'),
  'study-ended': words('təhsil bitib', 'study has ended', 'обучение окончено'),
  'placement-ended': words(
    'ailədə yerləşdirmə bitib',
    'the placement has ended',
    'устройство в семью окончено',
  ),
  'condition-ended': words('şərt aradan qalxıb', 'a condition has ended', 'условие отпало'),
}

/** Papers, and the account, as they are asked for. */
export const documentWords: Readonly<Record<BenefitDocumentKind | 'account', Words>> = {
  'birth-certificate': words('doğum şəhadətnaməsi', 'birth certificate', 'свидетельство о рождении'),
  'death-certificate': words('ölüm şəhadətnaməsi', 'death certificate', 'свидетельство о смерти'),
  'guardianship-decision': words('qəyyumluq qərarı', 'guardianship decision', 'решение об опеке'),
  'service-certificate': words('hərbi xidmət arayışı', 'certificate of service', 'справка о службе'),
  'court-extract': words('məhkəmə qərarından çıxarış', 'extract of the court', 'выписка суда'),
  'foster-contract': words('himayədar ailə müqaviləsi', 'foster contract', 'договор приёмной семьи'),
  'award-certificate': words('ad və ya təltif sənədi', 'certificate of the award', 'документ о звании'),
  'category-certificate': words('kateqoriya sənədi', 'certificate of the category', 'документ о категории'),
  'study-certificate': words('təhsil arayışı', 'certificate of study', 'справка об учёбе'),
  account: words('bank hesabı', 'bank account', 'банковский счёт'),
}

export const documentsInWords = (kinds: readonly (BenefitDocumentKind | 'account')[]): Words => {
  const of = (language: Language) => kinds.map((kind) => documentWords[kind][language]).join(', ')
  return { az: of('az'), en: of('en'), ru: of('ru') }
}
