import type { Engine } from './engine';
import type { HostFaults } from './host/protocol';

const setters = new WeakMap<Engine, (faults: HostFaults) => void>();

/** Makes an embedded engine answer to `injectFaults`; done once when it is opened. */
export function allowFaults(engine: Engine, set: (faults: HostFaults) => void): void {
  setters.set(engine, set);
}

/**
 * For chaos tests: slows down or fails every following statement of an embedded engine, until `{}` takes it back. The
 * order goes over the pipe to the child process, so nothing outside the portal's process can give it.
 */
export function injectFaults(engine: Engine, faults: HostFaults): void {
  const set = setters.get(engine);
  if (!set) throw new Error('only the embedded engine takes faults');
  set(faults);
}
