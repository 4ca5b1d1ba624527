/** A whole load, not a step within the page: session, live streams and cached answers are begun anew. */
export const loadPage = (path: string): void => window.location.assign(new URL(path, window.location.origin));
