/** What an employer is told of a referral, in Azerbaijani and English: nothing of the person, whom the page shows. */
export interface EmployerFacts {
  readonly referralNumber: string
  readonly vacancyNumber: string
  readonly title: string
  /** `YYYY-MM-DD` */
  readonly answerUntil: string
  readonly url: string
  readonly code: string
}

export function employerNotice(facts: EmployerFacts) {
  const { referralNumber, vacancyNumber, title, url, code } = facts
  const until = facts.answerUntil.split('-').reverse().join('.')
  return {
    subject: `${referralNumber}: ${vacancyNumber} vakansiyasına göndəriş / a referral to your vacancy`,
    sms: `${vacancyNumber} vakansiyasına namizəd göndərildi. ${until} tarixinədək cavab verin: ${url} kod ${code}`,
    email: [
      'Hörmətli işəgötürən,',
      `“${title}” (${vacancyNumber}) vakansiyasına namizəd göndərildi. ${until} tarixinədək cavab verin: ${url}, göndəriş ${referralNumber}, kod ${code}.`,
      'Dear employer,',
      `Somebody is referred to your vacancy “${title}” (${vacancyNumber}). Please answer by ${until} at ${url}, referral ${referralNumber}, code ${code}.`,
      '2 saylı Bakı Ərazi Məşğulluq Mərkəzi / No. 2 Baku Territorial Employment Centre',
    ].join('\n\n'),
  }
}
