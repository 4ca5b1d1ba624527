/** Takes what opened a form out of the address, so that a reload does not open it again. */
export function forgetSearch(): void {
  if (location.search !== '') window.history.replaceState(null, '', location.pathname);
}
