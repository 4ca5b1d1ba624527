/** Does work while nothing is carried into the engine. */
export type Hold = <T>(work: () => Promise<T>) => Promise<T>;
