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
};

/** Everything that our mails say, in each language. */
export const texts: Record<Language, Texts> = { en, es };
