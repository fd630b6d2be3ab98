import { customerTypes, languages, markets } from '../shop/markets.js';

const namesOf = (facts) =>
  Object.fromEntries(
    Object.entries(facts).map(([code, { name }]) => [code, languages.map((language) => name[language])]),
  );

/** What the frame of each page, the plants and the cart say. */
export const shopTexts = {
  ...namesOf(markets),
  ...namesOf(customerTypes),
  brandLine: ['potted plants', 'plantas en maceta'],
  skip: ['Skip to the content', 'Saltar al contenido'],
  navigation: ['Shop', 'Tienda'],
  toPlants: ['Plants', 'Plantas'],
  toCart: ['Cart', 'Carrito'],
  cartCount: [
    (count) => (count === 1 ? '1 plant in your cart' : `${count} plants in your cart`),
    (count) => (count === 1 ? '1 planta en tu carrito' : `${count} plantas en tu carrito`),
  ],
  chooseMarket: ['Country', 'País'],
  chooseLanguage: ['Language', 'Idioma'],
  footerLine: [
    'Raised slowly under glass, potted by hand, brought to your door.',
    'Criadas sin prisa bajo cristal, plantadas a mano y llevadas a tu puerta.',
  ],
  followAnOrder: ['Follow an order', 'Seguir un pedido'],

  plantsTitle: ['Potted plants, raised slowly · ACME', 'Plantas en maceta, criadas sin prisa · ACME'],
  plantsDescription: [
    'Potted plants, raised slowly and potted by hand: ferns, bonsai, lilies, aloe. Delivered in the United States and Mexico at the hour you choose.',
    'Plantas en maceta, criadas sin prisa y plantadas a mano: helechos, bonsáis, lirios, aloe. Entrega en Estados Unidos y México a la hora que elijas.',
  ],
  plantsHeading: ['Raised slowly. Potted by hand.', 'Criadas sin prisa. Plantadas a mano.'],
  plantsIntro: [
    'Every plant has a pot of its own. Order today; we grow yours on until it is ready, then bring it to your door at the hour you choose.',
    'Cada planta tiene su propia maceta. Pide hoy; cuidamos la tuya hasta que esté lista y te la llevamos a la hora que elijas.',
  ],
  plantsList: ['Our plants', 'Nuestras plantas'],
  addToCart: ['Add to cart', 'Agregar al carrito'],
  added: [
    (name, count) => `${name} added. ${count} in your cart.`,
    (name, count) => `${name}: agregado. ${count} en tu carrito.`,
  ],
  inCart: [(count) => `${count} in your cart`, (count) => `${count} en tu carrito`],
  enoughInCart: [
    (name) => `999 of ${name} is the most that we take in one order.`,
    (name) => `999 de ${name} es lo máximo que aceptamos en un pedido.`,
  ],
  catalogueFailed: [
    'We could not load the plants. Are you connected?',
    'No pudimos cargar las plantas. ¿Tienes conexión?',
  ],
  tryAgain: ['Try again', 'Intentar de nuevo'],
  howHeading: ['From our bench to your sill', 'De nuestro vivero a tu ventana'],
  howOrder: [
    'You order. That takes two minutes and no account.',
    'Pides. Son dos minutos, sin crear una cuenta.',
  ],
  howGrow: [
    'We grow your plants on until they are ready to travel.',
    'Cuidamos tus plantas hasta que estén listas para viajar.',
  ],
  howChoose: [
    'We write to you, and you choose the day and the hour.',
    'Te escribimos y eliges el día y la hora.',
  ],
  howBring: ['We bring them to your door, pot and all.', 'Las llevamos a tu puerta, con todo y maceta.'],

  cartTitle: ['Your cart · ACME potted plants', 'Tu carrito · ACME plantas en maceta'],
  cartDescription: [
    'Your cart and the order form of ACME potted plants.',
    'Tu carrito y el formulario de pedido de ACME plantas en maceta.',
  ],
  cartHeading: ['Your cart', 'Tu carrito'],
  cartEmpty: ['Nothing here yet.', 'Aquí no hay nada todavía.'],
  cartEmptyText: [
    'There is a niche waiting for a plant. Go and find the one that belongs in it.',
    'Hay un nicho esperando una planta. Encuentra la que le va.',
  ],
  seePlants: ['See the plants', 'Ver las plantas'],
  each: [(price) => `${price} each`, (price) => `${price} cada una`],
  quantityOf: [(name) => `Quantity of ${name}`, (name) => `Cantidad de ${name}`],
  oneLess: [(name) => `One ${name} less`, (name) => `Quitar uno: ${name}`],
  oneMore: [(name) => `One ${name} more`, (name) => `Agregar uno: ${name}`],
  remove: ['Remove', 'Quitar'],
  removed: [(name) => `${name} removed.`, (name) => `${name}: quitado.`],
  nowInCart: [
    (name, count, total) => `${name}: ${count}. Total ${total}.`,
    (name, count, total) => `${name}: ${count}. Total ${total}.`,
  ],
  pricesHeading: ['Something has changed', 'Algo cambió'],
  pricesText: [
    'Since you filled your cart, these have changed. Have a look before you order.',
    'Desde que llenaste tu carrito, esto cambió. Revísalo antes de pedir.',
  ],
  priceChange: [
    (name, before, now) => `${name}: ${before} before, now ${now}`,
    (name, before, now) => `${name}: antes ${before}, ahora ${now}`,
  ],
  plantGone: [
    (name) => `${name} is no longer sold and will leave your cart.`,
    (name) => `${name} ya no se vende y saldrá de tu carrito.`,
  ],
  totalChange: [
    (before, now) => `The total is ${now} today, not ${before}.`,
    (before, now) => `El total es ${now} hoy, no ${before}.`,
  ],
  acceptGone: ['Continue', 'Continuar'],
  tooManyPlants: [
    'We take at most 999 plants in one order. Please take some out, or split them into two orders.',
    'Aceptamos como máximo 999 plantas en un pedido. Quita algunas o repártelas en dos pedidos, por favor.',
  ],
  linesWrong: [
    'The shop cannot accept these plants as they are. Nothing was charged; please change your cart and order again.',
    'La tienda no puede aceptar estas plantas así. No se cobró nada; cambia tu carrito y vuelve a pedir, por favor.',
  ],
  acceptPrices: ['Continue with today’s prices', 'Continuar con los precios de hoy'],

  notFoundTitle: ['Page not found · ACME potted plants', 'Página no encontrada · ACME plantas en maceta'],
  notFoundDescription: ['This page does not exist.', 'Esta página no existe.'],
  notFoundHeading: ['This pot has tipped over.', 'Se volcó la maceta.'],
  notFoundText: [
    'There is no page at this address. Everything else stands where it should.',
    'No hay ninguna página en esta dirección. Todo lo demás está en su sitio.',
  ],
};
