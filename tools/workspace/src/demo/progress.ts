/** Says how far a long piece of work is: one line that changes on a terminal, a line now and then elsewhere. */
export interface Progress {
  show(text: string): void;
  /** Ends the changing line. */
  done(): void;
}

const TERMINAL_PAUSE_MS = 100;
const LOG_PAUSE_MS = 5000;

/** Progress on standard error, so that standard output stays for the result. */
export function makeProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const pauseMs = stream.isTTY ? TERMINAL_PAUSE_MS : LOG_PAUSE_MS;
  let lastAt = 0;
  return {
    show: (text) => {
      const now = performance.now();
      if (now - lastAt < pauseMs) return;
      lastAt = now;
      stream.write(stream.isTTY ? `\r\u001B[2K${text}` : `${text}\n`);
    },
    done: () => void (stream.isTTY && stream.write('\r\u001B[2K')),
  };
}
