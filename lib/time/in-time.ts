/** What `work` resolves to, or `late` when it has not by then; `work` goes on. Rejects when `work` does so in time. */
export async function inTime<T, L>(work: Promise<T>, { ms, late }: { ms: number; late: L }): Promise<T | L> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
