import type { Id } from '../shared/kernel/ids.js';

/** Milliseconds that a request waits for the first draft, before it shows that the search has begun. */
const PATIENCE = 1_000;
/** Milliseconds between two looks whether another process was told to stop this search. */
const LOOK_AGAIN = 1_000;

interface Search {
  stop: AbortController;
  /** Settles with the first draft. */
  drafted: Deferred;
  /** Settles when the search is over. */
  over: Deferred;
}

interface Deferred {
  promise: Promise<void>;
  settle: () => void;
}

/** The searches of this process: who waits for their first draft, and how they are stopped. */
export class SearchWatch {
  private readonly searches = new Map<Id, Search>();

  /** When there is a draft to show, or patience ends. */
  firstDraft(id: Id): Promise<void> {
    return within(PATIENCE, this.of(id).drafted.promise);
  }

  /** When a search that was stopped has put its best away. */
  ended(id: Id): Promise<void> {
    const search = this.searches.get(id);
    return search ? within(PATIENCE, search.over.promise) : Promise.resolve();
  }

  stop(id: Id): void {
    this.searches.get(id)?.stop.abort();
  }

  /** @param ending aborted when the process goes down @param isCancelled asked now and then */
  open(id: Id, ending: AbortSignal, isCancelled: () => Promise<boolean>): { signal: AbortSignal; drafted: () => void; close: () => void } {
    const search = this.of(id);
    const timer = setInterval(() => void isCancelled().then((yes) => { if (yes) search.stop.abort(); }, () => undefined), LOOK_AGAIN);
    timer.unref();
    return {
      signal: AbortSignal.any([search.stop.signal, ending]),
      drafted: search.drafted.settle,
      close: () => {
        clearInterval(timer);
        search.drafted.settle();
        search.over.settle();
        this.searches.delete(id);
      },
    };
  }

  private of(id: Id): Search {
    let search = this.searches.get(id);
    if (!search) this.searches.set(id, search = { stop: new AbortController(), drafted: deferred(), over: deferred() });
    return search;
  }
}

function deferred(): Deferred {
  let settle: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => { settle = resolve; });
  return { promise, settle };
}

function within(milliseconds: number, promise: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    void promise.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
