import type { Language } from '../contracts/markets.ts';

const en = {
  hello: (name: string) => `Hello ${name},`,
  goodbye: 'Warm regards from the greenhouse,',
  sender: 'ACME Corp. Potted Plants',
  footer: (orderId: string) => `Order ${orderId}`,
  total: 'Total',
  clocks: (place: string) => `${place} time`,
  OrderCreated: {
    subject: 'Thanks for your order',
    text: [
      'Thank you for your order! We have received it and are getting your plants ready.',
      'We will write again as soon as they are ready for delivery.',
    ],
    button: 'Follow your order',
  },
  OrderDeliverable: {
    subject: 'Your plants are ready for delivery',
    text: ['Good news: your plants are ready.', 'Please choose when we may bring them to you.'],
    button: 'Choose a delivery time',
  },
  DeliveryBooked: {
    subject: 'Your delivery is booked',
    // The event does not tell a first booking from a change, so the words are right for both.
    text: [
      'Your delivery is booked. We look forward to bringing you your plants.',
      'This is the time that counts: if we wrote of another one before, it takes its place.',
    ],
    button: 'See your order',
    when: 'When',
    where: 'Where',
    summary: 'Delivery of your plants from ACME Corp.',
  },
  OrderCancelled: {
    subject: 'Your order is cancelled',
    reasons: {
      PAYMENT_FAILED:
        'We are sorry: the payment for this order did not come about, so we had to cancel it. You are welcome to order your plants anew.',
      UNAVAILABLE: 'We are sorry: we could not get all of your plants, so we had to cancel your order.',
      BY_CUSTOMER: 'As you wished, we have cancelled your order.',
      BY_OPERATOR: 'We are sorry: we have had to cancel your order.',
      KEY_REUSED:
        'Your browser sent us two different orders as one. So that you do not get both, we kept the first and cancelled this one. If you wanted this one too, please order it again.',
      OVER_LIMIT:
        'We are sorry: more orders by invoice came with your organization number than we can take in one day, so we had to cancel this one. Please order it again on another day, or reply to this mail and we will find a way.',
    },
    // What becomes of the money; without an amount where some of it went back before.
    moneys: {
      NOTHING_CHARGED: () => 'You were not charged anything for it.',
      ALL_GOES_BACK: (amount?: string) =>
        `You pay nothing for it. If your bank has reserved or taken ${amount ?? 'anything'} for it, all of that goes back to you; some banks show it after a few days.`,
      MONEY_BACK: (amount?: string) =>
        `We are giving you back ${amount ?? 'all that was left of your payment'}, the way you paid. It can take your bank a few days to show it.`,
      INVOICE_CREDITED: (amount?: string) =>
        `There is nothing to pay: ${amount ? `the invoice over ${amount}` : 'what was left of the invoice'} is credited in full.`,
    },
    noDelivery:
      'The delivery that you booked does not take place. Your calendar can take it out with the file of this mail.',
    button: 'See your order',
    when: 'Cancelled delivery',
  },
  OrderRefunded: {
    subject: 'A refund for your order',
    text: [
      'You pay nothing for a part of your order: what was taken for it goes back to you, the way you paid.',
      'It can take your bank a few days to show it. Everything else of your order stays as it is.',
    ],
    invoiced: [
      'We have taken a part of your order off your invoice.',
      'You need not pay for it; everything else of your order stays as it is.',
    ],
    button: 'See your order',
    takenBack: 'refunded',
    offInvoice: 'off your invoice',
    amount: 'In your favor',
  },
};

/** Everything that our mails say in one language. */
export type Texts = typeof en;

const es: Texts = {
  hello: (name) => `Hola, ${name}:`,
  goodbye: 'Un cordial saludo desde el invernadero,',
  sender: 'ACME Corp. Plantas en maceta',
  footer: (orderId) => `Pedido ${orderId}`,
  total: 'Total',
  clocks: (place) => `hora de ${place}`,
  OrderCreated: {
    subject: 'Gracias por tu pedido',
    text: [
      '¡Gracias por tu pedido! Lo hemos recibido y estamos preparando tus plantas.',
      'Te escribiremos de nuevo en cuanto estén listas para la entrega.',
    ],
    button: 'Sigue tu pedido',
  },
  OrderDeliverable: {
    subject: 'Tus plantas están listas para la entrega',
    text: ['Buenas noticias: tus plantas están listas.', 'Elige cuándo podemos llevártelas.'],
    button: 'Elige la hora de entrega',
  },
  DeliveryBooked: {
    subject: 'Tu entrega está reservada',
    text: [
      'Tu entrega está reservada. Nos dará mucho gusto llevarte tus plantas.',
      'Esta es la hora que vale: si antes te escribimos de otra, la reemplaza.',
    ],
    button: 'Ver tu pedido',
    when: 'Cuándo',
    where: 'Dónde',
    summary: 'Entrega de tus plantas de ACME Corp.',
  },
  OrderCancelled: {
    subject: 'Tu pedido está cancelado',
    reasons: {
      PAYMENT_FAILED:
        'Lo sentimos: el pago de este pedido no se concretó y tuvimos que cancelarlo. Puedes volver a pedir tus plantas cuando quieras.',
      UNAVAILABLE: 'Lo sentimos: no pudimos conseguir todas tus plantas y tuvimos que cancelar tu pedido.',
      BY_CUSTOMER: 'Como querías, cancelamos tu pedido.',
      BY_OPERATOR: 'Lo sentimos: tuvimos que cancelar tu pedido.',
      KEY_REUSED:
        'Tu navegador nos envió dos pedidos distintos como si fueran uno. Para que no recibas los dos, conservamos el primero y cancelamos este. Si también lo querías, vuelve a pedirlo, por favor.',
      OVER_LIMIT:
        'Lo sentimos: llegaron más pedidos con factura a nombre de tu organización de los que podemos aceptar en un día, y tuvimos que cancelar este. Vuelve a pedirlo otro día, por favor, o responde a este correo y buscamos la manera.',
    },
    moneys: {
      NOTHING_CHARGED: () => 'No se te cobró nada por él.',
      ALL_GOES_BACK: (amount) =>
        `No pagas nada por él. Si tu banco apartó o cobró ${amount ?? 'algo'} por él, todo vuelve a ti; algunos bancos lo muestran después de unos días.`,
      MONEY_BACK: (amount) =>
        `Te devolvemos ${amount ?? 'todo lo que quedaba de tu pago'} por el mismo medio con que pagaste. Tu banco puede tardar unos días en mostrarlo.`,
      INVOICE_CREDITED: (amount) =>
        `No hay nada que pagar: ${amount ? `la factura de ${amount}` : 'lo que quedaba de la factura'} queda anulada por completo.`,
    },
    noDelivery:
      'La entrega que reservaste ya no se hará. Tu calendario puede quitarla con el archivo de este correo.',
    button: 'Ver tu pedido',
    when: 'Entrega cancelada',
  },
  OrderRefunded: {
    subject: 'Un reembolso de tu pedido',
    text: [
      'No pagas nada por una parte de tu pedido: lo que se cobró por ella vuelve a ti por el mismo medio con que pagaste.',
      'Tu banco puede tardar unos días en mostrarlo. Lo demás de tu pedido sigue igual.',
    ],
    invoiced: [
      'Quitamos una parte de tu pedido de tu factura.',
      'No tienes que pagarla; lo demás de tu pedido sigue igual.',
    ],
    button: 'Ver tu pedido',
    takenBack: 'se reembolsa',
    offInvoice: 'fuera de tu factura',
    amount: 'A tu favor',
  },
};

/** Everything that our mails say, in each language. */
export const texts: Record<Language, Texts> = { en, es };
