const setProperty = (node, name, value) => {
  if (name === 'on')
    Object.entries(value).forEach(([event, listener]) => node.addEventListener(event, listener));
  else if (value === true) node.setAttribute(name, '');
  else if (value !== undefined && value !== false) node.setAttribute(name, value);
};

/** Makes an element. `on` holds listeners, all other properties are attributes; strings become text, never markup. */
export const element = (tag, properties = {}, ...children) => {
  const node = document.createElement(tag);
  Object.entries(properties).forEach(([name, value]) => setProperty(node, name, value));
  node.append(...children.flat().filter((child) => child !== undefined && child !== false && child !== ''));
  return node;
};

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** Shows or hides elements. */
export const show = (isShown, ...nodes) => nodes.forEach((node) => (node.hidden = !isShown));

/** Moves focus to something that is not a control, such as a message, and brings it into view. */
export const focusOn = (node) => {
  if (!node.matches('a, button, input, select, textarea')) node.tabIndex = -1;
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: 'center' });
};

/** Lets a screen reader say something that others can see. */
export const announce = (words) => {
  byId('announcements').textContent = words;
};
