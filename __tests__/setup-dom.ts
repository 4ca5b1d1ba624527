import '@testing-library/jest-dom';

// jsdom has no layout: give elements a size, or charts measure zero and draw nothing.
Object.defineProperty(HTMLElement.prototype, 'getBoundingClientRect', {
  value: () => ({ x: 0, y: 0, top: 0, left: 0, right: 800, bottom: 300, width: 800, height: 300, toJSON: () => ({}) }),
});
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
// Nothing scrolls there either.
Element.prototype.scrollIntoView = () => undefined;
