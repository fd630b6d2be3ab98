import type { Market } from '../contracts/fields.ts';

/** How each market reads dates and money, by which clocks, and which language it is written to in. */
export const locales: Record<
  Market,
  { language: 'en' | 'es'; locale: string; timeZone: string; clocks: string; currency: string }
> = {
  US: {
    language: 'en',
    locale: 'en-US',
    timeZone: 'America/New_York',
    clocks: 'New York time',
    currency: 'USD',
  },
  MX: {
    language: 'es',
    locale: 'es-MX',
    timeZone: 'America/Mexico_City',
    clocks: 'hora de Ciudad de México',
    currency: 'MXN',
  },
};

/** Everything that our mails say, in each language. */
export const texts = {
  en: {
    hello: (name: string) => `Hello ${name},`,
    goodbye: 'Warm regards from the greenhouse,',
    sender: 'ACME Corp. Potted Plants',
    footer: (orderId: string) => `Order ${orderId}`,
    total: 'Total',
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
  },
  es: {
    hello: (name: string) => `Hola, ${name}:`,
    goodbye: 'Un cordial saludo desde el invernadero,',
    sender: 'ACME Corp. Plantas en maceta',
    footer: (orderId: string) => `Pedido ${orderId}`,
    total: 'Total',
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
  },
} as const;
