/** What people are told from whom something paid without a right is asked back. */
import { notices } from './words.ts'

export const recoveryNotices = notices({
  'overpayment-demanded': {
    az: {
      subject: '{number}: artıq ödənilmiş vəsaitin qaytarılması',
      sms: '{number}: artıq ödənilmiş {amount} AZN {due} tarixinədək qaytarılmalıdır. {url} kod {code}',
      email:
        'Hüququnuz olmadan sizə {months} ay üzrə {amount} AZN artıq ödənilib. Bu məbləği {due} tarixinədək qaytarın və ya həmin tarixədək etiraz edin. Əks halda məbləğ sonrakı ödənişlərinizdən hissə-hissə tutulacaq, ödəniş olmadıqda məhkəməyə müraciət ediləcək.',
    },
    en: {
      subject: '{number}: money paid without a right',
      sms: '{number}: {amount} AZN paid in excess are to be returned by {due}. {url} code {code}',
      email:
        'For {months} months you were paid {amount} AZN to which there was no right. Return them by {due}, or object by then. Otherwise they are kept back from later payments, part by part, and claimed in court where nothing is paid any more.',
    },
    ru: {
      subject: '{number}: возврат излишне выплаченных средств',
      sms: '{number}: верните излишне выплаченные {amount} AZN до {due}. {url} код {code}',
      email:
        'За {months} мес. вам без права выплачено {amount} AZN. Верните их до {due} или до этого дня подайте возражение. Иначе сумма будет по частям удержана из следующих выплат, а если выплат больше нет, взыскана через суд.',
    },
  },
  'objection-upheld': {
    az: {
      subject: '{number}: etirazınız qəbul edildi',
      sms: '{number}: etirazınız qəbul edildi, heç nə qaytarmırsınız. {url} kod {code}',
      email: 'Etirazınız əsaslı sayıldı. Heç bir məbləğ qaytarmalı deyilsiniz.',
    },
    en: {
      subject: '{number}: your objection is accepted',
      sms: '{number}: your objection is accepted, nothing is to be returned. {url} code {code}',
      email: 'Your objection was found right. There is nothing to return.',
    },
    ru: {
      subject: '{number}: ваше возражение принято',
      sms: '{number}: возражение принято, возвращать ничего не нужно. {url} код {code}',
      email: 'Ваше возражение признано обоснованным. Возвращать ничего не нужно.',
    },
  },
  'overpayment-repaid': {
    az: {
      subject: '{number}: məbləğ tam qaytarılıb',
      sms: '{number}: {amount} AZN tam qaytarılıb, iş bağlandı. {url} kod {code}',
      email: 'Artıq ödənilmiş {amount} AZN tam qaytarılıb. İş bağlandı.',
    },
    en: {
      subject: '{number}: everything has been returned',
      sms: '{number}: {amount} AZN have been returned in full. {url} code {code}',
      email: 'The {amount} AZN paid without a right have been returned in full. The case is closed.',
    },
    ru: {
      subject: '{number}: сумма возвращена полностью',
      sms: '{number}: {amount} AZN возвращены полностью, дело закрыто. {url} код {code}',
      email: 'Излишне выплаченные {amount} AZN возвращены полностью. Дело закрыто.',
    },
  },
  'overpayment-claimed': {
    az: {
      subject: '{number}: məhkəməyə müraciət edildi',
      sms: '{number}: {left} AZN üzrə məhkəməyə müraciət edildi. {url} kod {code}',
      email: 'Qaytarılmamış {left} AZN üzrə məhkəməyə iddia verildi. Məhkəmə sizə ayrıca məlumat verəcək.',
    },
    en: {
      subject: '{number}: claimed in court',
      sms: '{number}: {left} AZN are claimed in court. {url} code {code}',
      email: 'The {left} AZN not returned are claimed in court. The court will write to you.',
    },
    ru: {
      subject: '{number}: подан иск',
      sms: '{number}: на {left} AZN подан иск в суд. {url} код {code}',
      email: 'На невозвращённые {left} AZN подан иск. Суд сообщит вам отдельно.',
    },
  },
})
