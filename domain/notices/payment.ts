/** What an applicant is told of payments. */
import { notices } from './words.ts'

export const paymentNotices = notices({
  paid: {
    az: {
      subject: '{number}: yardım ödənildi',
      sms: '{number}: {paid} AZN hesabınıza köçürüldü. {url} kod {code}',
      email: 'Yardımın ilk ödənişi, {paid} AZN, hesabınıza köçürüldü.',
    },
    en: {
      subject: '{number}: assistance is paid',
      sms: '{number}: {paid} AZN was paid to your account. {url} code {code}',
      email: 'The first payment of your assistance, {paid} AZN, was paid to your account.',
    },
    ru: {
      subject: '{number}: помощь выплачена',
      sms: '{number}: {paid} AZN перечислено на ваш счёт. {url} код {code}',
      email: 'Первая выплата помощи, {paid} AZN, перечислена на ваш счёт.',
    },
  },
  'payment-rejected': {
    az: {
      subject: '{number}: ödəniş alınmadı',
      sms: '{number}: bank ödənişi qəbul etmədi. Hesabınızı dəqiqləşdirin: 142. {url} kod {code}',
      email:
        'Bank ödənişi hesabınıza köçürə bilmədi. Hesab məlumatınızı dəqiqləşdirmək üçün 142 ilə əlaqə saxlayın.',
    },
    en: {
      subject: '{number}: the payment did not go through',
      sms: '{number}: the bank did not take the payment. Check your account: call 142. {url} code {code}',
      email: 'The bank could not pay to your account. Please call 142 to check the account details.',
    },
    ru: {
      subject: '{number}: платёж не прошёл',
      sms: '{number}: банк не принял платёж. Уточните счёт: 142. {url} код {code}',
      email:
        'Банк не смог перечислить деньги на ваш счёт. Позвоните по номеру 142, чтобы уточнить реквизиты.',
    },
  },
})
