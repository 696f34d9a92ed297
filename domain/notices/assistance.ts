/** What families are told while they get assistance. */
import { notices } from './words.ts'

export const assistanceNotices = notices({
  'change-registered': {
    az: {
      subject: '{number}: bildirdiyiniz dəyişiklik qeydə alındı',
      sms: '{number}: dəyişiklik qeydə alındı. Qərar: {due} tarixinədək. {url} kod {code}',
      email:
        'Ailəniz üzrə bildirilən dəyişiklik ({change}) {number} nömrəsi ilə qeydə alındı. Qərar {due} tarixinədək veriləcək.',
    },
    en: {
      subject: '{number}: the change is registered',
      sms: '{number}: the change is registered. Decision by {due}. {url} code {code}',
      email:
        'What was reported about your family ({change}) is registered under number {number}. It will be decided by {due}.',
    },
    ru: {
      subject: '{number}: изменение зарегистрировано',
      sms: '{number}: изменение зарегистрировано. Решение до {due}. {url} код {code}',
      email:
        'Сообщение о вашей семье ({change}) зарегистрировано под номером {number}. Решение будет принято до {due}.',
    },
  },
  'change-decided': {
    az: {
      subject: '{number}: dəyişiklik üzrə qərar',
      sms: '{number}: {outcome}. {url} kod {code}',
      email:
        'Bildirilən dəyişiklik ({change}) üzrə qərar: {outcome}. Qərardan 30 gün ərzində şikayət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: the decision on the change',
      sms: '{number}: {outcome}. {url} code {code}',
      email:
        'The decision on what was reported ({change}): {outcome}. You may appeal against it within 30 days.',
    },
    ru: {
      subject: '{number}: решение по изменению',
      sms: '{number}: {outcome}. {url} код {code}',
      email: 'Решение по сообщению ({change}): {outcome}. Решение можно обжаловать в течение 30 дней.',
    },
  },
  'assistance-recalculated': {
    az: {
      subject: '{number}: yardımın məbləği artırıldı',
      sms: '{number}: yardım {from} etibarən ayda {amount} AZN. {url} kod {code}',
      email:
        'Yeni ilin ehtiyac meyarına görə yardımınız {from} etibarən ayda {amount} AZN təşkil edir. Artıq ödənilmiş aylar üçün fərq növbəti ödənişlə veriləcək.',
    },
    en: {
      subject: '{number}: your assistance is raised',
      sms: '{number}: your assistance is {amount} AZN a month from {from}. {url} code {code}',
      email:
        'By the need criterion of the new year your assistance is {amount} AZN a month from {from}. The difference for months paid already comes with the next payment.',
    },
    ru: {
      subject: '{number}: сумма помощи увеличена',
      sms: '{number}: помощь с {from} — {amount} AZN в месяц. {url} код {code}',
      email:
        'По критерию нуждаемости нового года ваша помощь с {from} составляет {amount} AZN в месяц. Разница за уже оплаченные месяцы будет выплачена со следующей выплатой.',
    },
  },
  'assistance-not-collected': {
    az: {
      subject: '{number}: yardımın ödənişi dayandırılıb',
      sms: '{number}: yardım götürülmədiyinə görə dayandırılıb. Səbəbi {due} tarixinədək bildirin. {url} kod {code}',
      email:
        'Ardıcıl bir neçə ay yardım götürülmədiyinə görə ödəniş dayandırılıb. Üzrlü səbəb varsa, {due} tarixinədək mərkəzə bildirin: ödəniş dayandırıldığı aydan bərpa olunacaq. Əks halda yardım bitir.',
    },
    en: {
      subject: '{number}: payment of your assistance rests',
      sms: '{number}: not paid for now, because it was not collected. Tell us why by {due}. {url} code {code}',
      email:
        'Your assistance was not collected for several months in a row and is not paid for now. If you had a good reason, tell the centre by {due}: payment then goes on from the month in which it stopped. Otherwise the assistance ends.',
    },
    ru: {
      subject: '{number}: выплата помощи приостановлена',
      sms: '{number}: помощь не получали, выплата приостановлена. Сообщите причину до {due}. {url} код {code}',
      email:
        'Помощь не получали несколько месяцев подряд, и её выплата приостановлена. Если была уважительная причина, сообщите её центру до {due}: выплата возобновится с месяца остановки. Иначе помощь прекращается.',
    },
  },
  'assistance-renewal': {
    az: {
      subject: '{number}: yardımın müddəti bitir',
      sms: '{number}: yardım {until} tarixinədək ödənilir. Davamı üçün 142 və ya mərkəz. {url} kod {code}',
      email:
        'Yardım {until} tarixinədək təyin olunub. Davam etmək istəyirsinizsə, mərkəzə bildirin: heç nə dəyişməyibsə, yeni ərizə-bəyannamə tələb olunmur.',
    },
    en: {
      subject: '{number}: your assistance is about to end',
      sms: '{number}: assistance is paid until {until}. To go on, call 142 or the centre. {url} code {code}',
      email:
        'Your assistance is assigned until {until}. If you want to go on, tell the centre: when nothing has changed, no new declaration is needed.',
    },
    ru: {
      subject: '{number}: срок помощи истекает',
      sms: '{number}: помощь назначена до {until}. Для продления: 142 или центр. {url} код {code}',
      email:
        'Помощь назначена до {until}. Если вы хотите её продлить, сообщите центру: если ничего не изменилось, новая декларация не нужна.',
    },
  },
  'assistance-ended': {
    az: {
      subject: '{number}: yardım bitdi',
      sms: '{number}: yardım bitdi: {why}. {url} kod {code}',
      email: 'Ünvanlı sosial yardım bitdi: {why}.',
    },
    en: {
      subject: '{number}: your assistance has ended',
      sms: '{number}: your assistance has ended: {why}. {url} code {code}',
      email: 'Your targeted social assistance has ended: {why}.',
    },
    ru: {
      subject: '{number}: помощь прекращена',
      sms: '{number}: помощь прекращена: {why}. {url} код {code}',
      email: 'Адресная социальная помощь прекращена: {why}.',
    },
  },
})
