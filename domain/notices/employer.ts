/** What an employer is told of a referral, in Azerbaijani and English: nothing of the person, whom the page shows. */
interface ReferralFacts {
  readonly referralNumber: string
  readonly vacancyNumber: string
  readonly title: string
}

export interface EmployerFacts extends ReferralFacts {
  /** `YYYY-MM-DD` */
  readonly answerUntil: string
  readonly url: string
  readonly code: string
}

export interface EmployerText {
  readonly subject: string
  readonly sms: string
  readonly email: string
}

const sender = '2 saylı Bakı Ərazi Məşğulluq Mərkəzi / No. 2 Baku Territorial Employment Centre'

const letter = (az: string, en: string): string =>
  ['Hörmətli işəgötürən,', az, 'Dear employer,', en, sender].join('\n\n')

export function employerNotice(facts: EmployerFacts): EmployerText {
  const { referralNumber, vacancyNumber, title, url, code } = facts
  const until = facts.answerUntil.split('-').reverse().join('.')
  return {
    subject: `${referralNumber}: ${vacancyNumber} vakansiyasına göndəriş / a referral to your vacancy`,
    sms: `${vacancyNumber} vakansiyasına namizəd göndərildi. ${until} tarixinədək cavab verin: ${url} kod ${code}`,
    email: letter(
      `“${title}” (${vacancyNumber}) vakansiyasına namizəd göndərildi. ${until} tarixinədək cavab verin: ${url}, göndəriş ${referralNumber}, kod ${code}.`,
      `Somebody is referred to your vacancy “${title}” (${vacancyNumber}). Please answer by ${until} at ${url}, referral ${referralNumber}, code ${code}.`,
    ),
  }
}

/** No answer is needed any more. Why the person does not come is not for the employer. */
export function callOffNotice({
  referralNumber,
  vacancyNumber,
  title,
  vacancyClosed,
}: ReferralFacts & { readonly vacancyClosed: boolean }): EmployerText {
  const why = vacancyClosed
    ? { az: 'vakansiya bağlandı', en: 'the vacancy is closed' }
    : { az: 'göndəriş geri götürüldü', en: 'the referral is withdrawn' }
  const named = `${referralNumber} (${vacancyNumber})`
  return {
    subject: `${referralNumber}: ${why.az} / ${why.en}`,
    sms: `${named}: ${why.az}, cavab lazım deyil / ${why.en}, no answer is needed`,
    email: letter(
      `“${title}” vakansiyasına göndəriş ${named}: ${why.az}. Cavab verməyinizə ehtiyac yoxdur.`,
      `Referral ${named} to your vacancy “${title}”: ${why.en}. You need not answer.`,
    ),
  }
}
