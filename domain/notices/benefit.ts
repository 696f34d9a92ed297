/** What people are told about benefits (docs/domain.md 3.1). */
import { notices } from './words.ts'

export const benefitNotices = notices({
  'benefit-documents-asked': {
    az: {
      subject: '{number}: çatışmayan sənədlər',
      sms: '{number}: sənəd çatışmır, {due} tarixinədək təqdim edin. {url} kod {code}',
      email:
        'Müraciətiniz ({benefit}) üzrə çatışmır: {missing}. {due} tarixinədək təqdim edin. Əks halda qərar mövcud sənədlər əsasında veriləcək.',
    },
    en: {
      subject: '{number}: something is missing',
      sms: '{number}: papers are missing, hand them in by {due}. {url} code {code}',
      email:
        'For your claim ({benefit}) is missing: {missing}. Hand it in by {due}. Otherwise it is decided on what is there.',
    },
    ru: {
      subject: '{number}: не хватает документов',
      sms: '{number}: не хватает документов, срок до {due}. {url} код {code}',
      email:
        'По вашему обращению ({benefit}) не хватает: {missing}. Представьте до {due}. Иначе решение будет принято по имеющимся документам.',
    },
  },
  'benefit-assigned': {
    az: {
      subject: '{number}: müavinət təyin edildi',
      sms: '{number}: {amount} AZN təyin edildi. {url} kod {code}',
      email:
        'Sizə təyin edildi: {benefit}, {amount} AZN, {from} tarixindən. Əvvəlki aylar üçün {arrears} AZN birinci ödənişlə veriləcək. Vəsait bank kartınıza köçürüləcək.',
    },
    en: {
      subject: '{number}: a benefit is assigned',
      sms: '{number}: {amount} AZN are assigned. {url} code {code}',
      email:
        'Assigned to you: {benefit}, {amount} AZN, from {from}. For the months before, {arrears} AZN come with the first payment. It is paid to your bank card.',
    },
    ru: {
      subject: '{number}: пособие назначено',
      sms: '{number}: назначено {amount} AZN. {url} код {code}',
      email:
        'Вам назначено: {benefit}, {amount} AZN, с {from}. За прошлые месяцы {arrears} AZN поступят с первой выплатой. Деньги перечисляются на карту.',
    },
  },
  'benefit-refused': {
    az: {
      subject: '{number}: müavinətdən imtina',
      sms: '{number}: müavinət təyin edilmədi. Səbəblər və şikayət: {url} kod {code}',
      email:
        'Müavinət təyin edilmədi: {benefit}. Səbəb: {reasons}. Qərardan yuxarı orqana və ya məhkəməyə şikayət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: the benefit is refused',
      sms: '{number}: the benefit is refused. Reasons and appeal: {url} code {code}',
      email: 'Not assigned: {benefit}. Because: {reasons}. You can appeal to the higher body or go to court.',
    },
    ru: {
      subject: '{number}: в пособии отказано',
      sms: '{number}: в пособии отказано. Причины и жалоба: {url} код {code}',
      email:
        'Не назначено: {benefit}. Причина: {reasons}. Решение можно обжаловать в вышестоящем органе или в суде.',
    },
  },
  'benefit-raised': {
    az: {
      subject: '{number}: müavinətin məbləği artırıldı',
      sms: '{number}: müavinət {from} etibarən {amount} AZN. {url} kod {code}',
      email:
        'Yeni məbləğə görə müavinətiniz ({benefit}) {from} etibarən ayda {amount} AZN təşkil edir. Artıq ödənilmiş aylar üçün {arrears} AZN növbəti ödənişlə veriləcək.',
    },
    en: {
      subject: '{number}: your benefit is raised',
      sms: '{number}: your benefit is {amount} AZN from {from}. {url} code {code}',
      email:
        'By its new rate your benefit ({benefit}) is {amount} AZN a month from {from}. For months paid already, {arrears} AZN come with the next payment.',
    },
    ru: {
      subject: '{number}: размер пособия увеличен',
      sms: '{number}: пособие с {from} — {amount} AZN. {url} код {code}',
      email:
        'По новому размеру ваше пособие ({benefit}) с {from} составляет {amount} AZN в месяц. За уже оплаченные месяцы {arrears} AZN поступят со следующей выплатой.',
    },
  },
  'benefit-ended': {
    az: {
      subject: '{number}: müavinət dayandırıldı',
      sms: '{number}: müavinət {from} tarixindən ödənilmir. {url} kod {code}',
      email: 'Ödənişi dayandırıldı: {benefit}, {from} tarixindən. Razı deyilsinizsə, şikayət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: a benefit has ended',
      sms: '{number}: the benefit is not paid from {from}. {url} code {code}',
      email: 'No longer paid: {benefit}, from {from}. You can appeal if you disagree.',
    },
    ru: {
      subject: '{number}: выплата прекращена',
      sms: '{number}: пособие не выплачивается с {from}. {url} код {code}',
      email: 'Выплата прекращена: {benefit}, с {from}. Если вы не согласны, подайте жалобу.',
    },
  },
  'benefit-kept': {
    az: {
      subject: '{number}: müavinət davam edir',
      sms: '{number}: yoxlanıldı, müavinət ödənilməyə davam edir. {url} kod {code}',
      email: 'Bildiriş yoxlanıldı. Ödəniş davam edir: {benefit}.',
    },
    en: {
      subject: '{number}: the benefit goes on',
      sms: '{number}: reviewed, the benefit goes on. {url} code {code}',
      email: 'The report was reviewed. Still paid: {benefit}.',
    },
    ru: {
      subject: '{number}: выплата продолжается',
      sms: '{number}: проверено, выплата продолжается. {url} код {code}',
      email: 'Сообщение проверено. Выплата продолжается: {benefit}.',
    },
  },
})
