/** What the order form says, and what the shop answers to it. */
export const formTexts = {
  formHeading: ['Where may we bring them?', '¿A dónde las llevamos?'],
  allNeeded: ['We need every field.', 'Necesitamos todos los campos.'],
  customerType: ['Who is ordering?', '¿Quién hace el pedido?'],
  market: ['Where do you live?', '¿Dónde vives?'],
  name: ['Name', 'Nombre'],
  orgNumber: ['Organization number', 'Número de organización'],
  orgNumberHint: [
    (fewest, most) => `${fewest} to ${most} digits`,
    (fewest, most) => `De ${fewest} a ${most} dígitos`,
  ],
  email: ['E-mail', 'Correo electrónico'],
  emailHint: [
    'We write at each step: thanks, ready, booked.',
    'Te escribimos en cada paso: gracias, listas, reservada.',
  ],
  phone: ['Phone', 'Teléfono'],
  street: ['Street and number', 'Calle y número'],
  city: ['City', 'Ciudad'],

  nameMissing: ['Please tell us your name.', 'Dinos tu nombre, por favor.'],
  nameWrong: [
    'Please write your name in at most 200 characters on one line.',
    'Escribe tu nombre en una línea de 200 caracteres como máximo.',
  ],
  orgNumberMissing: [
    ({ who }) => `${who} needs its organization number.`,
    ({ who }) => `${who} necesita su número de organización.`,
  ],
  orgNumberWrong: [
    ({ fewest, most }) =>
      `An organization number has ${fewest} to ${most} digits; spaces and dashes are fine.`,
    ({ fewest, most }) =>
      `El número de organización tiene de ${fewest} a ${most} dígitos; puede llevar espacios y guiones.`,
  ],
  emailMissing: ['Please tell us where to write to.', 'Dinos a qué correo escribirte, por favor.'],
  emailWrong: [
    'This is not an e-mail address that we can write to. It should look like ann@example.com.',
    'No podemos escribir a este correo. Debería parecerse a ana@example.com.',
  ],
  phoneMissing: ['Please tell us how to call you.', 'Dinos a qué teléfono llamarte, por favor.'],
  phoneWrong: [
    'A phone number has at least 5 digits and may begin with +, as in +1 212 555 0100.',
    'Un teléfono tiene al menos 5 dígitos y puede empezar con +, como +52 55 5555 0100.',
  ],
  streetMissing: ['Please tell us the street and number.', 'Dinos la calle y el número, por favor.'],
  streetWrong: [
    'Please write street and number in at most 200 characters on one line.',
    'Escribe calle y número en una línea de 200 caracteres como máximo.',
  ],
  cityMissing: ['Please tell us the city.', 'Dinos la ciudad, por favor.'],
  cityWrong: [
    'Please write the city in at most 100 characters on one line.',
    'Escribe la ciudad en una línea de 100 caracteres como máximo.',
  ],
  marketWrong: [
    ({ refused }) => refused ?? 'We do not serve this kind of customer in this country yet.',
    ({ refused }) => refused ?? 'Todavía no atendemos a este tipo de cliente en este país.',
  ],

  summary: ['Summary', 'Resumen'],
  delivery: ['Delivery', 'Entrega'],
  free: ['Included', 'Incluida'],
  total: ['Total', 'Total'],
  totalNote: [
    'This is today’s total. The prices of the single plants will follow soon.',
    'Este es el total de hoy. Los precios de cada planta se actualizarán pronto.',
  ],
  paysInDollars: [
    ({ bank }) => `Paid at once through ${bank}.`,
    ({ bank }) => `Se paga al momento con ${bank}.`,
  ],
  paysAtOnce: [
    ({ bank, money }) => `Paid at once through ${bank}, in ${money}.`,
    ({ bank, money }) => `Se paga al momento con ${bank}, en ${money}.`,
  ],
  paysByInvoice: [
    ({ many }) => `Nothing to pay now: ${many} get an invoice.`,
    ({ many }) => `Nada que pagar ahora: a ${many} les enviamos factura.`,
  ],
  placeOrder: ['Order now', 'Pedir ahora'],
  placing: ['Ordering…', 'Enviando el pedido…'],

  fixFields: [
    (count) => (count === 1 ? 'One field needs another look.' : `${count} fields need another look.`),
    (count) => (count === 1 ? 'Revisa un campo, por favor.' : `Revisa ${count} campos, por favor.`),
  ],
  declinedHeading: ['Your payment was declined', 'Tu pago fue rechazado'],
  declinedText: [
    'You have not been charged and nothing was ordered. Your bank knows why; you can try again, or with another e-mail.',
    'No se te cobró nada y no hay pedido. Tu banco sabe el motivo; puedes intentarlo de nuevo o con otro correo.',
  ],
  unreachableHeading: ['We could not reach the shop', 'No pudimos comunicarnos con la tienda'],
  unreachableText: [
    'Everything you typed is still here. Check your connection and order again as it stands: pressing twice never orders twice.',
    'Todo lo que escribiste sigue aquí. Revisa tu conexión y vuelve a pedir tal como está: pulsar dos veces nunca pide dos veces.',
  ],
  unavailableHeading: ['The shop needs a moment', 'La tienda necesita un momento'],
  unavailableText: [
    'It is very busy and could not confirm your order yet. Everything you typed is still here: please wait a moment and order again. Pressing twice never orders twice.',
    'Hay mucho movimiento y todavía no pudo confirmar tu pedido. Todo lo que escribiste sigue aquí: espera un momento y vuelve a pedir. Pulsar dos veces nunca pide dos veces.',
  ],
  inDoubtHeading: ['We could not make sure', 'No pudimos comprobarlo'],
  inDoubtText: [
    'We could not make sure whether your order has reached us. Everything you typed is still here: please order again in a moment. It stays one order and is paid once, however often you press. If it has reached us already, a mail will tell you.',
    'No pudimos comprobar si tu pedido nos llegó. Todo lo que escribiste sigue aquí: vuelve a pedir en un momento. Será un solo pedido y un solo pago, aunque pulses varias veces. Si ya nos llegó, te lo dirá un correo.',
  ],
  firstRefusedHeading: ['Your first order was not taken', 'No tomamos tu primer pedido'],
  firstRefusedText: [
    'We asked about the order that you had sent before: it was not taken, and you are not charged for it. What you see here now has not been sent yet. Please look it over and order again.',
    'Preguntamos por el pedido que habías enviado antes: no se tomó y no se te cobra. Lo que ves aquí ahora todavía no se ha enviado. Revísalo y vuelve a pedir.',
  ],
  otherTabHeading: ['Nothing was sent from here', 'Desde aquí no se envió nada'],
  otherTabText: [
    'Another window of this shop was just sending your order, and it was not taken; you are not charged for it. That window says why. To order what you see here, please order again.',
    'Otra ventana de esta tienda estaba enviando tu pedido y no se tomó; no se te cobra. Esa ventana dice el motivo. Para pedir lo que ves aquí, vuelve a pedir.',
  ],
  keyReusedText: [
    'An order that you sent before has the same number, so we did not take this one, and it is not charged. If that order is on its way, a mail tells you. If you want this one as well, just order again.',
    'Un pedido que enviaste antes tiene el mismo número, así que no tomamos este y no se cobra. Si aquel va en camino, te lo dice un correo. Si también quieres este, vuelve a pedir.',
  ],
  refusedHeading: ['We could not accept this order', 'No pudimos aceptar este pedido'],
  refusedText: [
    'Nothing was ordered and nothing was charged. Everything you typed is still here: please look through your cart and the form, and try again.',
    'No hay pedido ni cobro. Todo lo que escribiste sigue aquí: revisa tu carrito y el formulario, e inténtalo de nuevo.',
  ],
  tooLargeText: [
    'The order is too large to send. Please use shorter words, or fewer plants, and try again. Nothing was charged.',
    'El pedido es demasiado grande para enviarlo. Usa textos más cortos o menos plantas e inténtalo de nuevo. No se cobró nada.',
  ],
};
