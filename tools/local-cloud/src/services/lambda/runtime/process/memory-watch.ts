import { residentBytes } from './process-usage.ts';

/** How often is looked, in milliseconds: reading a file costs nothing, starting `ps` does. */
const LOOK_EVERY_MS = process.platform === 'linux' ? 50 : 500;

/**
 * Calls `onExceeded` once a process holds more memory than its function may, and looks no more. Returns how to stop looking.
 */
export function watchMemory(pid: number, limitMiB: number, onExceeded: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const lookLater = (): void => {
    if (!stopped) timer = setTimeout(() => void look(), LOOK_EVERY_MS).unref();
  };
  const look = async (): Promise<void> => {
    const bytes = await residentBytes(pid);
    if (stopped || bytes === undefined) return;
    if (bytes > limitMiB * 1024 * 1024) onExceeded();
    else lookLater();
  };
  lookLater();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
