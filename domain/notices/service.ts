/** What people are told who asked for a service of the centre. */
import { notices } from './words.ts'

export const serviceNotices = notices({
  'service-registered': {
    az: {
      subject: '{number}: müraciətiniz qeydə alındı',
      sms: 'Müraciətiniz {number} qeydə alındı. Cavab: {due} tarixinədək. {url} kod {code}',
      email:
        '“{service}” xidməti üzrə müraciətiniz {number} nömrəsi ilə qeydə alındı. Cavab {due} tarixinədək veriləcək.',
    },
    en: {
      subject: '{number}: your request is registered',
      sms: 'Your request {number} is registered. Answer by {due}. {url} code {code}',
      email:
        'Your request for the service “{service}” is registered under number {number}. It will be answered by {due}.',
    },
    ru: {
      subject: '{number}: ваше обращение зарегистрировано',
      sms: 'Обращение {number} зарегистрировано. Ответ до {due}. {url} код {code}',
      email:
        'Ваше обращение за услугой «{service}» зарегистрировано под номером {number}. Ответ будет дан до {due}.',
    },
  },
  'service-routed': {
    az: {
      subject: '{number}: müraciətiniz üzrə iş açıldı',
      sms: '{number}: müraciətiniz üzrə {other} nömrəli iş açıldı. {url} kod {code}',
      email:
        'Müraciətiniz üzrə {other} nömrəli iş açıldı. Onun öz müddəti var, sizə ayrıca məlumat veriləcək.',
    },
    en: {
      subject: '{number}: your request became a case',
      sms: '{number}: your request became case {other}. {url} code {code}',
      email: 'Your request became case {other}. It has a term of its own, and you will be told of it.',
    },
    ru: {
      subject: '{number}: по вашему обращению открыто дело',
      sms: '{number}: по обращению открыто дело {other}. {url} код {code}',
      email: 'По вашему обращению открыто дело {other}. У него свой срок, о нём вам сообщат отдельно.',
    },
  },
  'service-answered': {
    az: {
      subject: '{number}: müraciətinizə cavab',
      sms: '{number}: {outcome}. Cavabı 142 və ya mərkəzdən öyrənin. {url} kod {code}',
      email: 'Müraciətiniz üzrə nəticə: {outcome}.\n\n{answer}',
    },
    en: {
      subject: '{number}: the answer to your request',
      sms: '{number}: {outcome}. Ask 142 or the centre for the answer. {url} code {code}',
      email: 'The result of your request: {outcome}.\n\n{answer}',
    },
    ru: {
      subject: '{number}: ответ на ваше обращение',
      sms: '{number}: {outcome}. Ответ можно узнать по тел. 142 или в центре. {url} код {code}',
      email: 'Результат по вашему обращению: {outcome}.\n\n{answer}',
    },
  },
})
