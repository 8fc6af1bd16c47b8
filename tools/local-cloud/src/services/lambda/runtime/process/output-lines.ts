import { StringDecoder } from 'node:string_decoder';

/** Bytes of one log event, less its overhead. AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const MAX_LINE_LENGTH = 262_144 - 26;

/** Begins and ends a frame of our own bootstraps; nothing that a program prints on purpose. */
const NUL = '\0';

export interface OutputListener {
  readonly onLine: (line: string) => void;
  /** All that was printed before the end of a turn has been heard. */
  readonly onEndOfTurn: () => void;
}

/**
 * Reads what a process prints, line by line. A bootstrap that knows the environment's token can put frames between: `L` is
 * one line that may hold line ends, `E` ends a turn and with it a line that has no end.
 */
export class OutputLines {
  readonly #listener: OutputListener;
  readonly #opening: string;
  readonly #decoder = new StringDecoder('utf8');
  #text = '';
  /** Kind of the frame that the text is inside of. */
  #frame: string | undefined;

  constructor(token: string, listener: OutputListener) {
    this.#opening = `${NUL}${token}`;
    this.#listener = listener;
  }

  add(chunk: Buffer): void {
    this.#text += this.#decoder.write(chunk);
    while (this.#takeOne());
  }

  /** The process is gone: what is left is its last line. */
  end(): void {
    this.#text += this.#decoder.end();
    this.#say(this.#text);
    this.#text = '';
  }

  /** Takes a line, a frame or a part of one off the text; false when more has to come first. */
  #takeOne(): boolean {
    if (this.#frame !== undefined) return this.#takeFrame(this.#frame);
    const frameAt = this.#text.indexOf(this.#opening);
    const lineEnd = this.#text.indexOf('\n');
    if (lineEnd !== -1 && (frameAt === -1 || lineEnd < frameAt)) {
      this.#say(this.#text.slice(0, lineEnd));
      this.#text = this.#text.slice(lineEnd + 1);
      return true;
    }
    return frameAt === -1 ? this.#takeLongLine() : this.#openFrame(frameAt);
  }

  #openFrame(frameAt: number): boolean {
    const start = frameAt + this.#opening.length;
    if (this.#text.length <= start) return false;
    this.#say(this.#text.slice(0, frameAt));
    this.#frame = this.#text.charAt(start);
    this.#text = this.#text.slice(start + 1);
    return true;
  }

  #takeFrame(kind: string): boolean {
    const end = this.#text.indexOf(NUL);
    if (end === -1) return this.#takeLongLine();
    const inside = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 1);
    this.#frame = undefined;
    if (kind === 'L') this.#say(inside);
    else this.#listener.onEndOfTurn();
    return true;
  }

  /** What exceeds a log event is told at once, so that no line grows without end. */
  #takeLongLine(): boolean {
    if (this.#text.length <= MAX_LINE_LENGTH) return false;
    this.#say(this.#text.slice(0, MAX_LINE_LENGTH));
    this.#text = this.#text.slice(MAX_LINE_LENGTH);
    return true;
  }

  #say(line: string): void {
    for (let at = 0; at < line.length; at += MAX_LINE_LENGTH)
      this.#listener.onLine(line.slice(at, at + MAX_LINE_LENGTH));
  }
}
