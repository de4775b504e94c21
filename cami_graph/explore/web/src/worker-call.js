// Questions to a worker and its answers, matched by number.

/** A function that sends one request to the worker and resolves with its answer. */
export function caller(worker) {
  const waiting = new Map();
  let last = 0;
  worker.addEventListener('message', ({ data }) => {
    const { resolve, reject } = waiting.get(data.id) ?? {};
    waiting.delete(data.id);
    if (data.error !== undefined) reject?.(new Error(data.error));
    else resolve?.(data.answer);
  });
  return (request, transfer = []) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, request }, transfer);
    });
}

/** The worker's side: answers each request by `answer(request)`. */
export function answering(scope, answer) {
  scope.addEventListener('message', async ({ data: { id, request } }) => {
    try {
      scope.postMessage({ id, answer: await answer(request) });
    } catch (error) {
      scope.postMessage({ id, error: String(error?.message ?? error) });
    }
  });
}
