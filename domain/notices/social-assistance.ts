/** What a family is told of its application for targeted social assistance. */
import { notices } from './words.ts'

export const socialAssistanceNotices = notices({
  registered: {
    az: {
      subject: '{number}: müraciətiniz qeydə alındı',
      sms: 'UDSY müraciətiniz {number} qeydə alındı. Qərar: {due} tarixinədək. {url} kod {code}',
      email:
        'Ünvanlı dövlət sosial yardımı üçün müraciətiniz {number} nömrəsi ilə qeydə alındı. Qərar {due} tarixinədək qəbul ediləcək.',
    },
    en: {
      subject: '{number}: your application is registered',
      sms: 'Your application {number} is registered. Decision by {due}. {url} code {code}',
      email:
        'Your application for targeted state social assistance is registered under number {number}. It will be decided by {due}.',
    },
    ru: {
      subject: '{number}: ваше обращение зарегистрировано',
      sms: 'Обращение {number} зарегистрировано. Решение до {due}. {url} код {code}',
      email:
        'Ваше обращение за адресной государственной социальной помощью зарегистрировано под номером {number}. Решение будет принято до {due}.',
    },
  },
  assigned: {
    az: {
      subject: '{number}: yardım təyin edildi',
      sms: '{number}: yardım təyin edildi, ayda {amount} AZN, {until} tarixinədək. {url} kod {code}',
      email:
        'Ailənizə ünvanlı dövlət sosial yardımı təyin edildi: ayda {amount} AZN, {until} tarixinədək. Ailə tərkibi, əmlak və gəlir dəyişərsə, 15 iş günü ərzində məlumat verin.',
    },
    en: {
      subject: '{number}: assistance is assigned',
      sms: '{number}: assistance is assigned, {amount} AZN a month until {until}. {url} code {code}',
      email:
        'Your family is assigned targeted state social assistance: {amount} AZN a month until {until}. Report changes of family, property or income within 15 working days.',
    },
    ru: {
      subject: '{number}: помощь назначена',
      sms: '{number}: помощь назначена, {amount} AZN в месяц до {until}. {url} код {code}',
      email:
        'Вашей семье назначена адресная государственная социальная помощь: {amount} AZN в месяц до {until}. Об изменениях состава семьи, имущества или дохода сообщите в течение 15 рабочих дней.',
    },
  },
  refused: {
    az: {
      subject: '{number}: müraciət üzrə imtina',
      sms: '{number}: yardımdan imtina edildi. Səbəb: {grounds}. {url} kod {code}',
      email:
        'Müraciətiniz üzrə yardımın təyin edilməsindən imtina edildi. Səbəb: {grounds}. Qərardan yuxarı orqana və ya 30 gün ərzində məhkəməyə şikayət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: the application is refused',
      sms: '{number}: assistance is refused. Reason: {grounds}. {url} code {code}',
      email:
        'Assistance is refused on your application. Reason: {grounds}. You may complain to the higher body, or to a court within 30 days.',
    },
    ru: {
      subject: '{number}: в помощи отказано',
      sms: '{number}: в помощи отказано. Причина: {grounds}. {url} код {code}',
      email:
        'По вашему обращению в назначении помощи отказано. Причина: {grounds}. Решение можно обжаловать в вышестоящем органе или в суде в течение 30 дней.',
    },
  },
})
